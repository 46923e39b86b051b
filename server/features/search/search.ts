import { z } from 'zod';
import type { UiLanguage } from '#server/contract/languages.ts';
import type { SearchResult, Suggestion } from '#server/contract/wire.ts';
import type { Db } from '#server/db/open.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { decodeCursor, encodeCursor } from '../catalogue/read/cursor.ts';
import { parseQuery } from '../catalogue/text/match-expression.ts';
import { didYouMean } from './did-you-mean.ts';
import { facetsOf } from './facets.ts';
import { createIndexInSlices } from './index-in-slices.ts';
import { indexTalks } from './index-talks.ts';
import { findMatches } from './matches.ts';
import { createSearchStore } from './store.ts';
import { suggest } from './suggest.ts';

export interface SearchQuery {
  q: string;
  limit: number;
  cursor?: string | undefined;
  conference?: string | undefined;
  /** Spoken language, BCP 47. */
  language?: string | undefined;
  tag?: string | undefined;
}

/** Above so many hits they come newest first: ranking them would hold up everybody else. */
const maxRanked = 5000;
/** How far a filter looks for its few among so many. */
const maxFiltered = 50_000;
const speakersShown = 6;
const cursorShape = z.tuple([z.enum(['relevance', 'newest']), z.number(), z.int()]);

/**
 * Full-text search over public talks; the catalogue tells `indexTalks` of every change.
 * @param o.onIndexFailed given by a process that answers requests: the rows of many talks are written in slices there
 */
export function createSearch(o: {
  db: Db;
  catalogue: Pick<Catalogue, 'bestSpeakers' | 'talkCards' | 'conferenceTitles'>;
  onIndexFailed?: ((error: unknown) => void) | undefined;
}) {
  const store = createSearchStore(o.db);
  const { catalogue } = o;
  const indexNow = (talkIds: readonly number[]) => indexTalks(store, talkIds);
  const slices = o.onIndexFailed && createIndexInSlices({ db: o.db, store, onFailed: o.onIndexFailed });

  return {
    /**
     * Finds talks: all words of the query must occur in a talk, in any of its languages.
     * @throws {AppError} `invalid` for a cursor of something else
     */
    search(query: SearchQuery, language: UiLanguage): SearchResult {
      const after = decodeCursor(query.cursor, cursorShape);
      const parsed = parseQuery(query.q, { nameColumn: 'speakers' });
      if (parsed === null) return nothing;
      const count = store.boundedCount(parsed.expression, maxRanked + 1);
      const order = after?.[0] ?? (count > maxRanked ? 'newest' : 'relevance');
      const hits = {
        match: parsed.expression,
        bound: order === 'newest' && isFiltered(query) ? maxFiltered : maxRanked,
        conference: query.conference ?? null,
        language: query.language ?? null,
        tag: query.tag ?? null,
      };
      const page = {
        ...hits,
        afterRank: after?.[1] ?? null,
        afterId: after?.[2] ?? null,
        limit: query.limit + 1,
      };
      const found = order === 'newest' ? store.newest(page) : store.byRank(page);
      const rows = found.slice(0, query.limit);
      const last = rows.at(-1);
      const ids = rows.map(({ id }) => id);
      const matches = findMatches(store, { ids, query: parsed.tokens, language });
      const cards = catalogue.talkCards(ids, language);
      const titles = (conferenceIds: readonly number[]) =>
        catalogue.conferenceTitles(conferenceIds, language);
      const spread = facetsOf(store, hits, titles);
      const total = order === 'newest' && !isFiltered(query) ? count : spread.total;
      return {
        items: cards.map((talk, index) => ({ talk, matches: matches.get(ids[index] ?? 0) ?? [] })),
        speakers: after === null ? catalogue.bestSpeakers(query.q, language, speakersShown) : [],
        total,
        order,
        facets: spread.facets,
        suggestion: total === 0 ? didYouMean(store, query.q, parsed.tokens) : null,
        nextCursor: found.length > query.limit && last ? encodeCursor([order, last.rank, last.id]) : null,
      };
    },

    /** What a reader may mean while still typing. */
    suggest: (q: string, language: UiLanguage): { items: Suggestion[] } => ({
      items: suggest({ store, catalogue }, q, language),
    }),

    /** Writes the index of some talks anew, inside the transaction of their change. */
    indexTalks: slices?.index ?? indexNow,
    /** The same, never in slices. */
    indexNow,

    /** When the index is as the last change left the talks. */
    settled: async (): Promise<void> => slices?.settled(),
    /** Goes on with what the last run left of the index. */
    start: (): void => slices?.start(),
    stop: async (): Promise<void> => slices?.stop(),
  };
}

export type Search = ReturnType<typeof createSearch>;

const nothing: SearchResult = {
  items: [],
  speakers: [],
  total: 0,
  order: 'relevance',
  facets: { conference: [], language: [], tag: [] },
  suggestion: null,
  nextCursor: null,
};

function isFiltered(query: SearchQuery): boolean {
  return query.conference !== undefined || query.language !== undefined || query.tag !== undefined;
}

import { z } from 'zod';
import type { UiLanguage } from '#server/contract/languages.ts';
import type { LetterChoice } from '#server/contract/listing.ts';
import type { Speaker, SpeakerCard } from '#server/contract/wire.ts';
import { parseQuery } from '../text/match-expression.ts';
import { initialOf } from '../text/person-name.ts';
import { languageOfScript, readerScript, scriptOf } from '../text/script.ts';
import { chooseText } from './choose-text.ts';
import type { ListQuery } from './conferences.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Faces } from './faces.ts';
import { groupBy } from './group-by.ts';
import type { SpeakerRow, SpeakerStore } from './speaker-store.ts';
import type { TalkCards } from './talk-cards.ts';

export type FoundSpeaker = { kind: 'found'; speaker: Speaker } | { kind: 'moved'; slug: string } | null;

const cursorShape = z.tuple([z.int(), z.string(), z.int()]);
const maxOnOnePage = 300;
const maxPages = 1000;
const maxCoSpeakers = 24;

/** Readers of speakers for viewers, in the alphabet of the reader's script first. */
export function createSpeakerReaders(o: { store: SpeakerStore; talkCards: TalkCards; faces: Faces }) {
  const { store, talkCards } = o;

  function speakerCards(ids: readonly number[], language: UiLanguage): SpeakerCard[] {
    return store.rows(ids, readerScript(language)).map(speakerCard);
  }

  return {
    speakerCards,

    /** @throws {AppError} `invalid` for a cursor of something else */
    listSpeakers({ q, language, limit, cursor }: ListQuery & { q?: string | undefined }): {
      items: SpeakerCard[];
      nextCursor: string | null;
    } {
      const after = decodeCursor(cursor, cursorShape);
      const script = readerScript(language);
      const query = q?.trim() ? parseQuery(q, { nameColumn: 'names' }) : null;
      if (q?.trim() && query === null) return { items: [], nextCursor: null };
      const found =
        query === null
          ? store.page(script, after, limit + 1)
          : store.matching(query.expression, script, after, limit + 1);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        items: speakerCards(
          page.map(({ id }) => id),
          language,
        ),
        nextCursor: found.length > limit && last ? encodeCursor([last.rank, last.sort_key, last.id]) : null,
      };
    },

    /**
     * Public speakers from A to Z: all of them where they fit one page, else those of a letter, page by page.
     * @param asked.letter a heading of the list; the first one where it is unknown
     * @param asked.pageNumber from 1
     */
    speakersFiled(
      language: UiLanguage,
      asked: { letter: string | null; pageNumber: number },
    ): { speakers: SpeakerCard[]; letters: LetterChoice[]; pageNumber: number; hasMore: boolean } {
      const script = readerScript(language);
      const first = store.page(script, null, maxOnOnePage + 1).map(({ id }) => id);
      if (first.length <= maxOnOnePage)
        return { speakers: speakerCards(first, language), letters: [], pageNumber: 1, hasMore: false };
      const letters = groupBy(store.heads(script), ([, head]) => letterOf(head));
      const isKnown = asked.letter !== null && letters.has(asked.letter);
      const [shown = ''] = isKnown && asked.letter !== null ? [asked.letter] : letters.keys();
      const pageNumber = Math.min(Math.max(1, asked.pageNumber), maxPages);
      const offset = (pageNumber - 1) * maxOnOnePage;
      const ids = store.filed(script, letters.get(shown) ?? [], maxOnOnePage + 1, offset);
      return {
        speakers: speakerCards(ids.slice(0, maxOnOnePage), language),
        letters: [...letters.keys()].map((initial) => ({ initial, isShown: initial === shown })),
        pageNumber,
        hasMore: ids.length > maxOnOnePage,
      };
    },

    /** Public speakers whose names match a query, best first. */
    bestSpeakers(q: string, language: UiLanguage, limit: number): SpeakerCard[] {
      const query = parseQuery(q, { nameColumn: 'names' });
      return query === null ? [] : speakerCards(store.best(query.expression, limit), language);
    },

    /** A public speaker by slug, or the slug of the one it was merged into. */
    speaker(slug: string, language: UiLanguage): FoundSpeaker {
      const found = store.surviving(slug);
      if (found === null) return null;
      if (found.slug !== slug) return { kind: 'moved', slug: found.slug };
      const [card] = speakerCards([found.id], language);
      if (!card) return null;
      const text = chooseText(store.biographies(found.id), [language]);
      const talks = talkCards(store.talks(found.id), language);
      const script = readerScript(language);
      const names = [card.name, ...store.names(found.id).map(({ name }) => name)];
      return {
        kind: 'found',
        speaker: {
          ...card,
          names: [...new Set(names)].map((name) => ({ name, language: languageOfScript(scriptOf(name)) })),
          affiliations: store.affiliations(found.id),
          coSpeakers: store
            .coSpeakers(found.id, script, maxCoSpeakers)
            .map(({ slug: other, name, script: written, shared }) => ({
              ...{ slug: other, name, nameLanguage: languageOfScript(written), sharedCount: shared },
            })),
          ...{ biography: text?.biography ?? null, biographyLanguage: text?.language ?? null },
          ...{ ...o.faces.ofSpeaker(found.id), talks },
        },
      };
    },
  };
}

/** Characters of names in kanji share a letter: there are too many of them to choose from. */
function letterOf(head: string): string {
  const initial = initialOf(head);
  return /\p{Script=Han}/u.test(initial) ? '漢字' : initial;
}

function speakerCard(row: SpeakerRow): SpeakerCard {
  return {
    slug: row.slug,
    name: row.name,
    nameLanguage: languageOfScript(row.script),
    // Made by json_group_array of a TEXT column.
    otherNames: JSON.parse(row.other_names) as string[],
    initial: initialOf(row.sort_key),
    affiliation: row.affiliation,
    talkCount: row.talk_count,
  };
}

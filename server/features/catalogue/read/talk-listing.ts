import type { UiLanguage } from '#server/contract/languages.ts';
import type { Choice, ListSort, TalkListing } from '#server/contract/listing.ts';
import type { TalkCards } from './talk-cards.ts';
import type { TalkListingFilter, TalkListingStore } from './talk-listing-store.ts';

export interface TalkListingQuery {
  /** Slug of a tag. */
  tag: string | null;
  filters: TalkListing['filters'];
  sort: ListSort | null;
  /** From 1; beyond the last page the last one is shown. */
  pageNumber: number;
}

const pageLength = 48;
const maxTopics = 1000;
/** Sorting by what no index knows is for lists that are short enough. */
const maxSorted = 2500;

/** Readers of the list of all talks, and of subjects. */
export function createTalkListing(o: { store: TalkListingStore; talkCards: TalkCards }) {
  const { store } = o;
  const perRevision = createPerRevision(store.revision, 500);
  const orders = createPerRevision(store.revision, 50);

  /** The order by an index is read page by page; any other is made once for all of its pages. */
  function pageOfIds(filter: TalkListingFilter, sort: ListSort, reader: UiLanguage, offset: number) {
    if (sort === 'newest' && filter.isRecorded === 0)
      return store.page(filter, sort, { reader, limit: pageLength, offset });
    const key = JSON.stringify([filter, sort, sort === 'title' ? reader : null]);
    const all = orders(key, () =>
      Int32Array.from(store.page(filter, sort, { reader, limit: -1, offset: 0 })),
    );
    return [...all.subarray(offset, offset + pageLength)];
  }

  return {
    /** Null where the tag is unknown, or no public talk has it. */
    talkListing(language: UiLanguage, query: TalkListingQuery): TalkListing | null {
      const tag = query.tag === null ? null : store.tag(query.tag);
      if (query.tag !== null && tag === null) return null;
      const tagId = tag?.id ?? null;
      const { language: spoken, year, isRecorded } = query.filters;
      const filter = { tagId, language: spoken, year, isRecorded: isRecorded ? 1 : 0 } as const;
      const foundCount = perRevision(JSON.stringify(filter), () => store.count(filter));
      const hasFilter = spoken !== null || year !== null || isRecorded;
      if (tag && foundCount === 0 && !hasFilter) return null;
      const sorts: ListSort[] =
        foundCount <= maxSorted
          ? ['newest', 'time', 'title', 'length', 'views']
          : ['newest', 'time', 'views'];
      const sort = query.sort !== null && sorts.includes(query.sort) ? query.sort : 'newest';
      const pageCount = Math.max(1, Math.ceil(foundCount / pageLength));
      const pageNumber = Math.min(Math.max(1, query.pageNumber), pageCount);
      const ids = pageOfIds(filter, sort, language, (pageNumber - 1) * pageLength);
      return {
        talks: o.talkCards(ids, language),
        tag: tag && { slug: tag.slug, name: tag.name },
        ...{ filters: query.filters, sort, sorts, foundCount, pageNumber, pageCount },
        languages: perRevision(`languages ${tagId}`, () => choices(store.languages(tagId))).toSorted(
          (a, b) => b.count - a.count,
        ),
        years: perRevision(`years ${tagId}`, () => choices(store.years(tagId))).toSorted((a, b) =>
          b.value.localeCompare(a.value),
        ),
      };
    },

    /** Tags of public talks, the most frequent first. */
    topics(limit: number): Choice[] {
      const all = perRevision('topics', () => store.topics(maxTopics));
      return all.slice(0, limit).map(({ slug, name, count }) => ({ value: slug, label: name, count }));
    },
  };
}

function choices(rows: readonly { value: string; count: number }[]): Choice[] {
  return rows.map(({ value, count }) => ({ value, label: value, count }));
}

/** Keeps what was counted until the library changes; at most so many answers. */
function createPerRevision(revisionOf: () => number, most: number) {
  let known: { revision: number; values: Map<string, unknown> } = { revision: -1, values: new Map() };
  return <T>(key: string, count: () => T): T => {
    const revision = revisionOf();
    if (known.revision !== revision || known.values.size >= most) known = { revision, values: new Map() };
    if (!known.values.has(key)) known.values.set(key, count());
    return known.values.get(key) as T; // each key is used with one kind of value
  };
}

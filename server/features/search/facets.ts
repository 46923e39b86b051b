import type { SearchResult } from '#server/contract/wire.ts';
import type { SearchStore } from './store.ts';

/** How the hits are spread over conferences, spoken languages and tags: of what the filters leave. */
export function facetsOf(
  store: SearchStore,
  o: Parameters<SearchStore['total']>[0],
  titlesOf: (conferenceIds: readonly number[]) => ReadonlyMap<number, string>,
): SearchResult['facets'] {
  const conferences = store.conferenceFacet(o);
  const titles = titlesOf(conferences.map(({ id }) => id));
  return {
    conference: conferences.map(({ id, value, count }) => ({ value, count, label: titles.get(id) ?? value })),
    language: store.languageFacet(o).map(({ value, count }) => ({ value, count, label: value })),
    tag: store.tagFacet(o),
  };
}

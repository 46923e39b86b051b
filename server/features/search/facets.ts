import type { SearchResult } from '#server/contract/wire.ts';
import type { FacetRow, HitParameters, SearchStore } from './store.ts';

/** How many hits there are, and how they are spread over conferences, spoken languages and tags: of what the filters leave. */
export function facetsOf(
  store: SearchStore,
  o: HitParameters,
  titlesOf: (conferenceIds: readonly number[]) => ReadonlyMap<number, string>,
): { total: number; facets: SearchResult['facets'] } {
  const rows = store.facets(o);
  const of = (facet: FacetRow['facet']) => rows.filter((row) => row.facet === facet);
  const conferences = of('conference');
  const titles = titlesOf(conferences.map(({ id }) => id));
  const plain = ({ value, label, count }: FacetRow) => ({ value, label, count });
  return {
    total: of('total')[0]?.count ?? 0,
    facets: {
      conference: conferences.map((row) => ({ ...plain(row), label: titles.get(row.id) ?? row.value })),
      language: of('language').map(plain),
      tag: of('tag').map(plain),
    },
  };
}

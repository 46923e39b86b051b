import type { SearchResult } from '#server/contract/wire.ts';
import { useReader } from '../i18n/reader.tsx';
import s from './search-facets.module.css';
import { type SearchFilters, searchUrl } from './search-url.ts';

interface Props {
  query: string;
  filters: SearchFilters;
  facets: SearchResult['facets'];
}

/** Links that narrow a search, and links that take a filter away again. */
export function SearchFacets({ query, filters, facets }: Props) {
  const { m, format } = useReader();
  const groups = [
    { name: 'conference', title: m.facetConference },
    { name: 'language', title: m.facetLanguage },
    { name: 'tag', title: m.facetTag },
  ] as const;
  const shown = groups.filter(({ name }) => filters[name] !== undefined || facets[name].length > 1);
  if (shown.length === 0) return null;
  return (
    <nav className={s.facets} aria-label={m.narrowBy}>
      {shown.map(({ name, title }) => {
        const chosen = filters[name];
        const { [name]: _, ...without } = filters;
        const labelOf = (value: string, label: string) =>
          name === 'language' ? format.languageName(value) : label;
        const chosenFacet = facets[name].find((facet) => facet.value === chosen);
        return (
          <section key={name} aria-labelledby={`facet-${name}`}>
            <h2 id={`facet-${name}`}>{title}</h2>
            <ul>
              {chosen === undefined ? (
                facets[name].map((facet) => (
                  <li key={facet.value}>
                    <a href={searchUrl(query, { ...filters, [name]: facet.value })} rel="nofollow">
                      {labelOf(facet.value, facet.label)}
                    </a>
                    <small>{format.number(facet.count)}</small>
                  </li>
                ))
              ) : (
                <li>
                  <a href={searchUrl(query, without)} rel="nofollow" aria-current="true">
                    {m.removeFilter(labelOf(chosen, chosenFacet?.label ?? chosen))}
                  </a>
                </li>
              )}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}

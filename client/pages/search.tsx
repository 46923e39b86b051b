import type { PageData } from '#server/contract/pages.ts';
import { paths } from '#server/contract/paths.ts';
import type { SearchResult } from '#server/contract/wire.ts';
import { langOf, useReader } from '../i18n/reader.tsx';
import { SearchForm } from '../ui/search-form.tsx';
import { SearchHit } from '../ui/search-hit.tsx';
import s from './search.module.css';
import { SearchFacets } from './search-facets.tsx';
import { type SearchFilters, searchUrl } from './search-url.ts';

type Search = Extract<PageData, { page: 'search' }>;

/** Search: a form, what was found and why, and ways to narrow it down. */
export function SearchPage({ query, filters, result }: Search) {
  const { m } = useReader();
  return (
    <div className="wrap">
      <header className={s.head}>
        <h1 className={query === '' ? undefined : 'visually-hidden'}>
          {query === '' ? m.search : m.resultsFor(query)}
        </h1>
        <SearchForm id="page-search" query={query} isLarge kept={filters} />
        {result === null ? <p className={s.intro}>{m.searchIntro}</p> : null}
      </header>
      {result ? <Results query={query} filters={filters} result={result} /> : null}
    </div>
  );
}

function Results({
  query,
  filters,
  result,
}: {
  query: string;
  filters: SearchFilters;
  result: SearchResult;
}) {
  const reader = useReader();
  const { m } = reader;
  const isEmpty = result.items.length === 0 && result.speakers.length === 0;
  return (
    <div className={s.body}>
      <div>
        <p className={s.count} role="status">
          {isEmpty ? m.nothingFound : m.resultsCount(result.total)}
        </p>
        {result.suggestion ? (
          <p className={s.suggestion}>
            {m.didYouMean} <a href={searchUrl(result.suggestion, filters)}>{result.suggestion}</a>?
          </p>
        ) : null}
        {isEmpty ? <p className={s.hint}>{m.nothingFoundHint}</p> : null}
        {result.speakers.length > 0 ? (
          <section className={s.speakers} aria-label={m.speakers}>
            <ul>
              {result.speakers.map((speaker) => (
                <li key={speaker.slug}>
                  <a href={paths.speaker(speaker.slug)} lang={langOf(reader, speaker.nameLanguage)}>
                    {speaker.name}
                  </a>
                  <small>{m.talksCount(speaker.talkCount)}</small>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <ol className={s.hits}>
          {result.items.map(({ talk, matches }) => (
            <li key={talk.slug}>
              <SearchHit talk={talk} matches={matches} />
            </li>
          ))}
        </ol>
        {result.nextCursor ? (
          <p className={s.next}>
            <a href={searchUrl(query, filters, result.nextCursor)}>{m.moreResults}</a>
          </p>
        ) : null}
      </div>
      <SearchFacets query={query} filters={filters} facets={result.facets} />
    </div>
  );
}

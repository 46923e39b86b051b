import type { PageData } from '#server/contract/pages.ts';
import { paths } from '#server/contract/paths.ts';
import { useReader } from '../i18n/reader.tsx';
import { ConferenceTiles } from '../ui/conference-tiles.tsx';
import { Pager } from '../ui/pager.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import s from './index-page.module.css';
import { listingUrl } from './listing-url.ts';

type Conferences = Extract<PageData, { page: 'conferences' }>;

/** All conferences, the latest year first, so many to a page. */
export function ConferencesPage({ conferences, foundCount, pageNumber, pageCount }: Conferences) {
  const { m } = useReader();
  const years = Map.groupBy(conferences, ({ startDay }) => startDay?.slice(0, 4) ?? '');
  return (
    <div className="wrap">
      <header className={s.head}>
        <h1>{m.conferences}</h1>
        <p>{m.conferencesCount(foundCount)}</p>
      </header>
      {years.size > 2 ? (
        <nav className={s.jumps} aria-label={m.finding.year}>
          {[...years.keys()].map((year) => (
            <a key={year} href={`#year-${year}`}>
              {year === '' ? m.finding.yearUnknown : year}
            </a>
          ))}
        </nav>
      ) : null}
      {[...years].map(([year, held]) => (
        <section key={year} className={s.group} aria-labelledby={`year-${year}`}>
          <SectionHead
            id={`year-${year}`}
            {...(pageCount === 1 ? { note: m.conferencesCount(held.length) } : {})}
          >
            {year === '' ? m.finding.yearUnknown : year}
          </SectionHead>
          <ConferenceTiles conferences={held} />
        </section>
      ))}
      <Pager
        pageNumber={pageNumber}
        pageCount={pageCount}
        urlOf={(page) => listingUrl(paths.conferences(), { page: page === 1 ? null : page })}
      />
    </div>
  );
}

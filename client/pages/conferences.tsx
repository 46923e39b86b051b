import type { ConferenceCard } from '#server/contract/wire.ts';
import { useReader } from '../i18n/reader.tsx';
import { ConferenceTiles } from '../ui/conference-tiles.tsx';
import { SectionHead } from '../ui/section-head.tsx';
import s from './index-page.module.css';

/** All conferences, the latest year first. */
export function ConferencesPage({ conferences }: { conferences: readonly ConferenceCard[] }) {
  const { m } = useReader();
  const years = Map.groupBy(conferences, ({ startDay }) => startDay?.slice(0, 4) ?? '');
  return (
    <div className="wrap">
      <header className={s.head}>
        <h1>{m.conferences}</h1>
        <p>{m.conferencesCount(conferences.length)}</p>
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
          <SectionHead id={`year-${year}`} note={m.conferencesCount(held.length)}>
            {year === '' ? m.finding.yearUnknown : year}
          </SectionHead>
          <ConferenceTiles conferences={held} />
        </section>
      ))}
    </div>
  );
}

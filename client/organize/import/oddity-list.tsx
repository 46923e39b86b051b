import type { ImportOddity, StagedImport } from '#server/contract/wire.ts';
import { useRoomWords } from '../organizer.tsx';
import s from './import.module.css';

/** What was odd in a file: the same remark about many events is said once, with the events under it. */
export function OddityList({ staged }: { staged: StagedImport }) {
  const t = useRoomWords('import');
  if (staged.oddityCount === 0) return null;
  const groups = Map.groupBy(staged.oddities, ({ what }) => what);
  const more = staged.oddityCount - staged.oddities.length;
  return (
    <details className={s.oddities} open={staged.oddityCount <= 5}>
      <summary>{t.oddities(staged.oddityCount)}</summary>
      <p className={s.soft}>{t.odditiesHint}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <ul tabIndex={0} aria-label={t.oddities(staged.oddityCount)}>
        {[...groups].map(([what, places]) => (
          <li key={what}>
            <span lang="en">{what}</span>
            <Places places={places} />
          </li>
        ))}
        {more > 0 ? <li>{t.moreOddities(more)}</li> : null}
      </ul>
    </details>
  );
}

const shownPlaces = 6;

function Places({ places }: { places: readonly ImportOddity[] }) {
  const t = useRoomWords('import');
  const words = places
    .map(({ line, event }) => [line === null ? null : t.line(line), event].filter(Boolean).join(': '))
    .filter((place) => place !== '');
  if (words.length === 0) return null;
  const more = words.length - shownPlaces;
  return (
    <div className={s.where}>
      {words.slice(0, shownPlaces).join(' · ')}
      {more > 0 ? ` · ${t.moreOddities(more)}` : null}
    </div>
  );
}

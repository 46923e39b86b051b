import { Link } from 'react-router';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import type { BoardDay } from './day-grid.ts';
import s from './state-filter.module.css';

/** The days of a conference as links; the last may be those talks that have none. */
export function DayTabs({ days, shown }: { days: readonly BoardDay[]; shown: BoardDay }) {
  const t = useRoomWords('board');
  const { format } = useOrganizer();
  return (
    <nav className={s.filter} aria-label={t.days}>
      {days.map(({ day, held }) => (
        <Link key={day} to={`?day=${day ?? 'none'}`} aria-current={day === shown.day ? 'page' : undefined}>
          {day === null ? t.withoutDay : format.longDay(day)}
          <span className={s.count}>{format.number(held.length)}</span>
        </Link>
      ))}
    </nav>
  );
}

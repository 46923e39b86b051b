import { Link } from 'react-router';
import type { BoardState as State } from '#server/contract/wire.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { BoardState, stateOrder } from './board-state.tsx';
import s from './state-filter.module.css';

/** The states that talks are in, with how many are in each: each shows its talks alone. */
export function StateFilter({
  counts,
  total,
  chosen,
}: {
  counts: ReadonlyMap<State, number>;
  total: number;
  chosen: State | null;
}) {
  const t = useRoomWords('board');
  const { format } = useOrganizer();
  const states = stateOrder.filter((state) => counts.has(state) || state === chosen);
  return (
    <nav className={s.filter} aria-label={t.filters}>
      <Link to="?" aria-current={chosen === null ? 'page' : undefined}>
        {t.allTalks} <span className={s.count}>{format.number(total)}</span>
      </Link>
      {states.map((state) => (
        <Link key={state} to={`?state=${state}`} aria-current={chosen === state ? 'page' : undefined}>
          <BoardState state={state} />
          <span className={s.count}>{format.number(counts.get(state) ?? 0)}</span>
        </Link>
      ))}
    </nav>
  );
}

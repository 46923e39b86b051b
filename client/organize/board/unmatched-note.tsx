import { Link } from 'react-router';
import type { Board, BoardState as State } from '#server/contract/wire.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { Notice } from '../ui/notice.tsx';
import s from './board-page.module.css';

/** How many recordings came for the conference and have no talk, in which states, and the way to match them. */
export function UnmatchedNote({ board }: { board: Board }) {
  const t = useRoomWords('board');
  const { format } = useOrganizer();
  if (board.unmatched.length === 0) return null;
  const counts = new Map<State, number>();
  for (const { state } of board.unmatched) counts.set(state, (counts.get(state) ?? 0) + 1);
  const states = [...counts].map(([state, count]) => `${t.states[state]}: ${format.number(count)}`);
  return (
    <div className={s.unmatched}>
      <Notice title={t.unmatched(board.unmatched.length)}>
        <p>{t.unmatchedHint}</p>
        <p>
          {states.join(' · ')} ·{' '}
          <Link to={`/organize/conferences/${board.conference.id}/matching`}>{t.toMatching}</Link>
        </p>
      </Notice>
    </div>
  );
}

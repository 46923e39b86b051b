import type { Board } from '#server/contract/wire.ts';
import { useOrganizer } from '../organizer.tsx';
import type { Held } from './day-grid.ts';
import { type CellActions, TalkCell } from './talk-cell.tsx';
import s from './talk-list.module.css';

/** Talks below each other, each with its time and room. */
export function TalkList({
  held,
  board,
  actions,
}: {
  held: readonly Held[];
  board: Board;
  actions: CellActions;
}) {
  const { format } = useOrganizer();
  const rooms = new Map(board.rooms.map(({ id, name }) => [id, name]));
  const { timeZone } = board.conference;
  const when = ({ startsAt, roomId }: Held) =>
    [startsAt === null ? null : format.time(startsAt, timeZone), roomId === null ? null : rooms.get(roomId)]
      .filter(Boolean)
      .join(' · ');
  return (
    <ul className={s.list}>
      {held.map((each) => (
        <li key={`${each.talk.id} ${each.startsAt} ${each.roomId}`}>
          <TalkCell talk={each.talk} when={when(each)} actions={actions} />
        </li>
      ))}
    </ul>
  );
}

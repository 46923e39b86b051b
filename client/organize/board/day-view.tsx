import type { Board } from '#server/contract/wire.ts';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import s from './board-page.module.css';
import { type BoardDay, layOut } from './day-grid.ts';
import { DayTabs } from './day-tabs.tsx';
import { ProgrammeGrid } from './programme-grid.tsx';
import type { CellActions } from './talk-cell.tsx';
import { TalkList } from './talk-list.tsx';
import { useWide } from './use-wide.ts';

/** One day at a time as a programme; talks in one state all below each other, day after day. */
export function DayView({
  days,
  board,
  isFiltered,
  day: wanted,
  actions,
}: {
  days: readonly BoardDay[];
  board: Board;
  isFiltered: boolean;
  /** `none` = those without one. */
  day: string | null;
  actions: CellActions;
}) {
  const t = useRoomWords('board');
  const { format } = useOrganizer();
  const name = (day: string | null) => (day === null ? t.withoutDay : format.longDay(day));
  if (isFiltered)
    return days.map(({ day, held }) => (
      <section key={day} aria-label={name(day)}>
        <h2 className={s.day}>{name(day)}</h2>
        <TalkList held={held} board={board} actions={actions} />
      </section>
    ));
  const shown = days.find(({ day }) => (day ?? 'none') === wanted) ?? days[0];
  if (shown === undefined) return null;
  return (
    <>
      {days.length > 1 ? <DayTabs days={days} shown={shown} /> : null}
      <h2 className={days.length > 1 ? 'visually-hidden' : s.day}>{name(shown.day)}</h2>
      <OneDay shown={shown} board={board} actions={actions} />
    </>
  );
}

function OneDay({ shown, board, actions }: { shown: BoardDay; board: Board; actions: CellActions }) {
  const t = useRoomWords('board');
  const { format } = useOrganizer();
  const isWide = useWide();
  if (!isWide || shown.day === null) return <TalkList held={shown.held} board={board} actions={actions} />;
  const grid = layOut(shown.held, board.rooms);
  return (
    <>
      {grid.rows > 0 ? (
        <ProgrammeGrid
          grid={grid}
          day={format.longDay(shown.day)}
          timeZone={board.conference.timeZone}
          actions={actions}
        />
      ) : null}
      {grid.unplaced.length > 0 ? (
        <section aria-label={t.withoutTime}>
          {grid.rows > 0 ? <h3 className={s.apart}>{t.withoutTime}</h3> : null}
          <TalkList held={grid.unplaced} board={board} actions={actions} />
        </section>
      ) : null}
    </>
  );
}

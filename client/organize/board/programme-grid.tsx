import { type CSSProperties, Fragment } from 'react';
import { useOrganizer, useRoomWords } from '../organizer.tsx';
import { type DayGrid, rowsOfMark } from './day-grid.ts';
import s from './programme-grid.module.css';
import { type CellActions, TalkCell } from './talk-cell.tsx';

/** A day as a printed programme: rooms beside each other, time downwards. */
export function ProgrammeGrid({
  grid,
  day,
  timeZone,
  actions,
}: {
  grid: DayGrid;
  day: string;
  timeZone: string;
  actions: CellActions;
}) {
  const t = useRoomWords('board');
  const { format } = useOrganizer();
  const shape = { '--columns': grid.columns, '--rows': grid.rows } as CSSProperties; // custom properties are not in its type
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={s.scroll} aria-label={t.grid(day)} tabIndex={0}>
      <div className={s.grid} style={shape}>
        <p className={s.corner} title={t.times(timeZone)}>
          {timeZone.split('/').at(-1)?.replaceAll('_', ' ')}
        </p>
        {grid.rooms.map((room) => (
          <h3
            key={room.id}
            className={s.room}
            style={{ gridColumn: `${room.column + 1} / span ${room.span}` }}
          >
            {room.name}
          </h3>
        ))}
        {grid.marks.map(({ row, at }) => (
          <Fragment key={row}>
            <time
              className={s.time}
              dateTime={at}
              style={{ gridRow: `${row + 1} / ${Math.min(row + rowsOfMark, grid.rows + 1) + 1}` }}
            >
              {format.time(at, timeZone)}
            </time>
            <div className={s.line} style={{ gridRow: row + 1 }} aria-hidden="true" />
          </Fragment>
        ))}
        {grid.placed.map(({ held, column, startRow, endRow }) => (
          <div
            key={`${held.talk.id} ${held.startsAt}`}
            className={s.slot}
            style={{ gridColumn: column + 1, gridRow: `${startRow + 1} / ${endRow + 1}` }}
          >
            <TalkCell
              talk={held.talk}
              when={held.startsAt === null ? null : format.time(held.startsAt, timeZone)}
              actions={actions}
            />
          </div>
        ))}
      </div>
    </section>
  );
}

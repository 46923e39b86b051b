import type { TalkCard } from '#server/contract/wire.ts';
import type { ProgrammeDay } from './programme.ts';

/** Talks that stand in one place of the grid: one, but for the column of all other rooms. */
export interface GridCell {
  /** From 1, the first room. */
  column: number;
  /** Rows it covers: it ends where its longest talk ends, or where the next one in its column begins. */
  span: number;
  talks: TalkCard[];
}

export interface GridRow {
  /** ISO 8601. */
  startsAt: string;
  cells: GridCell[];
}

export interface ProgrammeGrid {
  /** Rooms that have a column of their own, in their order. */
  columns: string[];
  /** All rooms for which there was no column share the last one. */
  hasOthers: boolean;
  rows: GridRow[];
}

/** As many rooms have a column of their own. */
export const maxColumns = 11;
/** A cell covers at most so many rows. */
export const maxSpan = 16;

/**
 * Lays a day out as a grid: a row for each time at which something begins, a column for each room.
 * Talks whose time is unknown are left out; null where fewer than two rooms or two times are known, or nothing is parallel.
 * @param rooms all rooms in their order
 */
export function gridOf(day: ProgrammeDay, rooms: readonly string[]): ProgrammeGrid | null {
  const timed = day.slots.flatMap(({ startsAt, talks }) => (startsAt === null ? [] : [{ startsAt, talks }]));
  const isParallel = timed.some(({ talks }) => talks.length > 1);
  if (day.rooms.length < 2 || timed.length < 2 || !isParallel) return null;
  const columns = busiest(
    timed.flatMap(({ talks }) => talks),
    rooms,
  );
  const columnOf = (talk: TalkCard) => {
    const index = columns.indexOf(talk.room ?? '');
    return index === -1 ? columns.length + 1 : index + 1;
  };
  const rows = timed.map(({ startsAt, talks }) => {
    const cells = new Map<number, TalkCard[]>();
    for (const talk of talks) cells.set(columnOf(talk), [...(cells.get(columnOf(talk)) ?? []), talk]);
    return { startsAt, cells: [...cells].sort(([a], [b]) => a - b) };
  });
  const starts = rows.map(({ startsAt }) => Date.parse(startsAt));
  const spanOf = (row: number, column: number, talks: readonly TalkCard[]) => {
    const endMs = Math.max(
      ...talks.map((talk) => (starts[row] ?? 0) + (talk.plannedMs ?? talk.durationMs ?? 0)),
    );
    let span = 1;
    while (
      span < maxSpan &&
      row + span < rows.length &&
      (starts[row + span] ?? 0) < endMs &&
      !rows[row + span]?.cells.some(([other]) => other === column)
    )
      span += 1;
    return span;
  };
  return {
    columns,
    hasOthers: rows.some(({ cells }) => cells.some(([column]) => column > columns.length)),
    rows: rows.map(({ startsAt, cells }, row) => ({
      startsAt,
      cells: cells.map(([column, talks]) => ({ column, talks, span: spanOf(row, column, talks) })),
    })),
  };
}

/** The rooms with the most talks, in the order of the rooms. */
function busiest(talks: readonly TalkCard[], rooms: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const { room } of talks) if (room !== null) counts.set(room, (counts.get(room) ?? 0) + 1);
  const chosen = new Set(
    [...counts]
      .sort(([, a], [, b]) => b - a)
      .slice(0, maxColumns)
      .map(([room]) => room),
  );
  return rooms.filter((room) => chosen.has(room));
}

import type { TalkCard } from '#server/contract/wire.ts';
import type { ProgrammeDay, Slot } from './programme.ts';

/** Talks that begin at one time in one room: one, but for a programme that is not sure of itself. */
export interface GridCell {
  /** From 1, the first room. */
  column: number;
  /** Rows it covers: it ends where its longest talk ends, or where the next one in its room begins. */
  span: number;
  talks: TalkCard[];
}

export interface GridRow {
  /** ISO 8601. */
  startsAt: string;
  cells: GridCell[];
}

export interface ProgrammeGrid {
  /** Rooms, in their order. */
  columns: string[];
  rows: GridRow[];
  /** What stands in no column, by time: talks in rooms for which there was none, or without a room or a time. */
  rest: Slot[];
}

/** As many rooms have a column: those with the most talks. */
export const maxColumns = 12;
/** A cell covers at most so many rows. */
export const maxSpan = 16;

/**
 * Lays a day out as a grid: a row for each time at which something begins, a column for each room.
 * Null where nothing is parallel: then lines by time say it better.
 * @param rooms all rooms in their order
 */
export function gridOf(day: ProgrammeDay, rooms: readonly string[]): ProgrammeGrid | null {
  const columns = busiest(
    day.slots.flatMap(({ startsAt, talks }) => (startsAt === null ? [] : talks)),
    rooms,
  );
  const rows: (Omit<GridRow, 'cells'> & { cells: [column: number, talks: TalkCard[]][] })[] = [];
  const rest: Slot[] = [];
  for (const { startsAt, talks } of day.slots) {
    const [placed, left] = divided(talks, (talk) => startsAt !== null && columns.includes(talk.room ?? ''));
    if (left.length > 0) rest.push({ startsAt, talks: left });
    if (startsAt === null || placed.length === 0) continue;
    const cells = Map.groupBy(placed, (talk) => columns.indexOf(talk.room ?? '') + 1);
    rows.push({ startsAt, cells: [...cells].sort(([a], [b]) => a - b) });
  }
  if (rows.every(({ cells }) => cells.length < 2)) return null;

  const starts = rows.map(({ startsAt }) => Date.parse(startsAt));
  const spanOf = (row: number, column: number, talks: readonly TalkCard[]) => {
    const longestMs = Math.max(...talks.map((talk) => talk.plannedMs ?? talk.durationMs ?? 0));
    const endMs = (starts[row] ?? 0) + longestMs;
    const isFree = (at: number) =>
      at < rows.length && (starts[at] ?? 0) < endMs && !rows[at]?.cells.some(([other]) => other === column);
    let span = 1;
    while (span < maxSpan && isFree(row + span)) span += 1;
    return span;
  };
  return {
    ...{ columns, rest },
    rows: rows.map(({ startsAt, cells }, row) => ({
      startsAt,
      cells: cells.map(([column, talks]) => ({ column, talks, span: spanOf(row, column, talks) })),
    })),
  };
}

function divided<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
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

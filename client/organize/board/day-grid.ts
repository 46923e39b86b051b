import type { Board, BoardTalk } from '#server/contract/wire.ts';

/** One slot of a talk on the board. */
export interface Held {
  talk: BoardTalk;
  startsAt: string | null;
  durationMs: number | null;
  roomId: number | null;
}

export interface BoardDay {
  /** `YYYY-MM-DD`; null = without a day. */
  day: string | null;
  held: Held[];
}

/** The talks by day, those without one last; a talk that is held twice is there twice. */
export function daysOf(talks: readonly BoardTalk[], timeZone: string): BoardDay[] {
  const days = new Map<string | null, Held[]>();
  const add = (day: string | null, held: Held) => days.set(day, [...(days.get(day) ?? []), held]);
  const localDay = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' });
  for (const talk of talks) {
    if (talk.slots.length === 0) add(null, { talk, startsAt: null, durationMs: null, roomId: null });
    for (const { day, ...slot } of talk.slots) {
      const held = slot.startsAt === null ? null : localDay.format(new Date(slot.startsAt));
      add(day ?? held, { talk, ...slot });
    }
  }
  // What is not known comes last: `~` follows every digit.
  const compare = (one: string | null, other: string | null) => ((one ?? '~') < (other ?? '~') ? -1 : 1);
  const order = (one: Held, other: Held) =>
    one.startsAt === other.startsAt ? 0 : compare(one.startsAt, other.startsAt);
  return [...days]
    .map(([day, held]) => ({ day, held: held.toSorted(order) }))
    .toSorted((one, other) => compare(one.day, other.day));
}

/** A talk in the grid of a day; lines are those of CSS grid, from 1. */
export interface Placed {
  held: Held;
  column: number;
  startRow: number;
  endRow: number;
}

export interface DayGrid {
  /** Each room with the columns it needs: more than one where talks overlap. */
  rooms: Array<{ id: number; name: string; column: number; span: number }>;
  placed: Placed[];
  /** Marks of the time axis. */
  marks: Array<{ row: number; at: string }>;
  rows: number;
  columns: number;
  /** Without a start or a room. */
  unplaced: Held[];
}

/** Length of one row of the grid. */
const rowMs = 5 * 60_000;
const markMs = 30 * 60_000;
/** How many rows there are from one mark of the time axis to the next. */
export const rowsOfMark = markMs / rowMs;
const shortestMs = 10 * 60_000;

/** Lays the talks of a day out as a printed programme: a column a room, a row each five minutes. */
export function layOut(held: readonly Held[], rooms: Board['rooms']): DayGrid {
  const known = new Set(rooms.map(({ id }) => id));
  const timed = held.flatMap((each) => {
    const startMs = each.startsAt === null ? null : Date.parse(each.startsAt);
    if (startMs === null || each.roomId === null || !known.has(each.roomId)) return [];
    const endMs = startMs + Math.max(each.durationMs ?? markMs, shortestMs);
    return [{ held: each, startMs, endMs, roomId: each.roomId }];
  });
  const placedSet = new Set(timed.map((each) => each.held));
  const firstMs = Math.floor(Math.min(...timed.map(({ startMs }) => startMs)) / markMs) * markMs;
  const rowOf = (ms: number) => Math.round((ms - firstMs) / rowMs) + 1;
  const grid: DayGrid = {
    rooms: [],
    placed: [],
    marks: [],
    rows: 0,
    columns: 0,
    unplaced: held.filter((each) => !placedSet.has(each)),
  };
  for (const room of rooms) {
    const lanes: number[] = [];
    const column = grid.columns + 1;
    for (const { held: each, startMs, endMs, roomId } of timed) {
      if (roomId !== room.id) continue;
      const free = lanes.findIndex((end) => end <= startMs);
      const lane = free === -1 ? lanes.length : free;
      lanes[lane] = endMs;
      grid.placed.push({ held: each, column: column + lane, startRow: rowOf(startMs), endRow: rowOf(endMs) });
    }
    if (lanes.length === 0) continue;
    grid.rooms.push({ ...room, column, span: lanes.length });
    grid.columns += lanes.length;
  }
  grid.rows = Math.max(1, ...grid.placed.map(({ endRow }) => endRow)) - 1;
  for (let row = 1; row <= grid.rows; row += rowsOfMark)
    grid.marks.push({ row, at: new Date(firstMs + (row - 1) * rowMs).toISOString() });
  return grid;
}

import { expect, it } from 'vitest';
import type { BoardTalk } from '#server/contract/wire.ts';
import { daysOf, layOut } from './day-grid.ts';

const rooms = [
  { id: 1, name: 'Great hall' },
  { id: 2, name: 'Small hall' },
  { id: 3, name: 'Never used' },
];
const talk = (id: number, ...slots: BoardTalk['slots']): BoardTalk => ({
  id,
  slug: String(id),
  title: `Talk ${id}`,
  speakers: [],
  visibility: 'public',
  isWithdrawn: false,
  slots,
  state: 'missing',
  recording: null,
});
const slot = (
  startsAt: string | null,
  minutes: number,
  roomId: number | null,
  day: string | null = null,
) => ({
  day,
  startsAt,
  durationMs: minutes * 60_000,
  roomId,
});

it('groups by the day of the programme, not of the calendar, and puts talks without one last', () => {
  const days = daysOf(
    [
      talk(1),
      talk(2, slot('2024-12-28T00:30:00.000Z', 30, 1, '2024-12-27')),
      talk(3, slot('2024-12-27T23:30:00.000Z', 30, 1)),
      talk(4, slot('2024-12-27T10:00:00.000Z', 30, 1, '2024-12-27')),
    ],
    'Europe/Berlin',
  );
  expect(days.map(({ day, held }) => [day, held.map((each) => each.talk.id)])).toEqual([
    ['2024-12-27', [4, 2]],
    ['2024-12-28', [3]],
    [null, [1]],
  ]);
});

it('gives each room that is used a column, and each five minutes a row', () => {
  const [day] = daysOf(
    [talk(1, slot('2024-12-27T10:10:00.000Z', 40, 1)), talk(2, slot('2024-12-27T11:00:00.000Z', 5, 2))],
    'UTC',
  );
  const grid = layOut(day?.held ?? [], rooms);
  expect(grid.rooms).toEqual([
    { id: 1, name: 'Great hall', column: 1, span: 1 },
    { id: 2, name: 'Small hall', column: 2, span: 1 },
  ]);
  expect(grid.placed).toMatchObject([
    { column: 1, startRow: 3, endRow: 11 },
    { column: 2, startRow: 13, endRow: 15 },
  ]);
  expect(grid.marks.map(({ at }) => at.slice(11, 16))).toEqual(['10:00', '10:30', '11:00']);
});

it('puts talks that overlap in a room beside each other', () => {
  const [day] = daysOf(
    [
      talk(1, slot('2024-12-27T10:00:00.000Z', 60, 1)),
      talk(2, slot('2024-12-27T10:30:00.000Z', 30, 1)),
      talk(3, slot('2024-12-27T11:00:00.000Z', 30, 1)),
    ],
    'UTC',
  );
  const grid = layOut(day?.held ?? [], rooms);
  expect(grid.rooms[0]).toMatchObject({ span: 2 });
  expect(grid.placed.map(({ column }) => column)).toEqual([1, 2, 1]);
});

it('keeps what has no time or no room apart', () => {
  const [day] = daysOf(
    [talk(1, slot('2024-12-27T10:00:00.000Z', 60, null)), talk(2, slot(null, 30, 1, '2024-12-27'))],
    'UTC',
  );
  const grid = layOut(day?.held ?? [], rooms);
  expect(grid.unplaced.map((each) => each.talk.id)).toEqual([1, 2]);
  expect(grid).toMatchObject({ placed: [], rooms: [], rows: 0 });
});

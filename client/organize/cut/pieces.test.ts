import { expect, test } from 'vitest';
import type { Board } from '#server/contract/wire.ts';
import { fillRows, overlapOf, type Row, sessionsOf, talksOf } from './pieces.ts';

const slot = (startsAt: string, minutes: number, roomId = 1) => ({
  day: '2026-05-14',
  startsAt,
  durationMs: minutes * 60_000,
  roomId,
});
const talk = (id: number, title: string, slots: unknown[]) => ({
  ...{ id, slug: `t${id}`, title, speakers: ['Ada'], visibility: 'public', isWithdrawn: false },
  ...{ slots, state: 'missing', recording: null },
});
// Only what is read of it.
const board = {
  rooms: [
    { id: 1, name: 'Aula' },
    { id: 2, name: 'Saal' },
  ],
  talks: [
    talk(2, 'Second', [slot('2026-05-14T10:00:00Z', 45)]),
    talk(1, 'First', [slot('2026-05-14T09:00:00Z', 30)]),
    talk(3, 'Elsewhere', [slot('2026-05-14T09:00:00Z', 30, 2)]),
    talk(4, 'First', [slot('2026-05-14T12:00:00Z', 30)]),
  ],
} as unknown as Board;

test('a room on a day is filled in by the programme, from where its first talk begins in the file', () => {
  const sessions = sessionsOf(board, { day: (day) => day });
  expect(sessions.map(({ label }) => label)).toEqual(['Aula, 2026-05-14', 'Saal, 2026-05-14']);
  let key = 0;
  const [aula] = sessions;
  if (aula === undefined) throw new Error('no session');
  const rows = fillRows(aula, {
    ...{ firstMs: 300_000, lengthMs: 2 * 3_600_000, talks: talksOf(board) },
    nextKey: () => key++,
  });
  // The fourth begins behind the end of the file.
  expect(rows.map(({ talkId, start, end }) => [talkId, start, end])).toEqual([
    [1, '5:00', '35:00'],
    [2, '1:05:00', '1:50:00'],
  ]);
});

test('talks of one name are told apart', () => {
  expect(talksOf(board).map(({ label }) => label)).toEqual([
    'Second · Ada',
    'First · Ada',
    'Elsewhere · Ada',
    'First · Ada (2)',
  ]);
});

test('parts that overlap are named', () => {
  const row = (start: string, end: string): Row => ({ key: 0, talkId: null, talkText: '', start, end });
  const rows = [row('0:00', '10:00'), row('10:00', '20:00'), row('15:00', '30:00'), row('x', '1')];
  expect(rows.map((_, i) => overlapOf(rows, i))).toEqual([null, 3, 2, null]);
});

import { expect, it } from 'vitest';
import type { Board, BoardTalk } from '#server/contract/wire.ts';
import { countStates, patchBoard } from './patch-board.ts';

const talk = (id: number, state: BoardTalk['state'] = 'missing'): BoardTalk => ({
  id,
  slug: `talk-${id}`,
  title: `Talk ${id}`,
  speakers: [],
  visibility: 'public',
  isWithdrawn: false,
  slots: [],
  state,
  recording: null,
});
const board: Board = {
  conference: { id: 1, slug: 'c', title: 'C', timeZone: 'UTC', isPublic: true },
  rooms: [],
  talks: [talk(1), talk(2), talk(3)],
  unmatched: [],
};

it('puts changed talks in their place, new ones at the end, and leaves gone ones out', () => {
  const news = { talks: [talk(2, 'published'), talk(9)], goneTalkIds: [1], unmatched: null };
  const after = patchBoard(board, news);
  expect(after.talks.map(({ id, state }) => [id, state])).toEqual([
    [2, 'published'],
    [3, 'missing'],
    [9, 'missing'],
  ]);
  expect(after.unmatched).toBe(board.unmatched);
});

it('counts the states that there are', () => {
  expect([...countStates([talk(1), talk(2), talk(3, 'failed')])]).toEqual([
    ['missing', 2],
    ['failed', 1],
  ]);
});

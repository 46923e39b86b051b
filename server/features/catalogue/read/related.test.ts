import { expect, it } from 'vitest';
import { chooseRelated } from './related.ts';

const row = (id: number, shares_speaker = 0) => ({ id, shares_speaker });

it('A speaker with many talks leaves room for those of others', () => {
  const rows = [row(1, 1), row(2, 1), row(3, 1), row(4, 1), row(5), row(6)];
  expect(chooseRelated(rows)).toEqual([1, 2, 3, 5, 6, 4]);
});

it('No more than eight are shown', () => {
  expect(chooseRelated(Array.from({ length: 20 }, (_, index) => row(index)))).toHaveLength(8);
});

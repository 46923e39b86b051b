import { expect, it } from 'vitest';
import { spread } from './spread.ts';

it('takes so many at equal distances, and all where there are fewer', () => {
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7], 4)).toEqual([0, 2, 4, 6]);
  expect(spread([0, 1], 4)).toEqual([0, 1]);
});

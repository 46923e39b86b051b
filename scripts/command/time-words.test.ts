import { expect, it } from 'vitest';
import { timeWords } from './time-words.ts';

it.each([
  [400, '0 s'],
  [59_400, '59 s'],
  [59_600, '1 min 00 s'],
  [245_000, '4 min 05 s'],
  [3_720_000, '1 h 02 min'],
])('%i ms is %s', (ms, words) => {
  expect(timeWords(ms)).toBe(words);
});

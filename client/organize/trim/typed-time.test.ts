import { expect, test } from 'vitest';
import { readTime, writeTime } from './typed-time.ts';

test.each([
  ['0', 0],
  ['63.5', 63_500],
  ['62:03', 3_723_000],
  ['1:02:03.5', 3_723_500],
  [' 1:02:03,25 ', 3_723_250],
  ['0:00.001', 1],
])('%s is read as %i ms', (text, ms) => {
  expect(readTime(text)).toBe(ms);
});

test.each(['', 'x', '1:', ':3', '1:60', '1:60:00', '-1', '1.2345', '1:2:3:4'])('“%s” is no time', (text) => {
  expect(readTime(text)).toBeNull();
});

test('what is written is read as the same', () => {
  for (const ms of [0, 1, 999, 1000, 59_999, 60_000, 3_599_990, 3_600_000, 37_230_500])
    expect(readTime(writeTime(ms))).toBe(ms);
  expect(writeTime(3_723_500)).toBe('1:02:03.5');
  expect(writeTime(63_000)).toBe('1:03');
});

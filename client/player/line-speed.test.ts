import { expect, test } from 'vitest';
import { isTooSlow, lineBps } from './line-speed.ts';

const transfer = (startMs: number, endMs: number, sizeBytes: number) => ({ startMs, endMs, sizeBytes });
const slow = [transfer(0, 2000, 25_000), transfer(2000, 4000, 25_000), transfer(4000, 6000, 25_000)];

test('files that come at the same time share the line', () => {
  const together = [transfer(0, 2000, 50_000), transfer(0, 2000, 25_000), transfer(500, 1500, 25_000)];
  expect(lineBps(together, 2000)).toBe(400_000);
});

test('time in which nothing was loaded does not count', () => {
  const apart = [transfer(0, 1000, 50_000), transfer(9000, 10_000, 50_000), transfer(20_000, 21_000, 50_000)];
  expect(lineBps(apart, 21_000)).toBe(400_000);
});

test('the newest files tell how the line is now', () => {
  const fast = [0, 1, 2, 3, 4].map((at) => transfer(-1000 + at * 10, -1000 + at * 10 + 10, 100_000));
  const now = [...slow, transfer(6000, 8000, 25_000)];
  expect(lineBps([...fast, ...now], 8000)).toBe(100_000);
});

test('too little, and what is long ago, tells nothing', () => {
  expect(lineBps(slow.slice(0, 2), 6000)).toBeNull();
  expect(lineBps([transfer(0, 10, 9), transfer(10, 20, 9), transfer(20, 30, 9)], 30)).toBeNull();
  expect(lineBps(slow, 60_000)).toBeNull();
});

test('a line that gives less than the smallest picture needs is too slow', () => {
  const on = (neededBps: number | null) => isTooSlow({ transfers: slow, stalls: [], neededBps, nowMs: 6000 });
  expect(on(101_000)).toBe(true);
  expect(on(99_000)).toBe(false);
  expect(on(null)).toBe(false);
});

test('three stalls or one of ten seconds are too many, as long as they are fresh', () => {
  const on = (stalls: { startMs: number; endMs: number }[], nowMs = 60_000) =>
    isTooSlow({ transfers: [], stalls, neededBps: 1, nowMs });
  const short = [1, 2, 3].map((at) => ({ startMs: at * 10_000, endMs: at * 10_000 + 1500 }));
  expect(on(short)).toBe(true);
  expect(on(short.slice(1))).toBe(false);
  expect(on([{ startMs: 0, endMs: 10_000 }])).toBe(true);
  expect(on(short, 130_000)).toBe(false);
});

import { describe, expect, test } from 'vitest';
import { averageBitrateBps, peakBitrateBps } from './bandwidth.ts';

const segment = (durationSeconds: number, kilobytes: number) => ({
  durationSeconds,
  sizeBytes: kilobytes * 1000,
});

describe('the peak segment bit rate', () => {
  test('is that of the largest segment where all are as long as the target', () => {
    expect(peakBitrateBps([segment(4, 100), segment(4, 300), segment(4, 200)], 4)).toBe(600_000);
  });

  test('does not count a last segment shorter than half the target by itself', () => {
    expect(peakBitrateBps([segment(4, 100), segment(1, 400)], 4)).toBe(800_000);
  });

  test('counts a last segment of half the target', () => {
    expect(peakBitrateBps([segment(4, 100), segment(2, 400)], 4)).toBe(1_600_000);
  });

  test('is not taken over more than one and a half targets', () => {
    expect(peakBitrateBps([segment(3.1, 300), segment(3, 0)], 4)).toBe(Math.ceil((300_000 * 8) / 3.1));
  });

  test('of one segment too short for any set is its own', () => {
    expect(peakBitrateBps([segment(0.2, 10)], 1)).toBe(400_000);
  });
});

test('the average is all bytes by all seconds', () => {
  expect(averageBitrateBps([segment(4, 100), segment(1, 400)])).toBe(800_000);
  expect(averageBitrateBps([])).toBe(0);
});

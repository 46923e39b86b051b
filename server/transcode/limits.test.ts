import { expect, test } from 'vitest';
import { memoryLimitBytes, wallLimitMs } from './limits.ts';

const GIB = 1024 ** 3;
const HOUR_MS = 3_600_000;

test.each([
  ['two cores and 24 GiB', { cores: 2, memoryBytes: 24 * GIB }, 4.5],
  ['64 cores and 256 GiB, whose threads hold frames of their own', { cores: 64, memoryBytes: 256 * GIB }, 20],
  ['four cores and 4 GiB, of which some is left for others', { cores: 4, memoryBytes: 4 * GIB }, 3],
  ['one core and 1 GiB, on which swap must do', { cores: 1, memoryBytes: GIB }, 2],
])('ffmpeg may write to a share of memory: %s', (_, machine, gib) => {
  expect(memoryLimitBytes(machine)).toBe(gib * GIB);
});

test('the time for a recording grows with its length, up to three days', () => {
  expect(wallLimitMs(0)).toBe(HOUR_MS / 4);
  expect(wallLimitMs(HOUR_MS)).toBe(40.25 * HOUR_MS);
  expect(wallLimitMs(24 * HOUR_MS)).toBe(72 * HOUR_MS);
  expect(wallLimitMs(null)).toBe(72 * HOUR_MS);
});

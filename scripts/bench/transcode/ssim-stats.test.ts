import { describe, expect, it } from 'vitest';
import { chooseAlignment, pairingOffsets, parseSsimStats } from './ssim-stats.ts';

it('reads luma of every frame and nothing else', () => {
  const text =
    'n:1 Y:0.981234 U:0.99 V:0.98 All:0.98 (17.3)\nn:2 Y:1.000000 U:1.0 V:1.0 All:1.0 (inf)\nhalf a li';
  expect(parseSsimStats(text)).toEqual([0.981234, 1]);
});

describe('chooseAlignment', () => {
  it('takes the shift with the best mean', () => {
    const result = chooseAlignment([
      { shiftFrames: 0, readings: [[0.9, 0.9]] },
      { shiftFrames: 2, readings: [[0.99, 0.97]] },
      { shiftFrames: 3, readings: [[1, 0.8]] },
    ]);
    expect(result).toEqual({ shiftFrames: 2, mean: 0.98, frames: 2 });
  });

  it('lets the best source frame of each shown frame count, at one shift for all', () => {
    const result = chooseAlignment([
      {
        shiftFrames: 1,
        readings: [
          [1, 0.5],
          [0.5, 0.9],
        ],
      },
    ]);
    expect(result).toEqual({ shiftFrames: 1, mean: 0.95, frames: 2 });
  });

  it('takes the smallest shift on a still picture', () => {
    const still = [-2, 0, 1].map((shiftFrames) => ({ shiftFrames, readings: [[0.97, 0.97]] }));
    expect(chooseAlignment(still).shiftFrames).toBe(0);
  });

  it('refuses what was not read, or read in part', () => {
    expect(() => chooseAlignment([])).toThrow('no frames');
    expect(() => chooseAlignment([{ shiftFrames: 0, readings: [[]] }])).toThrow('cannot be compared');
    expect(() => chooseAlignment([{ shiftFrames: 0, readings: [[1, 1], [1]] }])).toThrow('2 and 1');
  });
});

it('pairs with the nearest frame at one rate, with both neighbours at two', () => {
  expect(pairingOffsets({ sourceFps: 29.97, renditionFps: 30 })).toHaveLength(1);
  expect(pairingOffsets({ sourceFps: 24, renditionFps: 30 })).toHaveLength(2);
});

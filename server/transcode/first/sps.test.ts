import { describe, expect, test } from 'vitest';
import { parseSps } from './sps.ts';

// Made by x264 at 320x180.
const SETS = [
  { name: 'Baseline', hex: '6742c00dda05067e7c0440000003004000000f03c50aa8', expected: set(66, 1, 8, true) },
  {
    name: 'High',
    hex: '6764000dacd981419f9f0110000003001000000303c0f14299a0',
    expected: set(100, 1, 8, true),
  },
  {
    name: 'Main with fields',
    hex: '674d4015da050c7c980880000003008000001e078b1750',
    expected: set(77, 1, 8, false),
  },
  {
    name: '10 bit',
    hex: '676e000da6cb40a0cfcf8088000003000800000301e078a155',
    expected: set(110, 1, 10, true),
  },
  { name: '4:2:2', hex: '677a000dbcb40a0cfc6e0220000003002000000781e28554', expected: set(122, 2, 8, true) },
  {
    name: '4:4:4',
    hex: '67f4000d919681419f8dc044000003000400000300f03c50aa80',
    expected: set(244, 3, 8, true),
  },
];

function set(profile: number, chromaFormat: number, bitDepth: number, isProgressive: boolean) {
  return { profile, chromaFormat, bitDepth, isProgressive };
}

const sps = (hex: string) => parseSps(Buffer.from(hex, 'hex'));

describe('a sequence parameter set', () => {
  test.each(SETS)('of $name', ({ hex, expected }) => {
    expect(sps(hex)).toEqual(expected);
  });

  test('that is cut off at any byte is no set', () => {
    const whole = SETS[0]?.hex ?? '';
    for (let bytes = 0; bytes < 8; bytes++) expect(() => sps(whole.slice(0, 2 * bytes))).toThrow(RangeError);
  });

  test('of zeros alone is no set', () => {
    expect(() => sps(`67640000${'00'.repeat(64)}`)).toThrow(RangeError);
  });

  test('is told from other units', () => {
    expect(() => sps('68ebe3cb22c0')).toThrow(RangeError);
  });
});

import { describe, expect, test } from 'vitest';
import { chooseFrameRate, toFps } from './frame-rate.ts';

const rate = (num: number, den = 1) => ({ num, den });
const even = (nominal: { num: number; den: number }, average = nominal) =>
  chooseFrameRate({ nominal, average, isInterlaced: false });

describe('an even rate', () => {
  test.each([
    [rate(25), rate(25)],
    [rate(30000, 1001), rate(30000, 1001)],
    [rate(24000, 1001), rate(24000, 1001)],
    [rate(60), rate(60)],
    [rate(10), rate(10)],
    [rate(1), rate(1)],
    [rate(17), rate(17)],
    [rate(25, 2), rate(25, 2)],
  ])('of %o is kept', (given, expected) => {
    expect(even(given)).toEqual(expected);
  });

  test.each([
    [rate(120), rate(60)],
    [rate(120000, 1001), rate(60000, 1001)],
    [rate(100), rate(50)],
    [rate(240), rate(60)],
    [rate(90), rate(45)],
  ])('of %o, more than 60, is halved', (given, expected) => {
    expect(even(given)).toEqual(expected);
  });

  test('that a camera counts not quite right is the standard one', () => {
    expect(even(rate(60), rate(120000, 1999))).toEqual(rate(60));
    expect(even(rate(16683, 557))).toEqual(rate(30000, 1001));
  });

  test('below one is one', () => {
    expect(even(rate(1, 10))).toEqual(rate(1));
  });
});

describe('an uneven rate', () => {
  test('is the standard rate nearest to its average', () => {
    expect(even(rate(90000), rate(2960, 100))).toEqual(rate(30000, 1001));
    expect(even(rate(30), rate(236, 10))).toEqual(rate(24000, 1001));
  });

  test('is at least 15, so that bursts of movement do not stutter', () => {
    expect(even(rate(120), rate(2))).toEqual(rate(15));
  });

  test('stays low where no two frames are nearer', () => {
    expect(even(rate(5), rate(3))).toEqual(rate(3));
  });

  test('is at most 60', () => {
    expect(toFps(even(rate(1000), rate(144)))).toBe(60);
  });
});

test('an interlaced picture has the rate of its whole frames', () => {
  expect(chooseFrameRate({ nominal: rate(50), average: rate(25), isInterlaced: true })).toEqual(rate(25));
});

test('a picture that says nothing has 25 frames a second', () => {
  expect(chooseFrameRate({ nominal: null, average: null, isInterlaced: false })).toEqual(rate(25));
});

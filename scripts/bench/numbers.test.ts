import { describe, expect, it } from 'vitest';
import { median, medianOf, megabytes, ratio, seconds } from './numbers.ts';

describe('median', () => {
  it('is the middle of an odd number of values, in any order', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('is the mean of the two middle ones of an even number', () => {
    expect(median([1, 100, 4, 2])).toBe(3);
  });

  it('of nothing is no number', () => {
    expect(median([])).toBeNaN();
  });
});

describe('medianOf', () => {
  it('is the median where every run measured', () => {
    expect(medianOf([3, 1, 2])).toBe(2);
  });

  it('is unknown where one run did not measure, or there was none', () => {
    expect(medianOf([3, null, 2])).toBeNull();
    expect(medianOf([])).toBeNull();
  });
});

it('a ratio is unknown where one of its figures is, or where it would divide by nothing', () => {
  expect(ratio(1, 4)).toBe(0.25);
  expect([ratio(null, 4), ratio(1, null), ratio(1, 0)]).toEqual([null, null, null]);
});

it('figures are rounded as people read them', () => {
  expect([seconds(1234), seconds(92_345)]).toEqual(['1.23 s', '92.3 s']);
  expect([megabytes(3_712_345), megabytes(83_123_456)]).toEqual(['3.71 MB', '83.1 MB']);
});

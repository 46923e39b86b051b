import { describe, expect, it } from 'vitest';
import { clockText } from './clock.ts';
import { steppedRate } from './rates.ts';

describe('speed steps', () => {
  it('go to the next offered speed', () => {
    expect(steppedRate(1, 1)).toBe(1.25);
    expect(steppedRate(2.5, 1)).toBe(3);
    expect(steppedRate(1.1, -1)).toBe(1);
  });
  it('stay at either end', () => {
    expect(steppedRate(3, 1)).toBe(3);
    expect(steppedRate(0.5, -1)).toBe(0.5);
  });
});

describe('the clock', () => {
  it.each([
    [0, '0:00'],
    [7.9, '0:07'],
    [754, '12:34'],
    [3723, '1:02:03'],
    [Number.NaN, '0:00'],
    [Number.POSITIVE_INFINITY, '0:00'],
  ])('writes %d seconds as %s', (seconds, text) => expect(clockText(seconds)).toBe(text));
});

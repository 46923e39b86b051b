import { describe, expect, it } from 'vitest';
import { clockText } from './clock.ts';
import { rates, steppedRate } from './rates.ts';

describe('speed steps', () => {
  it('go to the next offered speed', () => {
    expect(steppedRate(1, 1)).toBe(1.1);
    expect(steppedRate(2.9, 1)).toBe(3);
    expect(steppedRate(1.25, -1)).toBe(1.2);
  });
  it('are from half to three times, by a tenth', () => {
    expect(rates).toHaveLength(26);
    expect([rates[0], rates[1], rates.at(-1)]).toEqual([0.5, 0.6, 3]);
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

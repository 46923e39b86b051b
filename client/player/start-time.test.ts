import { describe, expect, it } from 'vitest';
import { parseStartTime } from './start-time.ts';

describe('start time of a link', () => {
  it.each([
    ['90', 90],
    ['90s', 90],
    ['1m30s', 90],
    ['1m30', 90],
    ['1h2m', 3720],
    ['1H', 3600],
    ['12.5', 12.5],
    ['0', 0],
  ])('reads %s as %d seconds', (text, seconds) => expect(parseStartTime(text)).toBe(seconds));

  it.each(['', 'soon', '-5', '1:30', '90ss', '5m1h', 'NaN', '1e3'])('reads nothing from %j', (text) =>
    expect(parseStartTime(text)).toBeNull(),
  );
});

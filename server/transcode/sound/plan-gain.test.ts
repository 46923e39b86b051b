import { describe, expect, test } from 'vitest';
import { bestRound, chooseGain, correctLevel, isOnAim, isWithinPromise, planGain } from './plan-gain.ts';

const loud = (integratedLufs: number, truePeakDbtp: number) => ({ integratedLufs, truePeakDbtp, rangeLu: 5 });
const plan = (lufs: number, peak: number, lengthMs = 60_000) =>
  planGain({ measured: loud(lufs, peak), lengthMs });

describe('the plan of a track', () => {
  test('is the difference to -16 LUFS where the peaks allow it', () => {
    expect(plan(-24, -12)).toEqual({ method: 'linear', level: { gainDb: 8, limitDb: null } });
    expect(plan(-9, 1.2)).toEqual({ method: 'linear', level: { gainDb: -7, limitDb: null } });
  });

  test('keeps a margin below the ceiling for what AAC adds, and limits beyond it', () => {
    expect(plan(-24, -10).method).toBe('linear');
    expect(plan(-24, -9.8)).toMatchObject({ method: 'limited', level: { gainDb: 8 } });
  });

  test('changes nothing within 0.3 of the target and below the ceiling', () => {
    expect(plan(-16.3, -1.5)).toEqual({ method: 'linear', level: { gainDb: 0, limitDb: null } });
    expect(plan(-16.4, -8)).toMatchObject({ level: { gainDb: 0.4 } });
    expect(plan(-16, -1.4)).toMatchObject({ method: 'limited' });
  });

  test('leaves alone what is silent or shorter than three seconds', () => {
    expect(plan(-50.1, -40)).toMatchObject({ method: 'untouched', note: expect.stringContaining('Silent') });
    expect(plan(-50, -40).method).toBe('linear');
    expect(plan(-20, -10, 2999)).toMatchObject({
      method: 'untouched',
      note: expect.stringContaining('3 seconds'),
    });
    expect(plan(-20, -10, 3000).method).toBe('linear');
  });
});

describe('the gain of a limited track', () => {
  test('lies between the gains that were tried', () => {
    const tried = [
      { gainDb: 4, lufs: -18 },
      { gainDb: 6, lufs: -17 },
      { gainDb: 9, lufs: -15.5 },
    ];
    expect(chooseGain(tried)).toBe(8);
  });

  test('lies beyond them where none was loud enough, but never beyond 40 dB', () => {
    expect(chooseGain([4, 6].map((gainDb) => ({ gainDb, lufs: gainDb / 2 - 20 })))).toBe(8);
    expect(chooseGain([30, 35].map((gainDb) => ({ gainDb, lufs: -30 })))).toBe(40);
  });
});

describe('a round', () => {
  const level = { gainDb: 5, limitDb: null };

  test('is the last within 0.2 of the target with safe peaks', () => {
    expect(isOnAim({ level, after: loud(-16.2, -2) })).toBe(true);
    expect(isOnAim({ level, after: loud(-16.3, -2) })).toBe(false);
    expect(isOnAim({ level, after: loud(-16, -1.5) })).toBe(false);
  });

  test('holds the promise within half a unit', () => {
    expect(isWithinPromise({ level, after: loud(-16.4, -2) })).toBe(true);
    expect(isWithinPromise({ level, after: loud(-16.5, -2) })).toBe(false);
    expect(isWithinPromise({ level, after: loud(-16, -1.4) })).toBe(false);
  });

  test('that missed is corrected by what it missed', () => {
    expect(correctLevel([{ level, after: loud(-16.7, -3) }])).toEqual({ gainDb: 5.7, limitDb: null });
  });

  test('with peaks too high gets a limiter, or a lower one', () => {
    const first = correctLevel([{ level, after: loud(-16, -1) }]);
    expect(first.limitDb).toBeLessThan(-1.5);
    const second = correctLevel([{ level: { gainDb: 5, limitDb: -2 }, after: loud(-16, -1) }]);
    expect(second.limitDb).toBeLessThan(-2.6);
  });

  test('behind a limiter is corrected by more than it missed', () => {
    const rounds = [
      { level: { gainDb: 5, limitDb: -2 }, after: loud(-18, -2) },
      { level: { gainDb: 7, limitDb: -2 }, after: loud(-17, -2) },
    ];
    expect(correctLevel(rounds).gainDb).toBe(9);
  });

  test('is the best of three where its peaks are safe, and then nearest', () => {
    const near = { level, after: loud(-16, -1) };
    const safe = { level, after: loud(-17, -2) };
    const nearer = { level, after: loud(-16.6, -2) };
    expect(bestRound([near, safe, nearer])).toBe(nearer);
  });
});

import { describe, expect, it } from 'vitest';
import { createRecovery } from './recovery.ts';

const stretch = (startSeconds: number) => ({ startSeconds, endSeconds: startSeconds + 4 });

describe('the way out of media errors', () => {
  it('fetches anew, tries another quality, skips', () => {
    const { next } = createRecovery();
    expect([1, 2, 3].map(() => next(stretch(12), true))).toEqual(['again', 'other-rendition', 'skip']);
  });

  it('does not try another quality where there is none', () => {
    const { next } = createRecovery();
    expect([1, 2].map(() => next(stretch(12), false))).toEqual(['again', 'skip']);
  });

  it('begins anew at another place', () => {
    const { next } = createRecovery();
    next(stretch(12), true);
    next(stretch(12), true);
    expect(next(stretch(40), true)).toBe('again');
  });

  it('skips at once what lies beside a skipped stretch, or was skipped before', () => {
    const { next } = createRecovery();
    for (let trial = 0; trial < 3; trial += 1) next(stretch(12), true);
    expect(next(stretch(16), true)).toBe('skip');
    expect(next(stretch(12), true)).toBe('skip');
  });

  it('gives up when nothing was played after six steps', () => {
    const { next, progressed } = createRecovery();
    const steps = () => Array.from({ length: 7 }, (_, at) => next(stretch(at * 100), true));
    expect(steps().indexOf('give-up')).toBe(6);
    progressed();
    expect(steps().indexOf('give-up')).toBe(6);
  });

  it('tries once where nobody knows the place', () => {
    const { next } = createRecovery();
    expect([1, 2].map(() => next(null, true))).toEqual(['again', 'give-up']);
  });
});

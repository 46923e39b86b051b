import { describe, expect, it } from 'vitest';
import { createRecovery } from './recovery.ts';

describe('the way out of media errors', () => {
  it('costs more each time the same place fails, jumps over it, and ends', () => {
    const next = createRecovery();
    expect([0, 1, 2, 3, 4, 5, 6].map((more) => next(30 + more / 10))).toEqual([
      'recover',
      'swap-codec',
      'restart',
      'skip',
      'skip',
      'give-up',
      'give-up',
    ]);
  });

  it('begins anew at another place', () => {
    const next = createRecovery();
    next(30);
    next(30);
    expect(next(300)).toBe('recover');
    expect(next(301)).toBe('swap-codec');
  });
});

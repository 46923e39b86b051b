import { expect, it } from 'vitest';
import { formatOutcomes, readDamagedOptions } from './damaged-bench.ts';
import type { Outcome } from './try-damaged.ts';

const outcome = (given: Partial<Outcome>): Outcome => ({
  name: 'film.mkv',
  seed: 1,
  kind: 'cut',
  result: 'plays',
  message: null,
  tookMs: 1000,
  faults: [],
  ...given,
});

it('tries five hundred unless told otherwise', () => {
  expect(readDamagedOptions([])).toEqual({ count: 500, seed: 1 });
  expect(readDamagedOptions(['--count', '8', '--seed', '7'])).toEqual({ count: 8, seed: 7 });
  expect(readDamagedOptions(['--help'])).toBeNull();
  expect(() => readDamagedOptions(['--count', 'all'])).toThrow('--count takes');
});

it('counts what plays, what was refused and what was wrong, for each kind of file', () => {
  const text = formatOutcomes([
    outcome({}),
    outcome({ result: 'refused', tookMs: 3000 }),
    outcome({ name: 'film.ts', faults: ['it hung', 'it left files'], tookMs: 9000 }),
  ]);
  expect(text.split('\n')).toEqual([
    '| file     | tried | play | refused | faulty | median | slowest |',
    '| ---      | ---   | ---  | ---     | ---    | ---    | ---     |',
    '| film.mkv | 2     | 1    | 1       | 0      | 2.00 s | 3.00 s  |',
    '| film.ts  | 1     | 1    | 0       | 1      | 9.00 s | 9.00 s  |',
    '| all      | 3     | 2    | 1       | 1      | 3.00 s | 9.00 s  |',
  ]);
});

import { expect, it } from 'vitest';
import { parseLaps } from './script-side.ts';

it('reads the steps of a script in their order, bc’s numbers without a leading zero too', () => {
  const laps = parseLaps(['storyboard .52', 'full 37.1', 'some warning', 'first_playable 37.62', '240 92']);
  expect([...laps]).toEqual([
    ['storyboard', 520],
    ['full', 37_100],
    ['first_playable', 37_620],
    ['240', 92_000],
  ]);
});

import { expect, test } from 'vitest';
import { parseScores } from './scenes.ts';

test('the scores are read in order, whatever lies between them', () => {
  const text = [
    'frame:0    pts:0       pts_time:0',
    'lavfi.scd.score=0.000',
    'frame:1    pts:1       pts_time:0.5',
    'lavfi.scd.score=12.345',
    '',
  ].join('\n');
  expect(parseScores(text)).toEqual([0, 12.345]);
  expect(parseScores('')).toEqual([]);
});

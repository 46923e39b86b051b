import { expect, it } from 'vitest';
import { hourFigures } from './hour.ts';

const stage = (wholeMs: number, peakMemoryBytes: number, bareCopyMs: number) => ({
  ...{ firstPlayableMs: 300, wholeMs, peakMemoryBytes, bareCopyMs },
  renditions: [],
});

it('a long recording is judged by its memory, in the worst run', () => {
  const firstStages = [stage(4000, 120e6, 3000), stage(5000, 199e6, 2000), stage(4500, 110e6, 2500)];
  expect(hourFigures({ firstStages, bothStages: null })).toMatchObject([
    { figure: 'first playable, engine alone', ours: '0.30 s', verdict: null },
    { figure: 'first stage, to its end', ours: '4.50 s', floor: '2.50 s', verdict: null },
    { ours: '199.0 MB', verdict: 'met' },
  ]);
  const bothStages = { wholeMs: 600_000, peakMemoryBytes: 201e6 };
  expect(hourFigures({ firstStages, bothStages }).at(-1)).toMatchObject({
    ours: '201.0 MB',
    verdict: 'missed',
  });
});

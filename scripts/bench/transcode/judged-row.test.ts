import { describe, expect, it } from 'vitest';
import { countMissed, formatTable, judge, row } from './judged-row.ts';

describe('judge', () => {
  it('lets a figure reach its limit and not pass it', () => {
    expect([judge(0.7, { atMost: 0.7 }), judge(0.701, { atMost: 0.7 })]).toEqual(['met', 'missed']);
    expect([judge(5, { atLeast: 5 }), judge(4.9, { atLeast: 5 })]).toEqual(['met', 'missed']);
  });

  it('misses what is not known', () => {
    expect([judge(null, { atMost: 1 }), judge(Number.NaN, { atLeast: 0 })]).toEqual(['missed', 'missed']);
  });
});

it('counts what was missed, not what was not demanded', () => {
  const rows = (['met', null, 'missed', 'missed'] as const).map((verdict) =>
    row({ figure: 'x', ours: '1', verdict }),
  );
  expect(countMissed(rows)).toBe(2);
});

it('a table has one width a column, and no column that nothing stands in', () => {
  const text = formatTable([
    row({ figure: 'wall', must: 'at most 2 s', ours: '1.00 s', floor: '3.00 s', verdict: 'met' }),
    row({ figure: 'video bytes', ours: '10.0 MB' }),
  ]);
  expect(text.split('\n')).toEqual([
    '| figure      | must        | ours    | floor  | verdict |',
    '|-------------|-------------|---------|--------|---------|',
    '| wall        | at most 2 s | 1.00 s  | 3.00 s | met     |',
    '| video bytes |             | 10.0 MB |        |         |',
  ]);
});

import { expect, it } from 'vitest';
import { createWatchers } from './watchers.ts';

it('A watcher is first once a day for each thing; the next day everybody is new', () => {
  const watchers = createWatchers();
  expect(watchers.isFirst('a', '1', '2026-01-01')).toBe(true);
  expect(watchers.isFirst('a', '1', '2026-01-01')).toBe(false);
  expect(watchers.isFirst('a', '2', '2026-01-01')).toBe(true);
  expect(watchers.isFirst('b', '1', '2026-01-01')).toBe(true);
  expect(watchers.isFirst('a', '1', '2026-01-02')).toBe(true);
  expect(watchers.size(), 'yesterday is forgotten').toBe(1);
});

it('No more are remembered than the limit; the oldest is forgotten first', () => {
  const watchers = createWatchers({ limit: 2 });
  for (const name of ['a', 'b', 'c']) watchers.isFirst(name, '1', '2026-01-01');
  expect(watchers.size()).toBe(2);
  expect(watchers.isFirst('c', '1', '2026-01-01')).toBe(false);
  expect(watchers.isFirst('a', '1', '2026-01-01')).toBe(true);
});

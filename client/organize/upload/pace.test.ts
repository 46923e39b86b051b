import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

it('is that of the last ten seconds, unknown at first, and begins anew when less is there than before', () => {
  let nowMs = 0;
  const pace = createPace(() => nowMs);
  const note = (atMs: number, bytes: number) => {
    nowMs = atMs;
    pace.note(bytes);
    return pace.perSecond();
  };
  expect(note(0, 0)).toBe(0);
  expect(note(400, 900)).toBe(0);
  expect(note(1000, 2000)).toBe(2000);
  expect(note(11_500, 2000)).toBe(0);
  expect(note(12_500, 7000)).toBe(5000);
  expect(note(13_000, 100)).toBe(0);
  expect(note(14_000, 300)).toBe(200);
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchWake } from './wake.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', new EventTarget());
  const target = new EventTarget();
  vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a clock that jumped tells of sleep; a clock that walks does not', () => {
  const abort = new AbortController();
  let wakes = 0;
  watchWake({
    onWake: () => {
      wakes += 1;
    },
    signal: abort.signal,
  });
  vi.advanceTimersByTime(120_000);
  expect(wakes).toBe(0);
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(10_000);
  expect(wakes).toBe(1);
  document.dispatchEvent(new Event('resume'));
  expect(wakes).toBe(2);
  abort.abort();
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(20_000);
  expect(wakes).toBe(2);
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whenWanted } from './when-wanted.ts';

/** As much of a browser as it asks for. */
function page(o: { readyState?: string; savesData?: boolean } = {}): EventTarget {
  const target = new EventTarget();
  vi.stubGlobal('addEventListener', target.addEventListener.bind(target));
  vi.stubGlobal('document', { readyState: o.readyState ?? 'complete' });
  vi.stubGlobal('window', {});
  vi.stubGlobal('navigator', { connection: { saveData: o.savesData ?? false } });
  return target;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('begins at the first move, once', () => {
  const target = page();
  const begin = vi.fn();
  whenWanted(begin);
  expect(begin).not.toHaveBeenCalled();
  target.dispatchEvent(new Event('pointermove'));
  target.dispatchEvent(new Event('keydown'));
  vi.runAllTimers();
  expect(begin).toHaveBeenCalledTimes(1);
});

it('begins by itself some time after the page was loaded', () => {
  const target = page({ readyState: 'interactive' });
  const begin = vi.fn();
  whenWanted(begin);
  vi.advanceTimersByTime(60_000);
  expect(begin).not.toHaveBeenCalled();
  target.dispatchEvent(new Event('load'));
  vi.advanceTimersByTime(1000);
  expect(begin).not.toHaveBeenCalled();
  vi.advanceTimersByTime(5000);
  expect(begin).toHaveBeenCalledTimes(1);
});

it('waits for the first move of who spares the line', () => {
  const target = page({ savesData: true });
  const begin = vi.fn();
  whenWanted(begin);
  vi.advanceTimersByTime(60_000);
  expect(begin).not.toHaveBeenCalled();
  target.dispatchEvent(new Event('touchstart'));
  expect(begin).toHaveBeenCalledTimes(1);
});

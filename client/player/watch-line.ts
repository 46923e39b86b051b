import { isTooSlow, type Stall, type Transfer } from './line-speed.ts';

const shortestStallMs = 1_000;
const remembered = 60;
const lookEveryMs = 1_000;

/**
 * Watches how fast the recording comes and how often the picture stands still while somebody watches; calls back once
 * when the line is too slow for the picture. Stalls after a seek are the seek's.
 * @param neededBps what the smallest picture needs, asked for at each look
 */
export function watchLine(o: {
  video: HTMLVideoElement;
  neededBps: () => number | null;
  onSlow: () => void;
}): { stop(): void } {
  const { video, neededBps, onSlow } = o;
  const transfers: Transfer[] = [];
  const stalls: Stall[] = [];
  const abort = new AbortController();
  let stalledSinceMs: number | null = null;
  let seekedAtMs = Number.NEGATIVE_INFINITY;

  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      // Nothing came over the line for what was kept or remembered.
      if (!(entry instanceof PerformanceResourceTiming) || entry.transferSize === 0) continue;
      if (!/\/hls\/.*\.m4s$/.test(new URL(entry.name).pathname)) continue;
      transfers.push({
        startMs: entry.requestStart,
        endMs: entry.responseEnd,
        sizeBytes: entry.transferSize,
      });
    }
    transfers.splice(0, transfers.length - remembered);
  });
  observer.observe({ type: 'resource' });

  const on = (name: string, listener: () => void) =>
    video.addEventListener(name, listener, { signal: abort.signal });
  on('seeking', () => {
    seekedAtMs = performance.now();
    stalledSinceMs = null;
  });
  on('waiting', () => {
    const nowMs = performance.now();
    if (!video.seeking && nowMs - seekedAtMs > shortestStallMs) stalledSinceMs ??= nowMs;
  });
  const goesOn = () => {
    const nowMs = performance.now();
    if (stalledSinceMs !== null && nowMs - stalledSinceMs >= shortestStallMs) {
      stalls.push({ startMs: stalledSinceMs, endMs: nowMs });
    }
    stalledSinceMs = null;
  };
  on('playing', goesOn);
  on('pause', goesOn);

  const stop = () => {
    abort.abort();
    observer.disconnect();
    clearInterval(timer);
  };
  const timer = setInterval(() => {
    const nowMs = performance.now();
    // Without a line there is nothing to be slow; the player says so itself.
    if (video.paused || !navigator.onLine) return;
    const current = stalledSinceMs === null ? [] : [{ startMs: stalledSinceMs, endMs: nowMs }];
    if (!isTooSlow({ transfers, stalls: [...stalls, ...current], neededBps: neededBps(), nowMs })) return;
    stop();
    onSlow();
  }, lookEveryMs);
  return { stop };
}

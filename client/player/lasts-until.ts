/**
 * Resolves as soon as what `video` plays lasts until a second: a growing version may be shorter for a while. A viewer who
 * starts it before is not kept waiting.
 */
export function lastsUntil(video: HTMLVideoElement, seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = new AbortController();
    const end = () => {
      done.abort();
      resolve();
    };
    const look = () => {
      if (Number.isFinite(video.duration) && video.duration >= seconds - 0.5) end();
    };
    video.addEventListener('durationchange', look, { signal: done.signal });
    video.addEventListener('play', end, { signal: done.signal });
    signal.addEventListener('abort', end, { signal: done.signal });
  });
}

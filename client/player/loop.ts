/** A stretch that is played again and again, in seconds; the end is null while only the beginning is chosen. */
export interface Loop {
  start: number;
  end: number | null;
}

/** The shortest stretch worth repeating. */
const shortestSeconds = 0.5;

/** The loop that begins here; an end that lies behind it stays. */
export function loopFrom(loop: Loop | null, seconds: number): Loop {
  const end = loop?.end ?? null;
  return { start: seconds, end: end !== null && end - seconds >= shortestSeconds ? end : null };
}

/** The loop that ends here, from where it began or from the very beginning; null where it would be too short. */
export function loopTo(loop: Loop | null, seconds: number): Loop | null {
  const start = loop?.start ?? 0;
  return seconds - start >= shortestSeconds ? { start, end: seconds } : null;
}

/** Lets `video` go back to the beginning of the loop whenever it plays past its end; a seek past the end leaves it be. */
export function keepLoop(video: HTMLVideoElement, current: () => Loop | null): void {
  let before = video.currentTime;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = () => {
    clearTimeout(timer);
    const loop = current();
    const now = video.currentTime;
    const last = before;
    before = now;
    if (!loop || loop.end === null || video.paused || video.seeking) return;
    const isPast = last <= loop.end && (now >= loop.end || video.ended);
    if (isPast) {
      video.currentTime = loop.start;
      before = loop.start;
      return;
    }
    // Time is told four times a second only: the end is met by a timer.
    const leftMs = ((loop.end - now) * 1000) / video.playbackRate;
    if (leftMs > 0 && leftMs < 400) timer = setTimeout(look, leftMs);
  };

  video.addEventListener('timeupdate', look);
  video.addEventListener('seeked', () => {
    before = video.currentTime;
  });
  video.addEventListener('ended', () => {
    const loop = current();
    if (!loop?.end || loop.end < video.duration - 1) return;
    video.currentTime = loop.start;
    video.play().catch(() => undefined);
  });
}

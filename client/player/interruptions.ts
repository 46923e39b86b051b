const pauseLongEnoughMs = 3_000;
const stallLongEnoughMs = 1_000;

/** What is looked at of the media element. */
type Watched = Pick<HTMLVideoElement, 'paused' | 'ended' | 'readyState' | 'HAVE_FUTURE_DATA'> & EventTarget;

/** Tells when playback is interrupted anyway. */
export interface Interruptions {
  /** Nothing is being watched right now: not begun yet, over, or paused for a while. */
  isInterrupted(): boolean;
}

/**
 * Calls back when a viewer's playback is interrupted by something else: a seek, a pause that lasts, the end, or a stall
 * (the line is too slow for what plays).
 */
export function watchInterruptions(options: {
  video: Watched;
  onInterrupted: () => void;
  signal: AbortSignal;
}): Interruptions {
  const { video, onInterrupted, signal } = options;
  let pauseTimer: ReturnType<typeof setTimeout> | undefined;
  let stallTimer: ReturnType<typeof setTimeout> | undefined;
  let hasBegun = !video.paused;
  let isPausedForLong = false;

  const isInterrupted = () => !hasBegun || isPausedForLong || video.ended;
  const on = (name: string, listener: () => void) => video.addEventListener(name, listener, { signal });

  on('play', () => {
    hasBegun = true;
    isPausedForLong = false;
    clearTimeout(pauseTimer);
  });
  on('pause', () => {
    clearTimeout(pauseTimer);
    pauseTimer = setTimeout(() => {
      isPausedForLong = video.paused;
      if (isPausedForLong) onInterrupted();
    }, pauseLongEnoughMs);
  });
  on('waiting', () => {
    clearTimeout(stallTimer);
    stallTimer = setTimeout(() => {
      if (!video.paused && video.readyState < video.HAVE_FUTURE_DATA) onInterrupted();
    }, stallLongEnoughMs);
  });
  on('playing', () => clearTimeout(stallTimer));
  on('seeking', onInterrupted);
  on('ended', onInterrupted);
  signal.addEventListener('abort', () => {
    clearTimeout(pauseTimer);
    clearTimeout(stallTimer);
  });
  return { isInterrupted };
}

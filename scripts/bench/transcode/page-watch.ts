/** What a talk page saw of its video so far; times are milliseconds since 1970. */
export interface PageWatch {
  firstFrameAtMs: number | null;
  /** The furthest second that was played. */
  playedSeconds: number;
  /** Times that the clock stood still though it should go: `waiting`, or no advance for a quarter of a second. */
  stalls: number;
  stalledMs: number;
  droppedFrames: number;
  height: number;
  hasEnded: boolean;
  error: string | null;
}

declare global {
  interface Window {
    pageWatch?: PageWatch;
  }
}

/**
 * Runs in the page, before its own scripts: plays the talk's video as soon as the player is there, and notes its first
 * decoded frame and every stall after it. It is sent as source text, so that it uses nothing from outside.
 */
export function watchPage(): void {
  const watch: PageWatch = {
    firstFrameAtMs: null,
    playedSeconds: 0,
    stalls: 0,
    stalledMs: 0,
    droppedFrames: 0,
    height: 0,
    hasEnded: false,
    error: null,
  };
  window.pageWatch = watch;
  const known = new WeakSet<HTMLVideoElement>();
  let lastSeconds = 0;
  let advancedAtMs = 0;
  let stalledFromMs: number | null = null;

  const stall = () => {
    if (watch.firstFrameAtMs === null || watch.hasEnded || stalledFromMs !== null) return;
    stalledFromMs = performance.now();
    watch.stalls += 1;
  };
  const meet = (video: HTMLVideoElement) => {
    known.add(video);
    video.requestVideoFrameCallback(() => {
      watch.firstFrameAtMs ??= performance.timeOrigin + performance.now();
      advancedAtMs = performance.now();
    });
    video.addEventListener('waiting', stall);
    video.addEventListener('ended', () => {
      watch.hasEnded = true;
    });
    video.addEventListener('error', () => {
      watch.error = video.error?.message ?? 'unknown';
    });
  };
  const look = () => {
    const video = document.querySelector<HTMLVideoElement>('[data-player="ready"] video');
    if (video === null) return;
    if (!known.has(video)) meet(video);
    if (video.paused && !video.ended) void video.play().catch(() => undefined);
    if (watch.firstFrameAtMs === null) return;
    const nowMs = performance.now();
    if (video.currentTime > lastSeconds) {
      if (stalledFromMs !== null) watch.stalledMs += nowMs - stalledFromMs;
      stalledFromMs = null;
      advancedAtMs = nowMs;
    } else if (nowMs - advancedAtMs > 250) {
      stall();
    }
    lastSeconds = video.currentTime;
    watch.playedSeconds = Math.max(watch.playedSeconds, video.currentTime);
    watch.droppedFrames = video.getVideoPlaybackQuality().droppedVideoFrames;
    watch.height = video.videoHeight;
  };
  setInterval(look, 20);
}

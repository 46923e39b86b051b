export interface Moments {
  /** From letting go of the button to the next frame that was shown. */
  firstFrameMs: number | null;
  /** From asking for another place to its picture. */
  seekMs: number | null;
}

declare global {
  interface Window {
    moments?: Moments & { seek(toSeconds: number): void };
  }
}

/**
 * Runs in the page, before its own scripts: notes when the video that is pressed shows its next frame, and seeks when told to.
 * It is sent as source text, so that it uses nothing from outside.
 */
export function noteMoments(): void {
  const video = () => document.querySelector('video');
  const moments: NonNullable<Window['moments']> = {
    firstFrameMs: null,
    seekMs: null,
    seek(toSeconds) {
      const place = video();
      if (place === null) return;
      for (let i = 0; i < place.buffered.length; i++) {
        if (place.buffered.start(i) <= toSeconds && toSeconds < place.buffered.end(i)) return;
      }
      const beganMs = performance.now();
      const look = (nowMs: number, { mediaTime }: VideoFrameCallbackMetadata) => {
        if (mediaTime >= toSeconds - 1) moments.seekMs = nowMs - beganMs;
        else place.requestVideoFrameCallback(look);
      };
      place.requestVideoFrameCallback(look);
      place.currentTime = toSeconds;
    },
  };
  window.moments = moments;
  addEventListener(
    'pointerup',
    (event) => {
      const beganMs = event.timeStamp;
      video()?.requestVideoFrameCallback((nowMs) => {
        moments.firstFrameMs ??= nowMs - beganMs;
      });
    },
    { capture: true, once: true },
  );
}

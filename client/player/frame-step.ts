const usualFrameSeconds = 1 / 25;

/** Shows the next or the previous frame of `video`, paused. `frameRate` is what the playlist says, in frames a second. */
export function createFrameStep(
  video: HTMLVideoElement,
  frameRate: () => number | null,
): (direction: 1 | -1) => void {
  /** Where on the timeline the frame now on screen begins, as the browser tells it. */
  let shownSeconds: number | null = null;
  const note = (_now: number, frame: { mediaTime: number }) => {
    shownSeconds = frame.mediaTime;
    video.requestVideoFrameCallback(note);
  };
  if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(note);

  return (direction) => {
    video.pause();
    const rate = frameRate();
    const length = rate && rate > 0 ? 1 / rate : usualFrameSeconds;
    const position = video.currentTime;
    const isKnown = shownSeconds !== null && Math.abs(position - shownSeconds) < 2 * length;
    // The middle of a frame is meant: its edges are rounded by browsers.
    const begin = isKnown && shownSeconds !== null ? shownSeconds : position - length / 2;
    const wanted = begin + (direction + 0.5) * length;
    video.currentTime = Math.max(0, Math.min(wanted, video.duration || 0));
  };
}

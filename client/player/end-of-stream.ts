const tailSeconds = 0.5;
const patienceMs = 500;

/**
 * Ends a stream whose last segment hls.js does not recognise as buffered.
 * Segments with an edit list (composition offsets of B-frames) lie a little earlier in the browser's buffer than hls.js
 * reckons; a last segment shorter than that difference looks missing to it, and the picture would wait at the very end
 * for ever. `isComplete` says whether the playlist has ended.
 */
export function endTailOf(options: {
  video: HTMLVideoElement;
  mediaSource: () => MediaSource | undefined;
  isComplete: () => boolean;
  signal: AbortSignal;
}): void {
  const { video, mediaSource, isComplete, signal } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const isAtTail = () =>
    video.duration - video.currentTime < tailSeconds && video.readyState < 3 && !video.ended;

  const end = () => {
    const source = mediaSource();
    if (!isAtTail() || !isComplete() || source?.readyState !== 'open') return;
    if (Array.from(source.sourceBuffers).some((buffer) => buffer.updating)) return;
    source.endOfStream();
  };

  video.addEventListener(
    'waiting',
    () => {
      clearTimeout(timer);
      if (isAtTail()) timer = setTimeout(end, patienceMs);
    },
    { signal },
  );
}

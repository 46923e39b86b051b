import { type PlayerHandle, whenPlayer } from '../player/handle.ts';
import { browserKept } from './browser-kept.ts';
import { pageTalk } from './page-note.ts';
import { resumedFrom } from './resume.ts';
import { showResumed } from './resume-notice.ts';

const pauseMs = 5000;

/** Keeps the place of the talk on this page while it is watched, and says where it goes on from. */
export async function keepPlace(): Promise<void> {
  const talk = pageTalk();
  if (!talk) return;
  const handle = await whenPlayer();
  savePlaces(handle, talk);
  const seconds = resumedFrom();
  if (seconds !== null) showResumed(handle, seconds);
}

function savePlaces(
  { video, store }: PlayerHandle,
  { slug, note }: NonNullable<ReturnType<typeof pageTalk>>,
) {
  const kept = browserKept();
  let hasPlayed = false;
  let lastMs = 0;

  const save = () => {
    const { recording } = store.get();
    // While one source takes the place of another, or nothing can be played, the position says nothing.
    if (!hasPlayed || !recording || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    const durationMs = recording.durationMs ?? Math.round(video.duration * 1000);
    if (!Number.isFinite(durationMs) || durationMs <= 0) return;
    lastMs = performance.now();
    const seconds = Math.round(video.currentTime * 10) / 10;
    const { editNumber, posterUrl } = recording;
    kept.savePosition(slug, { seconds, durationMs, editNumber }, { ...note, durationMs, posterUrl });
  };

  video.addEventListener('playing', () => {
    hasPlayed = true;
    save();
  });
  video.addEventListener('timeupdate', () => {
    if (!video.paused && performance.now() - lastMs >= pauseMs) save();
  });
  for (const name of ['pause', 'seeked', 'ended']) video.addEventListener(name, save);
  addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) save();
  });
}

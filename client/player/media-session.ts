import { listOf } from '../i18n/list-of.ts';
import type { Actions } from './actions.ts';
import type { PlayerIslandData } from './island-data.ts';

const skipSeconds = 10;

/** Gives the system's own media controls (lock screen, headset keys) the talk's name, the keys and the position. */
export function joinMediaSession(options: {
  video: HTMLVideoElement;
  data: PlayerIslandData;
  posterUrl: string | null;
  actions: Actions;
}): void {
  if (!('mediaSession' in navigator)) return;
  const { video, data, posterUrl, actions } = options;
  const session = navigator.mediaSession;
  session.metadata = new MediaMetadata({
    title: data.title,
    artist: listOf(data.speakers, data.language),
    artwork: posterUrl ? [{ src: new URL(posterUrl, document.baseURI).href }] : [],
  });

  const handle = (action: MediaSessionAction, handler: MediaSessionActionHandler) => {
    try {
      session.setActionHandler(action, handler);
    } catch {
      // Older browsers do not know every action.
    }
  };
  handle('play', () => void video.play().catch(() => undefined));
  handle('pause', () => video.pause());
  handle('stop', () => video.pause());
  handle('seekbackward', ({ seekOffset }) =>
    actions.run({ do: 'seek-by', seconds: -(seekOffset ?? skipSeconds) }),
  );
  handle('seekforward', ({ seekOffset }) =>
    actions.run({ do: 'seek-by', seconds: seekOffset ?? skipSeconds }),
  );
  handle('seekto', ({ seekTime }) => {
    if (seekTime !== undefined) video.currentTime = seekTime;
  });

  const tell = () => {
    const { duration, playbackRate, currentTime } = video;
    if (!Number.isFinite(duration) || duration <= 0) return session.setPositionState();
    session.setPositionState({ duration, playbackRate, position: Math.min(currentTime, duration) });
  };
  for (const name of ['durationchange', 'ratechange', 'seeked', 'play', 'pause']) {
    video.addEventListener(name, tell);
  }
  for (const [name, state] of [
    ['play', 'playing'],
    ['pause', 'paused'],
  ] as const) {
    video.addEventListener(name, () => {
      session.playbackState = state;
    });
  }
}

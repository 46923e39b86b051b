import { whenPlayer } from '../player/handle.ts';
import { readIslandData } from '../player/island-data.ts';

/** What the talk page shows at this moment, as far as sharing cares. */
export interface TalkNow {
  slug: string;
  title: string;
  /** null where there is nothing to watch. */
  recording: { seconds: number; edit: number } | null;
}

let readPlayer: (() => { seconds: number; edit: number } | null) | null = null;
void whenPlayer().then(({ video, store }) => {
  readPlayer = () => {
    const { recording } = store.get();
    return recording && { seconds: video.currentTime, edit: recording.editNumber };
  };
});

/** Reads the talk, and how far the player is; before there is a player, where it would begin. */
export function talkNow(): TalkNow {
  const slug = decodeURIComponent(location.pathname.split('/')[2] ?? '');
  const title = document.querySelector('h1')?.textContent ?? document.title;
  const now = readPlayer?.() ?? null;
  // A player that has just come is on its way to where it begins.
  return { slug, title, recording: now && now.seconds > 0 ? now : (fromPage() ?? now) };
}

function fromPage(): TalkNow['recording'] {
  const place = document.querySelector<HTMLElement>('[data-player]');
  if (!place?.querySelector('script[type="application/json"]')) return null;
  const { recording, startSeconds } = readIslandData(place);
  if (!recording?.playlistUrl) return null;
  return { seconds: startSeconds ?? 0, edit: recording.editNumber };
}

import type { Recording } from '#server/contract/wire.ts';
import { liveMessages } from '../i18n/live.ts';
import { keptPlace } from '../kept/resume.ts';
import { preloadEngine } from './choose-engine.ts';
import { readIslandData } from './island-data.ts';
import styles from './player.module.css';
import { parseStartTime } from './start-time.ts';
import { initialState, type PlayerState } from './state.ts';
import { createStore } from './store.ts';
import { watchTalk } from './talk-watch.ts';
import { element } from './views/element.ts';
import { createProgressView } from './views/progress.ts';

/**
 * Brings the talk page's `[data-player]` to life: shows the recording's preparation while there is nothing to watch,
 * and puts the player in the place of the page's poster as soon as there is. The box keeps its size.
 * @param video what shall play, not on the page yet
 */
export function mountPlayer(place: HTMLElement, video: HTMLVideoElement): void {
  const data = readIslandData(place);
  const messages = liveMessages('player');
  const percent = new Intl.NumberFormat(data.language, { style: 'percent', maximumFractionDigits: 0 });
  const store = createStore<PlayerState>(initialState(data.recording));
  const still = place.querySelector('img')?.currentSrc;
  // The server has read `?t=90&e=2` already, and found the second on the timeline of now.
  const startSeconds = data.startSeconds ?? parseStartTime(new URLSearchParams(location.search).get('t'));

  const progress = createProgressView({ messages, percent });
  const announcement = element('p', { class: styles.spoken, role: 'status' });
  const root = element('div', { class: styles.player, role: 'group', 'aria-label': messages.player }, [
    progress.layer,
    announcement,
  ]);
  place.append(root);
  place.dataset.player = 'mounted';

  const watch = watchTalk({
    slug: data.talkSlug,
    language: data.language,
    recording: data.recording,
    isDraft: new URLSearchParams(location.search).has('preview'),
    onChange: (recording) => store.set({ recording }),
  });

  let hasPlayer = false;
  let isPreloading = false;
  /** What is about to be needed is loaded while the recording is made watchable. */
  const preload = () => {
    isPreloading = true;
    preloadEngine(video);
    import('./player.ts').catch(() => undefined); // a failure shows when the player is wanted
  };
  const offerPlayer = async (recording: Recording) => {
    hasPlayer = true;
    preload();
    const [{ buildPlayer }, keptSeconds] = await Promise.all([
      import('./player.ts'),
      startSeconds ?? keptPlace(data.talkSlug, recording),
    ]);
    video.playsInline = true;
    // The one that the page has loaded already.
    const poster = still || recording.posterUrl;
    if (poster) video.poster = poster;
    await buildPlayer({ root, video, data, messages, store, refresh: () => watch.refresh() }, keptSeconds);
    place.dataset.player = 'ready';
    for (const child of Array.from(place.children)) {
      if (child !== root && !child.matches('script')) child.remove();
    }
    if (data.recording?.playlistUrl == null) announcement.textContent = messages.nowPlayable;
  };

  store.subscribe(({ recording }) => {
    progress.show(recording);
    root.dataset.state = recording?.status ?? 'none';
    if (recording && !isPreloading) preload();
    if (recording?.playlistUrl && !hasPlayer) void offerPlayer(recording);
  });
}

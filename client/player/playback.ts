import type { Recording } from '#server/contract/wire.ts';
import { type ChosenEngine, chooseEngine } from './choose-engine.ts';
import type { EngineEvents, ReplacementMoment } from './engine.ts';
import { watchInterruptions } from './interruptions.ts';
import { lastsUntil } from './lasts-until.ts';
import type { PlayerState } from './state.ts';
import type { Store } from './store.ts';
import type { Refreshed } from './talk-watch.ts';
import { watchWake } from './wake.ts';

const firstDelayMs = 1_000;
const longestDelayMs = 10_000;

/** What a viewer should hear of, as it changed what they watch: a part was left out, the recording edited, or another. */
export type PlaybackNews = 'skipped' | 'edited' | 'replaced';

/** What the views may ask of the playback. */
export interface Playback {
  start(recording: Recording, startSeconds: number | null): Promise<void>;
  /** A newer state of the recording is known: goes on with its playlist when that is another one. */
  follow(recording: Recording): void;
  retry(): void;
  chooseRendition(id: number | 'auto'): void;
  chooseAudio(id: number): void;
  stop(): void;
}

/**
 * Keeps one media element playing a recording whose versions come and go: changes to a newer version at the same
 * second, asks again when one is gone, waits out a lost connection. A newer version takes over while somebody watches
 * only where that goes unnoticed and shows a better picture; otherwise when the viewer interrupts the playback.
 */
export function createPlayback(options: {
  video: HTMLVideoElement;
  store: Store<PlayerState>;
  refresh: () => Promise<Refreshed>;
  /** Where a second of an edit's timeline lies on that of now. */
  currentSecond: (seconds: number, editNumber: number) => Promise<number>;
  onNews: (news: PlaybackNews) => void;
}): Playback {
  const { video, store, refresh, currentSecond, onNews } = options;
  let chosen: ChosenEngine | null = null;
  /** The address that the newest known state of the recording asks for. */
  let source: string | null = null;
  /** The address that feeds the media element, absolute. */
  let attached: string | null = null;
  /** Asked of the engine and not answered yet. */
  let asked: { source: string; moment: ReplacementMoment } | null = null;
  let isGone = false;
  /** The recording, and its edit, on whose timeline the media element stands. */
  let timeline: Pick<Recording, 'id' | 'editNumber'> | null = null;
  /** Where to go on with another timeline, until it lasts so long. */
  let wish: { seconds: Promise<number>; isPlaying: boolean; news: PlaybackNews } | null = null;
  let delayMs = firstDelayMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAskingAgain = false;
  const abort = new AbortController();

  const reload = () => {
    clearTimeout(timer);
    timer = undefined;
    chosen?.engine.reload();
  };

  const retryLater = () => {
    store.set({ connection: 'lost' });
    if (timer !== undefined) return;
    timer = setTimeout(reload, delayMs);
    delayMs = Math.min(delayMs * 2, longestDelayMs);
  };

  const isBehind = () =>
    source !== null && attached !== null && new URL(source, document.baseURI).href !== attached;

  const goOver = (moment: ReplacementMoment) => {
    if (!chosen || source === null || !isBehind()) return;
    if (asked?.source === source && asked.moment === moment) return;
    asked = { source, moment };
    chosen.engine.replace(source, moment);
  };

  const askAgain = async () => {
    if (isAskingAgain) return;
    isAskingAgain = true;
    isGone = true;
    const known = source;
    const refreshed = await refresh();
    isAskingAgain = false;
    if (abort.signal.aborted) return;
    if (refreshed.kind === 'gone') {
      video.pause();
      store.set({ failure: 'withdrawn' });
    } else if (source === known && isBehind()) {
      goOver('now');
    } else if (source === known) {
      // Unreachable, or the address is still the right one: the answer was a passing one.
      retryLater();
      if (isBeingRemade(refreshed)) store.set({ connection: 'remaking' });
    }
  };

  /**
   * There is another timeline now, and nothing buffered fits any more: the same moment is found after an edit; another
   * recording goes on at the same second, as far as it reaches.
   */
  const changeTimeline = (next: string, from: Pick<Recording, 'id' | 'editNumber'>, to: Recording) => {
    timeline = to;
    asked = null;
    const isOther = from.id !== to.id;
    const lastSeconds = to.durationMs === null ? Number.POSITIVE_INFINITY : to.durationMs / 1000;
    const left = wish?.seconds ?? Promise.resolve(video.currentTime);
    const seconds = left.then((s) =>
      isOther ? Math.min(s, lastSeconds) : currentSecond(s, from.editNumber),
    );
    const isPlaying = wish?.isPlaying ?? !video.paused;
    wish = { seconds, isPlaying, news: isOther ? 'replaced' : 'edited' };
    store.set({ loop: null });
    void fulfil(next, wish);
  };

  /** Opens a source where it was wished; a better version of the same that comes meanwhile does that instead. */
  const fulfil = async (next: string, own: NonNullable<typeof wish>) => {
    const seconds = await own.seconds;
    const isOver = () => abort.signal.aborted || source !== next || wish !== own;
    if (isOver()) return;
    chosen?.engine.open(next, seconds);
    await lastsUntil(video, seconds, abort.signal);
    if (isOver()) return;
    wish = null;
    const isThere = Number.isFinite(video.duration) && video.duration >= seconds - 0.5;
    if (isThere && Math.abs(video.currentTime - seconds) > 1) video.currentTime = seconds;
    if (own.isPlaying) video.play().catch(() => undefined);
    onNews(own.news);
  };

  const wake = async () => {
    if (!chosen) return;
    await refresh();
    const isStuck = !video.paused && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
    if (timer !== undefined || isStuck) reload();
  };

  const events: EngineEvents = {
    onRenditions: (renditions, chosenRendition) => store.set({ renditions, chosenRendition }),
    onRendition: (currentRendition) => store.set({ currentRendition }),
    onAudioTracks: (audioTracks, chosenAudio) => store.set({ audioTracks, chosenAudio }),
    onSource(url) {
      attached = url;
      asked = null;
      isGone = false;
    },
    onSourceKept() {
      asked = null;
    },
    onGone: () => void askAgain(),
    onConnectionLost: retryLater,
    onSteady() {
      delayMs = firstDelayMs;
      clearTimeout(timer);
      timer = undefined;
      store.set({ connection: 'steady' });
    },
    onRecovering: () => store.set({ connection: 'recovering' }),
    onSkipped: () => onNews('skipped'),
    onFatal: () => store.set({ failure: 'media' }),
  };

  window.addEventListener('online', () => timer !== undefined && reload(), { signal: abort.signal });
  watchWake({ onWake: () => void wake(), signal: abort.signal });
  const interruptions = watchInterruptions({
    video,
    onInterrupted: () => goOver('interrupted'),
    signal: abort.signal,
  });
  video.addEventListener('play', () => chosen?.engine.prepareToPlay(), { signal: abort.signal });

  return {
    async start(recording, startSeconds) {
      chosen = await chooseEngine(video, events, recording);
      const current = store.get().recording ?? recording;
      source = chosen?.sourceOf(current) ?? null;
      timeline = current;
      if (!chosen || !source) return store.set({ failure: 'unsupported' });
      chosen.engine.open(source, startSeconds);
    },
    follow(recording) {
      const next = chosen?.sourceOf(recording);
      if (next && store.get().failure === 'withdrawn') store.set({ failure: null });
      if (!next || !source || next === source) return;
      source = next;
      const isSame = timeline?.id === recording.id && timeline.editNumber === recording.editNumber;
      if (timeline && !isSame) return changeTimeline(next, timeline, recording);
      if (wish) return void fulfil(next, wish);
      if (attached === null) chosen?.engine.replace(next, 'now');
      else if (isGone) goOver('now');
      else goOver(interruptions.isInterrupted() ? 'interrupted' : 'unnoticed');
    },
    retry() {
      store.set({ failure: null });
      void refresh().then(reload);
    },
    chooseRendition(id) {
      store.set({ chosenRendition: id });
      chosen?.engine.chooseRendition(id);
    },
    chooseAudio: (id) => chosen?.engine.chooseAudio(id),
    stop() {
      abort.abort();
      clearTimeout(timer);
      chosen?.engine.destroy();
    },
  };
}

/** Nothing of it can be played until a newer version is made. */
function isBeingRemade(refreshed: Refreshed): boolean {
  return refreshed.kind === 'found' && refreshed.recording.playlistUrl === null;
}

import Hls, { type ErrorData, type HlsConfig } from 'hls.js';
import workerUrl from 'hls.js/dist/hls.worker.js?url';
import { pageLocale } from '../i18n/live.ts';
import { endTailOf } from './end-of-stream.ts';
import type { Engine, EngineEvents, ReplacementMoment } from './engine.ts';
import { hasMoreLines, nameRenditions, nearestRendition } from './renditions.ts';
import { createRescue } from './rescue.ts';

/** Before the first play just enough for an instant start; then well ahead. */
const bufferBeforePlay = { maxBufferLength: 6, maxMaxBufferLength: 6, maxBufferSize: 0 };
const bufferWhilePlaying = { maxBufferLength: 30, maxMaxBufferLength: 60, maxBufferSize: 60_000_000 };

/** Feeds `video` through hls.js; null where this browser has no Media Source Extensions for H.264 and AAC. */
export function createHlsEngine(video: HTMLVideoElement, events: EngineEvents): Engine | null {
  if (!Hls.isSupported()) return null;
  let hls: Hls | undefined;
  let successor: { hls: Hls; moment: ReplacementMoment } | undefined;
  let url = '';
  let firstSeconds = 0;
  let buffer = bufferBeforePlay;
  let chosenHeight: number | null = null;
  let chosenAudioName: string | null = null;
  let hasPlaylist = false;
  let hasPicture = false;
  /** As the viewer left it: a media element that fails or is emptied is paused without an event of it. */
  let isPlaying = !video.paused;
  let mediaSource: MediaSource | undefined;
  const abort = new AbortController();
  endTailOf({
    video,
    mediaSource: () => mediaSource,
    isComplete: () => hls?.latestLevelDetails?.live === false,
    signal: abort.signal,
  });

  /** Before the first picture, the media element does not yet stand where it should start. */
  const position = () => (hasPicture ? video.currentTime : firstSeconds);

  /** Feeds the media element anew, playing or paused as it was. */
  const restart = (seconds: number) => {
    start(url, seconds);
    if (isPlaying) video.play().catch(() => undefined);
  };

  const giveUp = () => {
    [firstSeconds, hasPicture, hasPlaylist] = [position(), false, false];
    hls?.destroy();
    hls = undefined;
    rescue.forget();
    events.onFatal();
  };

  const keptRendition = (instance: Hls) =>
    chosenHeight === null
      ? undefined
      : nearestRendition(nameRenditions(instance.levels, pageLocale()), chosenHeight);

  const rescue = createRescue({
    video,
    shownSeconds: () => (hasPicture ? video.currentTime : null),
    position,
    restart(seconds) {
      events.onRecovering();
      restart(seconds);
    },
    giveUp,
    onDetourEnd() {
      if (hls) hls.nextLevel = keptRendition(hls)?.id ?? -1;
    },
    onSkipped: events.onSkipped,
    signal: abort.signal,
  });

  const config = (): Partial<HlsConfig> => ({
    workerPath: workerUrl,
    autoStartLoad: false,
    ...rescue.config,
    // A successor knows the line already: it need not begin with the poorest picture.
    ...(hls && Number.isFinite(hls.bandwidthEstimate)
      ? { abrEwmaDefaultEstimate: hls.bandwidthEstimate }
      : {}),
    ...buffer,
    backBufferLength: 60,
    capLevelToPlayerSize: false,
    // Captions are the page's own <track> elements: hls.js must not add a second set.
    subtitleTrackController: undefined,
    subtitleStreamController: undefined,
    timelineController: undefined,
    // A growing playlist is watched from where the viewer is, never pulled to its edge.
    maxLiveSyncPlaybackRate: 1,
    liveSyncDurationCount: 1,
  });

  const begin = (source: string, onPlaylist: (instance: Hls) => void) => {
    const instance = new Hls(config());
    rescue.watch(instance);
    instance.on(Hls.Events.ERROR, (_name, data) => onError(instance, data));
    instance.on(Hls.Events.MEDIA_ATTACHED, (_name, data) => {
      mediaSource = data.mediaSource;
    });
    instance.once(Hls.Events.MANIFEST_PARSED, () => onPlaylist(instance));
    instance.on(Hls.Events.LEVEL_SWITCHED, (_name, { level }) => {
      events.onRendition(level);
      // A still picture is drawn anew only by a seek.
      if (video.paused && chosenHeight !== null) video.currentTime = Number(video.currentTime);
    });
    instance.on(Hls.Events.AUDIO_TRACKS_UPDATED, () => reportAudio(instance));
    instance.on(Hls.Events.AUDIO_TRACK_SWITCHED, () => reportAudio(instance));
    instance.on(Hls.Events.FRAG_BUFFERED, () => events.onSteady());
    instance.loadSource(source);
    return instance;
  };

  /** The playlist of the instance that feeds the media element is known. */
  const settle = (instance: Hls, startSeconds: number) => {
    hasPlaylist = true;
    const kept = keptRendition(instance);
    const first = rescue.detourLevel() ?? kept?.id;
    if (first !== undefined) instance.currentLevel = first;
    instance.startLoad(startSeconds);
    if (instance.url) events.onSource(instance.url);
    events.onRenditions(nameRenditions(instance.levels, pageLocale()), kept?.id ?? 'auto');
  };

  /** The playlist of a successor is known: it takes over the media element, with what is buffered, and the old one ends. */
  const succeed = (instance: Hls, moment: ReplacementMoment) => {
    if (moment === 'unnoticed' && !hasMoreLines(instance.levels, hls?.levels ?? [])) return dismiss();
    const inherited = hls?.transferMedia();
    hls?.destroy();
    hls = instance;
    successor = undefined;
    rescue.forget();
    if (moment === 'interrupted') dropBuffered(instance);
    instance.attachMedia(inherited ? { ...inherited, media: video } : video);
    settle(instance, video.currentTime);
  };

  /** Removes what the old source left, before the first of the new one is added. */
  const dropBuffered = (instance: Hls) => {
    instance.once(Hls.Events.BUFFER_CREATED, () => {
      const everything = { startOffset: 0, endOffset: Number.POSITIVE_INFINITY, type: null };
      instance.trigger(Hls.Events.BUFFER_FLUSHING, everything);
    });
  };

  /** Stays with the source that plays. */
  const dismiss = () => {
    successor?.hls.destroy();
    successor = undefined;
    events.onSourceKept();
    if (!hls?.url) return;
    url = hls.url;
    hls.resumeBuffering();
  };

  const reportAudio = (instance: Hls) => {
    if (instance !== hls) return;
    const tracks = instance.audioTracks.map(({ id, name, lang }) => ({ id, name, language: lang ?? null }));
    const kept = tracks.find(({ name }) => name === chosenAudioName);
    if (kept && instance.audioTrack !== kept.id) instance.audioTrack = kept.id;
    events.onAudioTracks(tracks, instance.audioTrack < 0 ? null : instance.audioTrack);
  };

  const onError = (instance: Hls, data: ErrorData) => {
    const code = data.response?.code;
    if (instance === successor?.hls) {
      if (!data.fatal) return;
      if (successor.moment !== 'now') return dismiss();
      successor.hls.destroy();
      successor = undefined;
      events.onConnectionLost();
      return;
    }
    if (instance !== hls) return;
    if (code === 404 || code === 410) return events.onGone();
    if (data.type === Hls.ErrorTypes.NETWORK_ERROR) {
      const isWaiting = video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
      if (data.fatal || isWaiting || !navigator.onLine) events.onConnectionLost();
      return;
    }
    if (data.type !== Hls.ErrorTypes.MEDIA_ERROR) {
      if (data.fatal) giveUp();
      return;
    }
    // The last segment may look missing though it is there: see endTailOf.
    const isTail = data.details === Hls.ErrorDetails.BUFFER_APPEND_NO_PROGRESS && data.frag?.endList;
    if (rescue.isNeededFor(data) || (data.fatal && !isTail)) rescue.recover(instance, data);
  };

  const on = (name: keyof HTMLMediaElementEventMap, listener: () => void) =>
    video.addEventListener(name, listener, { signal: abort.signal });
  // hls.js tells of what it appends; what fails only when it is shown, the element alone knows.
  on('error', () => {
    if (hls && video.error?.code === MediaError.MEDIA_ERR_DECODE) rescue.recover(hls);
  });
  on('play', () => {
    isPlaying = true;
  });
  for (const name of ['pause', 'ended'] as const) {
    on(name, () => {
      isPlaying = false;
    });
  }
  on('canplay', () => {
    hasPicture = hasPlaylist;
  });
  on('seeking', () => {
    // Before the first picture too: a viewer does not wait for it.
    if (hasPlaylist) firstSeconds = video.currentTime;
  });

  const start = (source: string, startSeconds: number) => {
    successor?.hls.destroy();
    successor = undefined;
    hls?.destroy();
    url = source;
    firstSeconds = startSeconds;
    [hasPlaylist, hasPicture] = [false, false];
    hls = begin(source, (instance) => settle(instance, startSeconds));
    hls.attachMedia(video);
  };

  return {
    open(source, startSeconds) {
      rescue.forget();
      start(source, startSeconds ?? 0);
    },
    replace(source, moment) {
      url = source;
      if (!hls || !hasPlaylist) return start(source, position());
      successor?.hls.destroy();
      // What the old source would load now is wanted from the new one.
      if (moment === 'interrupted') hls.pauseBuffering();
      successor = { hls: begin(source, (instance) => succeed(instance, moment)), moment };
    },
    reload() {
      if (!hls || !hasPlaylist || hls.url !== new URL(url, document.baseURI).href) return restart(position());
      hls.startLoad(position());
    },
    prepareToPlay() {
      buffer = bufferWhilePlaying;
      if (hls) Object.assign(hls.config, buffer);
    },
    chooseRendition(id) {
      if (!hls) return;
      chosenHeight = id === 'auto' ? null : (hls.levels[id]?.height ?? null);
      const level = id === 'auto' ? -1 : id;
      // While playing, the change waits for the next segment; a still picture changes at once.
      if (video.paused && id !== 'auto') hls.currentLevel = level;
      else hls.nextLevel = level;
    },
    chooseAudio(id) {
      if (!hls) return;
      chosenAudioName = hls.audioTracks[id]?.name ?? null;
      hls.audioTrack = id;
    },
    destroy() {
      abort.abort();
      successor?.hls.destroy();
      hls?.destroy();
    },
  };
}

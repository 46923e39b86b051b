import Hls, { type ErrorData, type HlsConfig } from 'hls.js';
import workerUrl from 'hls.js/dist/hls.worker.js?url';
import { endTailOf } from './end-of-stream.ts';
import type { Engine, EngineEvents } from './engine.ts';
import { nameRenditions, nearestRendition } from './renditions.ts';

/** Before the first play just enough for an instant start; then well ahead. */
const bufferBeforePlay = { maxBufferLength: 6, maxMaxBufferLength: 6, maxBufferSize: 0 };
const bufferWhilePlaying = { maxBufferLength: 30, maxMaxBufferLength: 60, maxBufferSize: 60_000_000 };
const recoveriesAllowed = 3;

/** Feeds `video` through hls.js; null where this browser has no Media Source Extensions for H.264 and AAC. */
export function createHlsEngine(video: HTMLVideoElement, events: EngineEvents): Engine | null {
  if (!Hls.isSupported()) return null;
  let hls: Hls | undefined;
  let successor: Hls | undefined;
  let url = '';
  let buffer = bufferBeforePlay;
  let chosenHeight: number | null = null;
  let chosenAudioName: string | null = null;
  let recoveries = 0;
  let hasPlaylist = false;
  let mediaSource: MediaSource | undefined;
  const abort = new AbortController();
  endTailOf({
    video,
    mediaSource: () => mediaSource,
    isComplete: () => hls?.latestLevelDetails?.live === false,
    signal: abort.signal,
  });

  const config = (startSeconds: number): Partial<HlsConfig> => ({
    workerPath: workerUrl,
    startPosition: startSeconds,
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

  const begin = (source: string, startSeconds: number) => {
    const instance = new Hls(config(startSeconds));
    instance.on(Hls.Events.ERROR, (_name, data) => onError(instance, data));
    instance.on(Hls.Events.MEDIA_ATTACHED, (_name, data) => {
      mediaSource = data.mediaSource;
    });
    instance.on(Hls.Events.MANIFEST_PARSED, () => adopt(instance));
    instance.on(Hls.Events.LEVEL_SWITCHED, (_name, { level }) => {
      events.onRendition(level);
      // A still picture is drawn anew only by a seek.
      if (video.paused && chosenHeight !== null) video.currentTime = Number(video.currentTime);
    });
    instance.on(Hls.Events.AUDIO_TRACKS_UPDATED, () => reportAudio(instance));
    instance.on(Hls.Events.AUDIO_TRACK_SWITCHED, () => reportAudio(instance));
    instance.on(Hls.Events.FRAG_BUFFERED, () => {
      recoveries = 0;
      events.onSteady();
    });
    instance.loadSource(source);
    return instance;
  };

  /** The playlist is known: a successor takes over the media element, with what is buffered, and the old one ends. */
  const adopt = (instance: Hls) => {
    if (instance === successor) {
      const inherited = hls?.transferMedia();
      hls?.destroy();
      hls = instance;
      successor = undefined;
      instance.attachMedia(inherited ? { ...inherited, media: video } : video);
    }
    hasPlaylist = true;
    const renditions = nameRenditions(instance.levels);
    const kept = chosenHeight === null ? undefined : nearestRendition(renditions, chosenHeight);
    if (kept) instance.currentLevel = kept.id;
    events.onRenditions(renditions, kept?.id ?? 'auto');
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
    if (instance === successor) {
      if (!data.fatal) return;
      successor.destroy();
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
    // The last segment may look missing though it is there: see endTailOf.
    const isTail = data.details === Hls.ErrorDetails.BUFFER_APPEND_NO_PROGRESS && data.frag?.endList;
    if (!data.fatal || isTail) return;
    recoveries += 1;
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR && recoveries <= recoveriesAllowed) {
      if (recoveries > 1) instance.swapAudioCodec();
      instance.recoverMediaError();
      return;
    }
    events.onFatal();
  };

  const start = (source: string, startSeconds: number) => {
    successor?.destroy();
    successor = undefined;
    hls?.destroy();
    url = source;
    hasPlaylist = false;
    hls = begin(source, startSeconds);
    hls.attachMedia(video);
  };

  return {
    open: (source, startSeconds) => start(source, startSeconds ?? 0),
    replace(source) {
      url = source;
      if (!hls || !hasPlaylist) return start(source, video.currentTime);
      successor?.destroy();
      successor = begin(source, video.currentTime);
    },
    reload() {
      if (!hls || !hasPlaylist || hls.url !== new URL(url, document.baseURI).href) {
        const isPlaying = !video.paused;
        start(url, video.currentTime);
        if (isPlaying) video.play().catch(() => undefined);
        return;
      }
      hls.startLoad(video.currentTime);
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
      successor?.destroy();
      hls?.destroy();
    },
  };
}

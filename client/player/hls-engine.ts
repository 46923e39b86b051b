import Hls, { type ErrorData, type HlsConfig } from 'hls.js';
import workerUrl from 'hls.js/dist/hls.worker.js?url';
import { endTailOf } from './end-of-stream.ts';
import type { Engine, EngineEvents, ReplacementMoment } from './engine.ts';
import { createRecovery, skippedSeconds } from './recovery.ts';
import { hasMoreLines, nameRenditions, nearestRendition } from './renditions.ts';

/** Before the first play just enough for an instant start; then well ahead. */
const bufferBeforePlay = { maxBufferLength: 6, maxMaxBufferLength: 6, maxBufferSize: 0 };
const bufferWhilePlaying = { maxBufferLength: 30, maxMaxBufferLength: 60, maxBufferSize: 60_000_000 };
/** Playing that far past an error means that it is over. */
const rescuedSeconds = 0.5;
/** So long hls.js is given to take up an error itself. */
const elementErrorMs = 250;

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
  const nextRecovery = createRecovery();
  /** How the viewer left the media element; hls.js may have emptied it when it tells of an error. */
  const before = { seconds: video.currentTime, isPlaying: !video.paused };
  let rescue: { seconds: number; isPlaying: boolean } | null = null;
  let hasPlaylist = false;
  let mediaSource: MediaSource | undefined;
  const abort = new AbortController();
  endTailOf({
    video,
    mediaSource: () => mediaSource,
    isComplete: () => hls?.latestLevelDetails?.live === false,
    signal: abort.signal,
  });

  const config = (): Partial<HlsConfig> => ({
    workerPath: workerUrl,
    autoStartLoad: false,
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
    instance.on(Hls.Events.FRAG_BUFFERED, () => {
      events.onSteady();
    });
    instance.loadSource(source);
    return instance;
  };

  /** The playlist of the instance that feeds the media element is known. */
  const settle = (instance: Hls, startSeconds: number) => {
    hasPlaylist = true;
    const renditions = nameRenditions(instance.levels);
    const kept = chosenHeight === null ? undefined : nearestRendition(renditions, chosenHeight);
    if (kept) instance.currentLevel = kept.id;
    instance.startLoad(startSeconds);
    if (instance.url) events.onSource(instance.url);
    events.onRenditions(renditions, kept?.id ?? 'auto');
  };

  /** The playlist of a successor is known: it takes over the media element, with what is buffered, and the old one ends. */
  const succeed = (instance: Hls, moment: ReplacementMoment) => {
    if (moment === 'unnoticed' && !hasMoreLines(instance.levels, hls?.levels ?? [])) return dismiss();
    const inherited = hls?.transferMedia();
    hls?.destroy();
    hls = instance;
    successor = undefined;
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
    // The last segment may look missing though it is there: see endTailOf.
    const isTail = data.details === Hls.ErrorDetails.BUFFER_APPEND_NO_PROGRESS && data.frag?.endList;
    if (!data.fatal || isTail) return;
    if (data.type === Hls.ErrorTypes.MEDIA_ERROR) recover(instance);
    else events.onFatal();
  };

  const recover = (instance: Hls) => {
    // Each attempt empties the media element: where it stood and whether it played is known from before the first one.
    rescue ??= { seconds: hasPlaylist ? before.seconds : firstSeconds, isPlaying: before.isPlaying };
    const step = nextRecovery(rescue.seconds);
    if (step === 'give-up') return events.onFatal();
    events.onRecovering();
    if (step === 'swap-codec') instance.swapAudioCodec();
    if (step === 'recover' || step === 'swap-codec') {
      instance.recoverMediaError();
      instance.startLoad(rescue.seconds);
    } else {
      if (step === 'skip') rescue.seconds += skippedSeconds;
      start(url, rescue.seconds);
      if (step === 'skip') events.onSkipped();
    }
    if (rescue.isPlaying) video.play().catch(() => undefined);
  };
  const onTime = () => {
    if (video.readyState > 0) before.seconds = video.currentTime;
    if (rescue && video.currentTime > rescue.seconds + rescuedSeconds) rescue = null;
  };
  for (const name of ['timeupdate', 'seeking']) {
    video.addEventListener(name, onTime, { signal: abort.signal });
  }
  // An emptied element is paused without the event of it.
  for (const name of ['play', 'pause', 'ended']) {
    const note = () => {
      before.isPlaying = name === 'play';
    };
    video.addEventListener(name, note, { signal: abort.signal });
  }
  // hls.js tells of what it appends; what fails only when it is shown, the element alone knows.
  const onElementError = () => {
    setTimeout(() => {
      if (hls && video.error?.code === MediaError.MEDIA_ERR_DECODE) recover(hls);
    }, elementErrorMs);
  };
  video.addEventListener('error', onElementError, { signal: abort.signal });

  const start = (source: string, startSeconds: number) => {
    successor?.hls.destroy();
    successor = undefined;
    hls?.destroy();
    url = source;
    firstSeconds = startSeconds;
    hasPlaylist = false;
    hls = begin(source, (instance) => settle(instance, startSeconds));
    hls.attachMedia(video);
  };

  /** Before the first playlist is known, the media element does not yet stand where it should start. */
  const position = () => (hasPlaylist ? video.currentTime : firstSeconds);

  return {
    open: (source, startSeconds) => start(source, startSeconds ?? 0),
    replace(source, moment) {
      url = source;
      if (!hls || !hasPlaylist) return start(source, position());
      successor?.hls.destroy();
      // What the old source would load now is wanted from the new one.
      if (moment === 'interrupted') hls.pauseBuffering();
      successor = { hls: begin(source, (instance) => succeed(instance, moment)), moment };
    },
    reload() {
      if (!hls || !hasPlaylist || hls.url !== new URL(url, document.baseURI).href) {
        const isPlaying = !video.paused;
        start(url, position());
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
      successor?.hls.destroy();
      hls?.destroy();
    },
  };
}

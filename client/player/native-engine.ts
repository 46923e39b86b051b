import type { Engine, EngineEvents } from './engine.ts';
import { createRecovery } from './recovery.ts';

/** How far a damaged part is jumped over where nobody tells how long it is. */
const skippedSeconds = 4;
/** Playing on for so long means that whatever went wrong is over. */
const progressSeconds = 0.5;

/** The part of Safari's AudioTrackList that is used here; not in TypeScript's DOM library. */
interface NativeAudioTracks extends EventTarget {
  readonly length: number;
  [index: number]: { label: string; language: string; enabled: boolean };
}

/** Lets the browser itself play `url`: HLS where it knows it, or a plain file. Qualities are then its own choice. */
export function createNativeEngine(video: HTMLVideoElement, events: EngineEvents): Engine {
  let url = '';
  const abort = new AbortController();
  const { signal } = abort;

  /** What is being loaded is to be as the viewer left it. */
  let wanted: { seconds: number; isPlaying: boolean } | null = null;
  const left = () => wanted ?? { seconds: video.currentTime, isPlaying: !video.paused };

  const load = (seconds: number, isPlaying: boolean) => {
    wanted = { seconds, isPlaying };
    video.src = url;
    events.onSource(new URL(url, document.baseURI).href);
    video.load();
  };
  const onMetadata = () => {
    if (!wanted) return;
    const { seconds, isPlaying } = wanted;
    wanted = null;
    if (seconds > 0) video.currentTime = seconds;
    if (isPlaying) video.play().catch(() => undefined);
  };
  video.addEventListener('loadedmetadata', onMetadata, { signal });

  const onError = async () => {
    const code = video.error?.code;
    if (code === undefined || code === MediaError.MEDIA_ERR_ABORTED) return;
    // A media element does not tell a missing file from a broken one: ask for the address.
    const status = await fetch(url, { method: 'HEAD', cache: 'no-store' }).then(
      (response) => response.status,
      () => 0,
    );
    if (signal.aborted) return;
    if (status === 404 || status === 410) events.onGone();
    else if (status === 0 || status >= 500 || code === MediaError.MEDIA_ERR_NETWORK)
      events.onConnectionLost();
    else recover();
  };

  const recovery = createRecovery();
  let failedSeconds = 0;
  const recover = () => {
    const { seconds, isPlaying } = left();
    failedSeconds = seconds;
    const step = recovery.next({ startSeconds: seconds, endSeconds: seconds + skippedSeconds }, false);
    if (step === 'give-up') return events.onFatal();
    events.onRecovering();
    load(seconds + (step === 'skip' ? skippedSeconds : 0), isPlaying);
    if (step === 'skip') events.onSkipped();
  };
  const onTime = () => {
    if (wanted === null && video.currentTime > failedSeconds + progressSeconds) recovery.progressed();
  };
  video.addEventListener('timeupdate', onTime, { signal });

  const audioTracks = 'audioTracks' in video ? (video.audioTracks as NativeAudioTracks) : null; // Safari only
  const reportAudio = () => {
    if (!audioTracks) return;
    const tracks = Array.from({ length: audioTracks.length }, (_, id) => ({
      id,
      name: audioTracks[id]?.label || audioTracks[id]?.language || String(id + 1),
      language: audioTracks[id]?.language || null,
    }));
    const enabled = tracks.find(({ id }) => audioTracks[id]?.enabled);
    events.onAudioTracks(tracks, enabled?.id ?? null);
  };

  video.addEventListener('error', () => void onError(), { signal });
  video.addEventListener('loadeddata', () => events.onSteady(), { signal });
  for (const name of ['addtrack', 'removetrack', 'change']) {
    audioTracks?.addEventListener(name, reportAudio, { signal });
  }

  return {
    open(source, startSeconds) {
      url = source;
      load(startSeconds ?? 0, false);
    },
    replace(source, moment) {
      // A media element's own source cannot change without a gap.
      if (moment === 'unnoticed') return events.onSourceKept();
      url = source;
      load(left().seconds, left().isPlaying);
    },
    reload: () => load(left().seconds, left().isPlaying),
    prepareToPlay: () => undefined,
    chooseRendition: () => undefined,
    chooseAudio(id) {
      if (!audioTracks) return;
      for (let index = 0; index < audioTracks.length; index += 1) {
        const track = audioTracks[index];
        if (track) track.enabled = index === id;
      }
    },
    destroy() {
      abort.abort();
      video.removeAttribute('src');
      video.load();
    },
  };
}

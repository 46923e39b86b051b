import type { Engine, EngineEvents } from './engine.ts';
import { createRecovery, skippedSeconds } from './recovery.ts';

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

  const load = (startSeconds: number, isPlaying: boolean) => {
    video.src = url;
    events.onSource(new URL(url, document.baseURI).href);
    video.load();
    const onMetadata = () => {
      if (startSeconds > 0) video.currentTime = startSeconds;
      if (isPlaying) video.play().catch(() => undefined);
    };
    video.addEventListener('loadedmetadata', onMetadata, { once: true, signal });
  };

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

  const nextRecovery = createRecovery();
  const recover = () => {
    const step = nextRecovery(video.currentTime);
    if (step === 'give-up') return events.onFatal();
    events.onRecovering();
    load(video.currentTime + (step === 'skip' ? skippedSeconds : 0), !video.paused);
    if (step === 'skip') events.onSkipped();
  };

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
      load(video.currentTime, !video.paused);
    },
    reload: () => load(video.currentTime, !video.paused),
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

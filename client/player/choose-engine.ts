import type { Recording } from '#server/contract/wire.ts';
import type { Engine, EngineEvents } from './engine.ts';
import { createNativeEngine } from './native-engine.ts';
import { withSoundOnly } from './sound-only-engine.ts';

/** What is known of a browser before hls.js is loaded. */
export interface BrowserAbilities {
  hasMediaSource: boolean;
  hasNativeHls: boolean;
  /** Chromium also says it plays HLS, but hls.js gives its viewers qualities and recovery. */
  isChromium: boolean;
  /** A browser's own player does not ask the service worker, which has what is kept for offline. */
  isOffline?: boolean;
}

/** Says who should feed the media element first: the browser itself only where it is at home with HLS. */
export function preferredEngine({
  hasMediaSource,
  hasNativeHls,
  isChromium,
  isOffline = false,
}: BrowserAbilities): 'hls' | 'native' {
  return hasMediaSource && (!hasNativeHls || isChromium || isOffline) ? 'hls' : 'native';
}

/** An engine and the address it can play; null when this browser can play nothing of the recording. */
export interface ChosenEngine {
  engine: Engine;
  /** The address to play of a (newer) state of the recording; null while it has none. */
  sourceOf(recording: Recording): string | null;
}

function abilitiesOf(video: HTMLVideoElement): BrowserAbilities {
  return {
    hasMediaSource: 'MediaSource' in window || 'ManagedMediaSource' in window,
    hasNativeHls: video.canPlayType('application/vnd.apple.mpegurl') !== '',
    isChromium: /Chrom(e|ium)\//.test(navigator.userAgent),
    isOffline: !navigator.onLine,
  };
}

const loadHlsEngine = () => import('./hls-engine.ts');

/** Starts loading what `chooseEngine` will want, beside the controls instead of after them. */
export function preloadEngine(video: HTMLVideoElement): void {
  // A failure shows when the engine is asked for.
  if (preferredEngine(abilitiesOf(video)) === 'hls') loadHlsEngine().catch(() => undefined);
}

/** Chooses between hls.js (loaded only where it is used), native HLS and the MP4 download, in that order of fitness. */
export async function chooseEngine(
  video: HTMLVideoElement,
  events: EngineEvents,
  recording: Recording,
): Promise<ChosenEngine | null> {
  const abilities = abilitiesOf(video);
  const playlistOf = ({ playlistUrl }: Recording) => playlistUrl;
  if (preferredEngine(abilities) === 'hls') {
    const { createHlsEngine } = await loadHlsEngine();
    const engine = withSoundOnly(video, events, (inner) => createHlsEngine(video, inner));
    if (engine) return { engine, sourceOf: playlistOf };
  }
  if (abilities.hasNativeHls) {
    const engine = withSoundOnly(video, events, (inner) => createNativeEngine(video, inner));
    if (engine) return { engine, sourceOf: playlistOf };
  }
  const fileOf = ({ downloads }: Recording) =>
    downloads.find(({ mimeType }) => video.canPlayType(mimeType) !== '')?.url ?? null;
  if (fileOf(recording)) return { engine: createNativeEngine(video, events), sourceOf: fileOf };
  return null;
}

import type { Recording } from '#server/contract/wire.ts';
import type { Engine, EngineEvents } from './engine.ts';
import { createNativeEngine } from './native-engine.ts';
import { abilitiesOf, preferredEngine, wantsHlsEngine } from './preferred-engine.ts';
import { withSoundOnly } from './sound-only-engine.ts';

/** An engine and the address it can play; null when this browser can play nothing of the recording. */
export interface ChosenEngine {
  engine: Engine;
  /** The address to play of a (newer) state of the recording; null while it has none. */
  sourceOf(recording: Recording): string | null;
}

const loadHlsEngine = () => import('./hls-engine.ts');

/** Starts loading what `chooseEngine` will want, beside the controls instead of after them. */
export function preloadEngine(video: HTMLVideoElement): void {
  // A failure shows when the engine is asked for.
  if (wantsHlsEngine(video)) loadHlsEngine().catch(() => undefined);
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

import type { Probe } from './probe.ts';
import type { Span } from './span.ts';

/** How far a call of the engine is. */
export interface EngineProgress {
  /** What is being done: `probe`, `copy`, `encode`, `package` ... */
  step: string;
  /** 0 to 1, of this call; never goes back. */
  ratio: number;
  /** 1 = as fast as the recording plays; null where not known. */
  speed: number | null;
  /** Until this call ends; null where not known yet. */
  remainingMs: number | null;
}

/** What both stages of making a version take. */
export interface StageOptions {
  /** Absolute path of a local file; it is only read. */
  input: string;
  /** Only this part of it is made; all of it unless given. */
  span?: Span | null | undefined;
  ffmpegPath?: string | undefined;
  ffprobePath?: string | undefined;
  signal?: AbortSignal | undefined;
  /** An ffmpeg that gets nowhere for so long is ended; 120 s unless given. */
  stallMs?: number | undefined;
  /** What was found, of the part that is made. */
  onProbed?: ((found: Probe) => void) | undefined;
  onProgress?: ((progress: EngineProgress) => void) | undefined;
  /** Called at the boundary of every step, with its name. */
  onStep?: ((name: string) => void) | undefined;
  /** Called with what is worth knowing afterwards: why something was decided, what ran and what it said. */
  onNote?: ((line: string) => void) | undefined;
}

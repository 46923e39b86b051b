import type { VersionManifest } from '../manifest.ts';
import type { Plan } from '../plan.ts';
import type { Probe } from '../probe.ts';
import type { Tools } from '../run.ts';

/** What both ways of making a first version are given. */
export interface FirstContext {
  input: string;
  /** Absolute; made already. */
  dir: string;
  tools: Tools;
  found: Probe;
  plan: Plan;
  onPlayable: (manifest: VersionManifest) => Promise<void>;
  /** Told again when the poster, the length or the bit rates are known. */
  onDescribed: (manifest: VersionManifest) => Promise<void>;
  /** @param ratio 0 to 1 of the work */
  onProgress: (step: 'copy' | 'encode', ratio: number, speed: number | null) => void;
}

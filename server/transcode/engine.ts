import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { makeFirst } from './first/make-first.ts';
import { makeLasting } from './lasting/make-lasting.ts';
import type { VersionManifest } from './manifest.ts';
import { refuseFull } from './refuse-full.ts';
import type { StageOptions } from './stage.ts';

export interface TranscodeOptions extends StageOptions {
  /** Absolute; gets the first version, which can be watched while it grows, in place of what lay there; stays after success. */
  growingDir: string;
  /** Absolute; gets the whole version, at once and complete. Must be new or empty. */
  wholeDir: string;
  /** Called once; the first version can be watched from its beginning. A failure of it ends the run. */
  onPlayable?: ((manifest: VersionManifest) => void | Promise<void>) | undefined;
  /** Called once, when the first version is whole. */
  onFirst?: ((manifest: VersionManifest) => void) | undefined;
}

/** Of the whole run, as far as it can be known before: encoding for good takes most of it. */
const FIRST_SHARE = 0.15;

/**
 * Makes both versions of a recording, one after the other: the first, watchable in seconds, then the lasting one. The
 * files it reads and writes are its only effects; a run that fails or is aborted leaves neither folder behind.
 * @throws MediaError always, whatever went wrong
 */
export async function transcode(o: TranscodeOptions): Promise<VersionManifest> {
  const growingDir = resolve(o.growingDir);
  await refuseFull(o.wholeDir);
  try {
    await rm(growingDir, { recursive: true, force: true });
    const manifest = await makeFirst({
      ...o,
      dir: growingDir,
      // What follows takes longer, and how long is not known yet.
      onProgress: (p) => o.onProgress?.({ ...p, ratio: p.ratio * FIRST_SHARE, remainingMs: null }),
    });
    o.onFirst?.(manifest);
    return await makeLasting({
      ...o,
      first: { dir: growingDir, manifest },
      onProbed: undefined,
      onProgress: (p) => o.onProgress?.({ ...p, ratio: FIRST_SHARE + p.ratio * (1 - FIRST_SHARE) }),
    });
  } catch (error) {
    await rm(growingDir, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    throw error;
  }
}

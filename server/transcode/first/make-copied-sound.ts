import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VersionManifest } from '../manifest.ts';
import { writeMasterPlaylist } from '../master-playlist.ts';
import { describeTracks, readMadeTracks } from '../playable.ts';
import { copy } from './copy.ts';
import type { FirstContext } from './first-context.ts';
import type { Refusal } from './make-copied.ts';
import { makeFirstPoster } from './poster-first.ts';

/**
 * Makes a first version of a recording of sound alone, whose tracks browsers play as they are.
 * @throws MediaError `aborted`, `stalled`, `disk_full`
 */
export async function makeCopiedSound(o: FirstContext): Promise<VersionManifest | Refusal> {
  const { dir, plan, input, tools } = o;
  const { fault } = await copy({
    ...{ input, dir, tools, picture: null, sounds: plan.audio, other: null },
    onProgress: ({ outTimeMs, speed }) => {
      const expected = plan.expectedDurationMs;
      o.onProgress('copy', expected === null ? 0 : Math.min(1, outTimeMs / expected), speed);
    },
  });
  const tracks = await readMadeTracks({ dir, plan, rungs: [] });
  if (fault !== null || tracks.audio.length === 0) {
    for (const { id } of plan.audio) {
      await rm(join(dir, id), { recursive: true, force: true, maxRetries: 3 });
    }
    return { reason: fault?.reason ?? 'Nothing of it could be copied.' };
  }
  const manifest: VersionManifest = { ...describeTracks(plan, tracks, true), stage: 'first' };
  await writeFile(join(dir, manifest.masterPlaylist), writeMasterPlaylist(manifest));
  await o.onPlayable(manifest);
  const poster = await makeFirstPoster({ ...o, picture: null });
  if (poster === null) return manifest;
  await o.onDescribed({ ...manifest, poster });
  return { ...manifest, poster };
}

import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { PLAYLIST } from '../encode-args.ts';
import { isWorthKeeping } from '../first/worth-keeping.ts';
import type { RenditionEntry, VersionManifest } from '../manifest.ts';
import type { Plan } from '../plan.ts';
import type { Tools } from '../run.ts';
import { type MadeTrack, readTrack } from '../tracks.ts';
import { verifySegments } from '../verify-segments.ts';
import { readSegmentHeads } from './segment-heads.ts';

/** A first version that ended: its folder and what it holds. */
export interface FirstVersion {
  dir: string;
  manifest: VersionManifest;
}

/** What of the first version goes into the lasting one, and so what is left to encode. */
export interface Reuse {
  kept: null | { entry: RenditionEntry; made: MadeTrack; from: string };
  /** Indexes of the rungs to encode, in rising order. */
  rungs: number[];
  /** Where the segments of a kept copy begin; the rungs are cut there too. Undefined: at even intervals. */
  cutAtSeconds: number[] | undefined;
}

/** A list of moments on ffmpeg's command line may be so long; one argument holds 128 KB at most. */
const MAX_MOMENTS = 9000;

/**
 * Decides what of the first version is used again: the source's own picture where it is about as small as encoding
 * it would make it, the first rung always. What is not whole is made again.
 */
export async function planReuse(o: {
  input: string;
  first: FirstVersion | null;
  plan: Plan;
  tools: Tools;
}): Promise<Reuse> {
  const rungs = o.plan.video?.rungs ?? [];
  const all: Reuse = { kept: null, rungs: rungs.map((_, i) => i), cutAtSeconds: undefined };
  const entry = o.first?.manifest.renditions[0];
  if (o.first === null || entry === undefined || rungs.length === 0) return all;
  const made = await readWhole(o.first.dir, entry);
  if (made === null) return all;
  const kept = { entry, made, from: o.first.dir };
  if (entry.origin === 'copied') {
    if (made.segments.length > MAX_MOMENTS) return all;
    if (!(await isWorthKeeping({ ...o, first: o.first }))) return all;
    const heads = await readSegmentHeads(o.first.dir, made);
    return { kept, rungs: all.rungs.slice(1), cutAtSeconds: heads.map((head) => head.shownAtSeconds) };
  }
  const index = rungs.findIndex((r) => r.name === entry.name && r.width === entry.width);
  if (index < 0 || rungs[index]?.height !== entry.height) return all;
  return { kept, rungs: all.rungs.filter((i) => i !== index), cutAtSeconds: undefined };
}

/** The rendition's segments where its playlist has ended and all of them are whole, else null. */
async function readWhole(dir: string, entry: RenditionEntry): Promise<MadeTrack | null> {
  const folder = posix.dirname(entry.playlist);
  const playlist = await readFile(join(dir, folder, PLAYLIST), 'utf8').catch(() => '');
  if (!playlist.includes('#EXT-X-ENDLIST')) return null;
  const made = await readTrack(dir, folder);
  if (made === null) return null;
  const isWhole = await verifySegments(dir, made).then(
    () => true,
    () => false,
  );
  return isWhole ? made : null;
}

import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { INIT_SEGMENT } from '../encode-args.ts';
import { MediaError, toMediaError } from '../media-error.ts';
import type { AudioPlan } from '../plan.ts';
import type { FfmpegProgress } from '../progress-reader.ts';
import type { Tools } from '../run.ts';
import { buildCopyRun, type CopiedPicture } from './copy-run.ts';
import { type SeenTrack, scanTrack } from './scan-track.ts';
import { straighten } from './straighten.ts';
import { runWatched } from './watched-run.ts';

const MOST_APART_SECONDS = 0.1;

export interface CopyOptions {
  input: string;
  dir: string;
  tools: Tools;
  /** Null where there is sound only. */
  picture: CopiedPicture | null;
  /** Sound tracks to copy too. */
  sounds: readonly AudioPlan[];
  /** A sound that is encoded by another process at the same time. */
  other: AudioPlan | null;
  onProgress?: ((progress: FfmpegProgress) => void) | undefined;
}

/** What came of a copy. */
export interface CopyOutcome {
  /** Why it may not be shown, as a sentence; `sound` is the id of the track that is to blame, null for the picture. */
  fault: { sound: string | null; reason: string } | null;
  durationSeconds: number;
}

/**
 * Puts picture and sound as they are into segments in `dir`, and looks at what comes out while it does. The first
 * fault ends it; what lies in `dir` then is to be removed.
 * @throws MediaError `aborted`, `stalled`, `disk_full`
 */
export async function copy(o: CopyOptions): Promise<CopyOutcome> {
  const { dir, picture, sounds } = o;
  const run = buildCopyRun(o);
  const folders = [...(picture === null ? [] : [picture.folder]), ...sounds.map((s) => s.id)];
  for (const folder of folders) await mkdir(join(dir, folder), { recursive: true });
  const ended = new AbortController();
  const refused = new AbortController();
  let fault: CopyOutcome['fault'] = null;
  const look = async (folder: string, sound: string | null): Promise<SeenTrack> => {
    const kind = sound === null ? 'picture' : 'sound';
    try {
      const seen = await scanTrack({ dir, folder, kind, ended: ended.signal });
      // Later faults may come of the copy's having been ended.
      if (seen.fault !== null) fault ??= { sound, reason: seen.fault };
      if (seen.fault !== null) refused.abort();
      return seen;
    } catch (error) {
      refused.abort();
      throw error;
    }
  };
  const looking = Promise.allSettled([
    ...(picture === null ? [] : [look(picture.folder, null)]),
    ...sounds.map((s) => look(s.id, s.id)),
  ]);
  const signals = [refused.signal, ...(o.tools.signal === undefined ? [] : [o.tools.signal])];
  const tools = { ...o.tools, signal: AbortSignal.any(signals) };
  const failure = await runWatched({ ...run, purpose: 'copying', tools, onProgress: o.onProgress }).then(
    () => null,
    toMediaError,
  );
  ended.abort();
  const seen = (await looking).map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
  if (o.tools.signal?.aborted) throw failure ?? new MediaError('aborted', 'The work was cancelled.');
  if (failure !== null && !refused.signal.aborted && failure.code !== 'failed') throw failure;
  fault ??= judgeTogether(seen, failure);
  if (fault === null) {
    for (const folder of folders) await straightenFolder(join(dir, folder));
  }
  return { fault, durationSeconds: seen[0]?.span.end ?? 0 };
}

function judgeTogether(seen: readonly SeenTrack[], failure: MediaError | null): CopyOutcome['fault'] {
  const [main, ...others] = seen.map(({ span }) => span.start);
  if (failure !== null) return { sound: null, reason: `It cannot be copied: ${failure.message}` };
  // Its first pictures need one from before; an encoder shows the first that can be decoded from the beginning on.
  if ((main ?? 0) > MOST_APART_SECONDS) return { sound: null, reason: 'It begins late.' };
  const isApart = others.some((start) => Math.abs(start - (main ?? 0)) > MOST_APART_SECONDS);
  return isApart ? { sound: null, reason: 'Its tracks begin at different moments.' } : null;
}

async function straightenFolder(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.m4s'));
  await straighten({
    initPath: join(folder, INIT_SEGMENT),
    segments: names.map((name) => join(folder, name)),
  });
}

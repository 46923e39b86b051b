import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buildEncodeRun } from './encode-args.ts';
import { watchFreeSpace } from './free-space.ts';
import { MediaError } from './media-error.ts';
import type { Plan } from './plan.ts';
import { type MadeTracks, waitForPlayable } from './playable.ts';
import type { FfmpegProgress } from './progress-reader.ts';
import { runFfmpeg, type Tools } from './run.ts';
import type { SoundLevel } from './sound/sound-filters.ts';

export interface EncodeOptions {
  input: string;
  dir: string;
  plan: Plan;
  canToneMap: boolean;
  tools: Tools;
  /** Indexes of the rungs to make. */
  rungs: readonly number[];
  /** By the id of a sound track; unchanged where it has none. */
  levels?: ReadonlyMap<string, SoundLevel> | undefined;
  onProgress?: ((progress: FfmpegProgress) => void) | undefined;
  /** Called once, as soon as every track can be played from its beginning; a failure of it ends the run. */
  onFirstSegments: (tracks: MadeTracks) => Promise<void>;
}

/**
 * Encodes some rungs and every sound track into `dir` by one ffmpeg, as playlists that grow.
 * @throws MediaError as `runFfmpeg`; `not_media` where nothing could be decoded
 */
export async function encode(o: EncodeOptions): Promise<void> {
  const run = buildEncodeRun(o);
  const folders = new Set(run.outputs.map((output) => dirname(output.target)));
  for (const folder of folders) await mkdir(folder, { recursive: true });

  const ended = new AbortController();
  const broken = new AbortController();
  let hasFailed = false;
  const watching = waitForPlayable({ dir: o.dir, plan: o.plan, rungs: o.rungs, ended: ended.signal })
    .then(async (tracks) => {
      if (tracks !== null && !hasFailed) await o.onFirstSegments(tracks);
      return { isPlayable: tracks !== null };
    })
    .catch((cause: unknown) => {
      broken.abort();
      return { cause };
    });
  const signals = [broken.signal, ...(o.tools.signal === undefined ? [] : [o.tools.signal])];
  const tools = { ...o.tools, signal: AbortSignal.any(signals) };
  let failure: unknown = null;
  let isFull = false;
  const unwatch = watchFreeSpace(o.dir, () => {
    isFull = true;
    broken.abort();
  });
  try {
    await runFfmpeg({ ...run, purpose: 'encoding', tools, onProgress: o.onProgress });
  } catch (error) {
    hasFailed = true;
    failure = isFull
      ? new MediaError('disk_full', 'The disk is full (while encoding).', { cause: error })
      : error;
  }
  unwatch();
  ended.abort();
  const watched = await watching;
  if ('cause' in watched) throw watched.cause;
  if (failure !== null) throw failure;
  if (!watched.isPlayable)
    throw new MediaError('not_media', 'Neither picture nor sound of the file could be decoded.');
}

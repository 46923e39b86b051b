import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buildEncodeRun } from './encode-args.ts';
import { MediaError } from './media-error.ts';
import type { Plan } from './plan.ts';
import { type MadeTracks, waitForPlayable } from './playable.ts';
import type { FfmpegProgress } from './progress-reader.ts';
import { runFfmpeg } from './run.ts';

export interface EncodeOptions {
  input: string;
  dir: string;
  plan: Plan;
  canToneMap: boolean;
  ffmpegPath?: string | undefined;
  signal?: AbortSignal | undefined;
  stallMs?: number | undefined;
  onProgress?: ((progress: FfmpegProgress) => void) | undefined;
  /** Called once, as soon as every track can be played from its beginning; a failure of it ends the run. */
  onFirstSegments: (tracks: MadeTracks) => Promise<void>;
}

/**
 * Encodes everything the plan asks for into `dir` by one ffmpeg, as playlists that grow.
 * @throws MediaError as `runFfmpeg`; `not_media` where nothing could be decoded
 */
export async function encode(o: EncodeOptions): Promise<void> {
  const run = buildEncodeRun(o);
  const folders = new Set(run.outputs.map((output) => dirname(output.target)));
  for (const folder of folders) await mkdir(folder, { recursive: true });

  const ended = new AbortController();
  const broken = new AbortController();
  let hasFailed = false;
  const watching = waitForPlayable({ dir: o.dir, plan: o.plan, ended: ended.signal })
    .then(async (tracks) => {
      if (tracks !== null && !hasFailed) await o.onFirstSegments(tracks);
      return { isPlayable: tracks !== null };
    })
    .catch((cause: unknown) => {
      broken.abort();
      return { cause };
    });
  const signals = [broken.signal, ...(o.signal === undefined ? [] : [o.signal])];
  let failure: unknown = null;
  try {
    await runFfmpeg({ ...o, ...run, purpose: 'encoding', signal: AbortSignal.any(signals) });
  } catch (error) {
    hasFailed = true;
    failure = error;
  }
  ended.abort();
  const watched = await watching;
  if ('cause' in watched) throw watched.cause;
  if (failure !== null) throw failure;
  if (!watched.isPlayable)
    throw new MediaError('not_media', 'Neither picture nor sound of the file could be decoded.');
}

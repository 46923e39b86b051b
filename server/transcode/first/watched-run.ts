import { watchFreeSpace } from '../free-space.ts';
import { MediaError } from '../media-error.ts';
import { type FfmpegRun, runFfmpeg } from '../run.ts';

/**
 * `runFfmpeg` for one that writes segments, which is ended when the disk is full.
 * @throws MediaError as `runFfmpeg`
 */
export async function runWatched(run: FfmpegRun): Promise<void> {
  const full = new AbortController();
  const unwatch = watchFreeSpace(run.cwd, () => full.abort());
  const { signal } = run.tools;
  const either = signal === undefined ? full.signal : AbortSignal.any([signal, full.signal]);
  try {
    await runFfmpeg({ ...run, tools: { ...run.tools, signal: either } });
  } catch (error) {
    if (!full.signal.aborted) throw error;
    throw new MediaError('disk_full', `The disk is full (while ${run.purpose}).`, { cause: error });
  } finally {
    unwatch();
  }
}

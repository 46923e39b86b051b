import { sourceInput } from '../input-options.ts';
import type { Plan } from '../plan.ts';
import type { FfmpegRun } from '../run.ts';

/** A recording as the input of an ffmpeg that is there for its sound. */
export function soundSource(input: string): FfmpegRun['inputs'][number] {
  return sourceInput(input, ['-max_error_rate', '1']);
}

/**
 * An output that throws the picture away undecoded. ffmpeg mends jumping timestamps process by process from the
 * streams it uses: only one that reads the picture too mends the sound as the one does that makes the picture.
 */
export function watchPicture(plan: Pick<Plan, 'video'>): FfmpegRun['outputs'] {
  if (plan.video === null) return [];
  return [{ options: ['-map', `0:${plan.video.streamIndex}`, '-c', 'copy', '-f', 'null'], target: '-' }];
}

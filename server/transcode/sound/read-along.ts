import { join } from 'node:path';
import type { AudioPlan, Plan } from '../plan.ts';
import type { FfmpegRun } from '../run.ts';
import { untilEnd } from '../span.ts';

/**
 * Outputs that throw the picture and the main sound track away undecoded. ffmpeg evens out jumping timestamps process
 * by process, from the streams it reads: only one that reads the same as the one that makes the picture mends the
 * sound alike. They also name the folder on the command line, where a left-over process is found by it.
 * @param o.tracks those that are read anyway
 */
export function readAlong(o: {
  plan: Pick<Plan, 'video' | 'audio' | 'span'>;
  tracks: readonly AudioPlan[];
  dir: string;
}): FfmpegRun['outputs'] {
  const { video, audio } = o.plan;
  const main = audio.find((t) => t.isDefault) ?? audio[0];
  const hasMain = main === undefined || o.tracks.some(({ id }) => id === main.id);
  const streams = [...(video === null ? [] : [video.streamIndex]), ...(hasMain ? [] : [main.streamIndex])];
  return streams.map((stream) => ({
    options: ['-map', `0:${stream}`, '-c', 'copy', ...untilEnd(o.plan), '-f', 'null'],
    target: nowhere(o.dir),
  }));
}

/** What a null output is called; no file is made. */
export function nowhere(dir: string): string {
  return join(dir, 'nowhere');
}

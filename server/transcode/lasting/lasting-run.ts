import { join } from 'node:path';
import { captionOutput, pictureOutput, withGraph } from '../encode-args.ts';
import { buildFilterGraph } from '../filter-graph.ts';
import type { Plan } from '../plan.ts';
import type { FfmpegRun } from '../run.ts';
import { plannedInput, untilEnd } from '../span.ts';
import { STILL_FORMAT, STILLS } from './storyboard.ts';

/**
 * The one ffmpeg run that decodes the picture: every rung asked for, the stills of the storyboard, the scene scores
 * and the text subtitles. Sound is made beside it by other processes; but because ffmpeg evens out jumping
 * timestamps by the streams it reads, the main sound track is read along and thrown away.
 * @param o.rungs indexes of the rungs to make, in rising order
 * @param o.cutAtSeconds where the segments of a rendition begin that is kept as it is
 * @returns null where there is nothing to make
 */
export function buildLastingRun(o: {
  input: string;
  dir: string;
  plan: Plan;
  canToneMap: boolean;
  rungs: readonly number[];
  cutAtSeconds?: readonly number[] | undefined;
}): Pick<FfmpegRun, 'inputs' | 'outputs' | 'cwd'> | null {
  const { plan, dir, rungs, cutAtSeconds } = o;
  const { video, segmentSeconds, storyboard } = plan;
  const captions = plan.captions.map((track) => captionOutput(track, dir));
  const inputs = [plannedInput(o.input, plan)];
  if (video === null || storyboard === null) {
    return captions.length === 0 ? null : { inputs, outputs: captions, cwd: dir };
  }
  const pictures = rungs.map((index) =>
    pictureOutput({ video, index, dir, segmentSeconds, kind: 'vod', cutAtSeconds }),
  );
  const stills = {
    options: [
      '-map',
      '[stills]',
      '-vsync',
      'cfr',
      '-c:v',
      'rawvideo',
      '-pix_fmt',
      STILL_FORMAT,
      '-f',
      'rawvideo',
    ],
    target: STILLS,
  };
  const graph = ['-filter_complex', buildFilterGraph(video, { ...o, storyboard })];
  return {
    inputs,
    outputs: withGraph(graph, [...pictures, stills, ...captions, ...clock(plan, dir)]),
    cwd: dir,
  };
}

/** The main sound track read along; it also names the folder on the command line, where a left-over is found by it. */
function clock(plan: Plan, dir: string): FfmpegRun['outputs'] {
  const track = plan.audio.find((t) => t.isDefault) ?? plan.audio[0];
  const stream = track?.streamIndex ?? plan.video?.streamIndex;
  const options = ['-map', `0:${stream}`, '-c', 'copy', ...untilEnd(plan), '-f', 'null'];
  return [{ options, target: join(dir, 'clock') }];
}

import { join } from 'node:path';
import { PLAYLIST, segmentOptions } from '../encode-args.ts';
import { sourceInput } from '../input-options.ts';
import type { AudioPlan } from '../plan.ts';
import type { FfmpegRun } from '../run.ts';

/** About so long is a segment; it ends at a key frame of the source. */
const SEGMENT_SECONDS = 4;

/** The picture of a source and the folder its copy gets. */
export interface CopiedPicture {
  streamIndex: number;
  folder: string;
}

/**
 * The ffmpeg run that puts picture and sound as they are into segments.
 * @param o.picture null where there is sound only
 * @param o.other a sound that another process makes at the same time: read too, so that both see the same jumps of
 * the timestamps and correct them alike; null where there is none
 */
export function buildCopyRun(o: {
  input: string;
  dir: string;
  picture: CopiedPicture | null;
  sounds: readonly AudioPlan[];
  other: AudioPlan | null;
}): Pick<FfmpegRun, 'inputs' | 'outputs' | 'cwd'> {
  // A little less than meant, so that rounding never lets a key frame pass without a cut.
  const seconds = SEGMENT_SECONDS * 0.98;
  const output = (streamIndex: number, folder: string, more: readonly string[]) => ({
    options: [
      ...['-map', `0:${streamIndex}`, '-c', 'copy', ...more],
      ...segmentOptions({ folder, seconds, kind: 'event' }),
    ],
    target: join(o.dir, folder, PLAYLIST),
  });
  return {
    inputs: [sourceInput(o.input)],
    outputs: [
      ...(o.picture === null ? [] : [output(o.picture.streamIndex, o.picture.folder, [])]),
      // An MPEG transport stream has its settings in every frame, where MP4 wants them once.
      ...o.sounds.map((track) => output(track.streamIndex, track.id, ['-bsf:a', 'aac_adtstoasc'])),
      ...(o.other === null ? [] : [readAlong(o.other.streamIndex)]),
    ],
    cwd: o.dir,
  };
}

/** An output that reads a stream and writes nothing. */
export function readAlong(streamIndex: number): FfmpegRun['outputs'][number] {
  return { options: ['-map', `0:${streamIndex}`, '-c', 'copy', '-f', 'null'], target: '-' };
}

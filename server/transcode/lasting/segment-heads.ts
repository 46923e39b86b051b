import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INIT_SEGMENT } from '../encode-args.ts';
import { readFragments } from '../first/segment-fragments.ts';
import { readTrackInit } from '../first/track-init.ts';
import type { MadeTrack } from '../tracks.ts';

/** The key frame a segment of a picture begins with. */
export interface SegmentHead {
  uri: string;
  durationSeconds: number;
  /** When it is shown, in seconds from the beginning of the recording. */
  shownAtSeconds: number;
  /** Its bytes with the header that is needed to decode it: from the `moof` box to the end of the sample. */
  startByte: number;
  sizeBytes: number;
}

/**
 * Reads where the first picture of each segment lies and when it is shown; headers only.
 * @param dir the version's folder
 * @throws RangeError where a segment holds no fragment
 */
export async function readSegmentHeads(dir: string, made: MadeTrack): Promise<SegmentHead[]> {
  const init = readTrackInit(await readFile(join(dir, made.folder, INIT_SEGMENT)));
  const heads: SegmentHead[] = [];
  for (const { uri, durationSeconds } of made.segments) {
    const file = await open(join(dir, made.folder, uri), 'r');
    try {
      const { value: fragment } = await readFragments(file, init.defaults).next();
      const sample = fragment?.samples[0];
      if (!fragment || sample === undefined) throw new RangeError(`${made.folder}/${uri} holds no picture`);
      const shownAt = fragment.decodeTime + sample.compositionOffset + init.shift;
      heads.push({
        uri,
        durationSeconds,
        shownAtSeconds: shownAt / init.timescale,
        startByte: fragment.at,
        sizeBytes: sample.offset + sample.sizeBytes,
      });
    } finally {
      await file.close();
    }
  }
  return heads;
}

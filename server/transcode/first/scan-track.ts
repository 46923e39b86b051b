import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INIT_SEGMENT } from '../encode-args.ts';
import { createPictureScan, judgeParameters, type TrackScan } from './picture-scan.ts';
import { createSoundScan } from './sound-scan.ts';
import { readTrackInit } from './track-init.ts';
import { watchSegments } from './watch-segments.ts';

/** What was seen of a copied track: a sentence where it does not play right, and its time in seconds. */
export interface SeenTrack {
  fault: string | null;
  span: { start: number; end: number };
}

/**
 * Looks at a track while it is copied, and to its end unless a fault is found before.
 * @param o.ended aborted when the copy ended
 */
export async function scanTrack(o: {
  dir: string;
  folder: string;
  kind: 'picture' | 'sound';
  ended: AbortSignal;
}): Promise<SeenTrack> {
  const folder = join(o.dir, o.folder);
  const nothing = { start: 0, end: 0 };
  let scan: TrackScan | null = null;
  try {
    for await (const path of watchSegments({ folder, ended: o.ended })) {
      if (scan === null) {
        const init = readTrackInit(await readFile(join(folder, INIT_SEGMENT)));
        const fault = o.kind === 'picture' ? judgeParameters(init) : null;
        if (fault !== null) return { fault, span: nothing };
        scan = o.kind === 'picture' ? createPictureScan(init) : createSoundScan(init);
      }
      const fault = await scan.add(path);
      if (fault !== null) return { fault, span: scan.span() };
    }
  } catch (error) {
    // What cannot be read by us is not trusted to a browser either.
    if (error instanceof RangeError) return { fault: `It is damaged: ${error.message}.`, span: nothing };
    throw error;
  }
  if (scan === null) return { fault: 'Nothing of it could be copied.', span: nothing };
  return { fault: scan.end(), span: scan.span() };
}

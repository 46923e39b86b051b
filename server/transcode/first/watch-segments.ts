import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

/**
 * The paths of the segments in a folder, in their order, each as soon as ffmpeg has renamed it into place.
 * @param o.ended aborted when ffmpeg ended; what is there then is what there will be
 */
export async function* watchSegments(o: { folder: string; ended: AbortSignal }): AsyncGenerator<string> {
  for (let index = 0; ; ) {
    const wasEnded = o.ended.aborted;
    const path = join(o.folder, `seg-${String(index).padStart(5, '0')}.m4s`);
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) {
      index++;
      yield path;
    } else if (wasEnded) {
      return;
    } else {
      await sleep(LOOK_EVERY_MS, undefined, { signal: o.ended }).catch(() => undefined);
    }
  }
}

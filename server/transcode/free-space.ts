import { statfs } from 'node:fs/promises';

const LOOK_EVERY_MS = 250;
/** With less than this left, the next segment cannot be written whole. */
const LEAST_FREE_BYTES = 512 * 1024;

/** True where the disk that holds `dir` has no room for another segment. */
export async function isDiskFull(dir: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize < LEAST_FREE_BYTES;
}

/**
 * Watches the disk while ffmpeg writes segments to it: on a full one ffmpeg's HLS writer drops data without a word
 * and goes on to the end with exit code 0.
 * @param onFull called once
 * @returns stops watching
 */
export function watchFreeSpace(dir: string, onFull: () => void): () => void {
  const timer = setInterval(() => {
    isDiskFull(dir).then(
      (isFull) => {
        if (!isFull) return;
        clearInterval(timer);
        onFull();
      },
      // A folder that is gone is noticed by those who write to it.
      () => undefined,
    );
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

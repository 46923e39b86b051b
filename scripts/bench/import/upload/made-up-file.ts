import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** A file of any size that needs no room: one block of chance bytes, over and over. */
export interface MadeUpFile {
  sizeBytes: number;
  sha256: string;
  /**
   * Its bytes from an offset on.
   * @param o.bytesPerSecond as slow as that; as fast as they are read unless given
   */
  read(offset: number, o?: { bytesPerSecond?: number }): Readable;
}

const blockBytes = 256 * 1024;

/** Makes a file up, and hashes it. */
export function makeUpFile(sizeBytes: number): MadeUpFile {
  const block = randomBytes(blockBytes);
  const part = (offset: number) => {
    const from = offset % blockBytes;
    return block.subarray(from, Math.min(blockBytes, from + sizeBytes - offset));
  };
  const hash = createHash('sha256');
  for (let at = 0; at < sizeBytes; at += part(at).length) hash.update(part(at));
  return {
    sizeBytes,
    sha256: hash.digest('hex'),
    read(offset, { bytesPerSecond } = {}) {
      async function* bytes() {
        for (let at = offset; at < sizeBytes; ) {
          const next = part(at);
          yield next;
          at += next.length;
          if (bytesPerSecond !== undefined) await sleep((next.length / bytesPerSecond) * 1000);
        }
      }
      return Readable.from(bytes(), { objectMode: false, highWaterMark: blockBytes });
    },
  };
}

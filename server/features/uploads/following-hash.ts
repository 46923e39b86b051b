import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';

/** Bytes that were written one after the other, from an offset on. */
export interface Written {
  id: string;
  /** Absolute. */
  file: string;
  fromBytes: number;
  toBytes: number;
  chunks: readonly Uint8Array[];
}

/** SHA-256 of files that are still growing. */
export interface FollowingHash {
  /** Hashes what has just been written; after a restart the part that lies on the disk is read in the background first. */
  grown(written: Written): void;
  /**
   * The hash of a whole file: at once where all of it was followed; one of which this process has not seen the
   * beginning is read from there.
   * @returns lower-case hex
   * @throws where the file is shorter than that, or cannot be read
   */
  whole(o: { id: string; file: string; sizeBytes: number }): Promise<string>;
  forget(id: string): void;
}

interface Followed {
  hash: Hash;
  atBytes: number;
  toBytes: number;
  /** Reading up to `toBytes`; null while nothing is behind. */
  catchingUp: Promise<void> | null;
  isForgotten: boolean;
}

/** Hashed at a time: a millisecond or two of the event loop. */
const sliceBytes = 1024 * 1024;
/** A hash under way is small, but not nothing: the one that was longest without news is begun anew when it goes on. */
const maxFollowed = 1000;

/** Follows growing files: what arrives is hashed as it is written, so that nothing is read for it a second time. */
export function createFollowingHash(): FollowingHash {
  const followed = new Map<string, Followed>();

  const follow = (id: string): Followed => {
    const one = followed.get(id) ?? {
      hash: createHash('sha256'),
      atBytes: 0,
      toBytes: 0,
      catchingUp: null,
      isForgotten: false,
    };
    followed.delete(id);
    followed.set(id, one);
    const oldest = followed.size > maxFollowed ? followed.keys().next().value : undefined;
    if (oldest !== undefined) forget(oldest);
    return one;
  };
  const forget = (id: string) => {
    const one = followed.get(id);
    if (one !== undefined) one.isForgotten = true;
    followed.delete(id);
  };
  /** Reads on from where the hash stands until it is where the file is. */
  const catchUp = (one: Followed, file: string): Promise<void> => {
    one.catchingUp ??= readOn(one, file).finally(() => {
      one.catchingUp = null;
    });
    return one.catchingUp;
  };

  return {
    grown({ id, file, fromBytes, toBytes, chunks }) {
      const one = follow(id);
      one.toBytes = Math.max(one.toBytes, toBytes);
      if (one.atBytes === fromBytes && one.catchingUp === null) {
        for (const chunk of chunks) one.hash.update(chunk);
        one.atBytes = toBytes;
      } else {
        // What could not be read now is read when the file is whole; its failure is told there.
        catchUp(one, file).catch(() => undefined);
      }
    },
    async whole({ id, file, sizeBytes }) {
      const one = follow(id);
      one.toBytes = sizeBytes;
      while (one.atBytes < sizeBytes && !one.isForgotten) await catchUp(one, file);
      if (one.isForgotten) throw new Error('The hash is not wanted any more.');
      followed.delete(id);
      return one.hash.digest('hex');
    },
    forget,
  };
}

async function readOn(one: Followed, file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    const slice = Buffer.allocUnsafe(sliceBytes);
    while (one.atBytes < one.toBytes && !one.isForgotten) {
      const wanted = Math.min(sliceBytes, one.toBytes - one.atBytes);
      const { bytesRead } = await handle.read(slice, 0, wanted, one.atBytes);
      if (bytesRead === 0)
        throw new Error(`${file} ends at byte ${one.atBytes}, before byte ${one.toBytes}.`);
      one.hash.update(slice.subarray(0, bytesRead));
      one.atBytes += bytesRead;
      // Requests go on meanwhile.
      await setImmediate();
    }
  } finally {
    await handle.close();
  }
}

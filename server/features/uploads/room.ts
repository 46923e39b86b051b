import { statfs } from 'node:fs/promises';
import { AppError } from '#server/kernel/errors.ts';

/** Kept free for the database and for what is made of recordings while others arrive. */
const keepFreeBytes = 256 * 1024 * 1024;

/** How much an upload may take. */
export interface Room {
  /** What a new upload could take now: free on the disk, less what others under way have announced. */
  freeBytes(): Promise<number>;
  /**
   * Makes sure that there is room for so many bytes more than what is promised already.
   * @throws {AppError} `insufficient_storage`, with `missingBytes`
   */
  need(bytes: number): Promise<void>;
}

/**
 * Watches the room on the library's disk.
 * @param o.promisedBytes what uploads under way will still bring
 * @param o.diskFreeBytes asks the disk unless given
 */
export function createRoom(o: {
  folder: string;
  promisedBytes: () => number;
  diskFreeBytes?: (() => Promise<number>) | undefined;
}): Room {
  const onDisk = o.diskFreeBytes ?? (() => freeOn(o.folder));
  const freeBytes = async () => Math.max(0, (await onDisk()) - keepFreeBytes - o.promisedBytes());
  return {
    freeBytes,
    async need(bytes) {
      const free = await freeBytes();
      if (bytes <= free) return;
      throw noRoom(bytes - free);
    },
  };
}

/** The error of a disk that is too full, saying how much is missing. */
export function noRoom(missingBytes: number | null): AppError {
  const missing = missingBytes === null ? '' : ` ${inWords(missingBytes)} are missing:`;
  return new AppError(
    'insufficient_storage',
    `The disk of the portal has no room for this file:${missing} ask whoever runs the portal to free some.`,
    missingBytes === null ? {} : { details: { missingBytes } },
  );
}

/** Bytes for a sentence: `3.4 GB`. */
export function inWords(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB'];
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${step === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[step]}`;
}

async function freeOn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

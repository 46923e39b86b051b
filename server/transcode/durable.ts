import { constants, copyFile, link, open, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where a whole version is built before it is renamed into place. */
export function buildingDir(wholeDir: string): string {
  return `${wholeDir}.tmp`;
}

/** Gives a file a second name; where the folders are on different disks, copies it. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'EMLINK' && code !== 'ENOTSUP') throw error;
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  }
}

/** Files that are put on the disk at the same time: a disk does several for the price of one. */
const SYNC_AT_ONCE = 16;

/** Puts every file and folder under `dir` on the disk itself. */
export async function syncTree(dir: string): Promise<void> {
  const entries = await readdir(dir, { withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(dir, entry.name));
  for (let i = 0; i < files.length; i += SYNC_AT_ONCE) {
    await Promise.all(files.slice(i, i + SYNC_AT_ONCE).map(syncPath));
  }
  for (const entry of entries) if (entry.isDirectory()) await syncTree(join(dir, entry.name));
  await syncPath(dir);
}

/** Renames a folder into place so that after a power cut it is there whole or not at all. */
export async function publishDir(from: string, to: string): Promise<void> {
  await syncTree(from);
  await rename(from, to);
  await syncPath(dirname(to));
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

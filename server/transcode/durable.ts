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

/** Puts every file and folder under `dir` on the disk itself. */
export async function syncTree(dir: string): Promise<void> {
  const entries = await readdir(dir, { withFileTypes: true });
  for (const entry of entries) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) await syncTree(path);
    else await syncPath(path);
  }
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

import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isIgnoredPath } from './partial-names.ts';

export interface FoundFile {
  /** Absolute. */
  file: string;
  /** Relative to the folder that was searched, `/` between. */
  path: string;
  sizeBytes: number;
  modifiedMs: number;
}

/** All plain files under a folder, sorted by path, without hidden and half-copied ones; links are not followed. */
export async function findFiles(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(ignoreMissing);
  const found: FoundFile[] = [];
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    const path = relative(folder, file).split(sep).join('/');
    if (!entry.isFile() || isIgnoredPath(path)) continue;
    const info = await stat(file).catch(() => null);
    if (info !== null) found.push({ file, path, sizeBytes: info.size, modifiedMs: info.mtimeMs });
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function ignoreMissing(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

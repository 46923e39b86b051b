import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isIgnoredPath } from './partial-names.ts';

export interface FoundFile {
  /** Absolute. */
  file: string;
  /** Relative to the folder that was searched, `/` between. */
  path: string;
  sizeBytes: number;
  modifiedMs: number;
}

export interface FindOptions {
  /** False looks into the folder alone; true unless given. */
  isDeep?: boolean;
  /**
   * Told of every folder that cannot be read, and of every file or folder whose name's bytes are no UTF-8, which stays
   * where it is; its path is relative, empty for the one that was searched.
   */
  onSkipped?: (left: { path: string; reason: string }) => void;
}

/** What says of one folder alone that it cannot be read, and nothing of those beside it. */
const skipped = new Set(['EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG']);
/** Node gives names as text: of one whose bytes are no UTF-8 only this is left, and nothing is found under it. */
const lostBytes = '\ufffd';
const unreadableName = 'its name is not UTF-8: rename it';
/** It went away, or became a file, between its parent's reading and its own. */
const gone = new Set(['ENOENT', 'ENOTDIR']);

/**
 * All plain files under a folder, sorted by path, without hidden and half-copied ones; links are not followed. Folders
 * that cannot be read are left out and told of, the rest is found.
 */
export async function findFiles(folder: string, o: FindOptions = {}): Promise<FoundFile[]> {
  const { isDeep = true, onSkipped = () => {} } = o;
  const found: FoundFile[] = [];
  const waiting = [''];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const entry of await readFolder(join(folder, at), (reason) =>
      onSkipped({ path: at ?? '', reason }),
    )) {
      const path: string = at === '' ? entry.name : `${at}/${entry.name}`;
      if (isIgnoredPath(path)) continue;
      if (entry.isDirectory() && isDeep) waiting.push(path);
      if (!entry.isFile()) continue;
      const file = join(folder, path);
      const info = await stat(file).catch(() => null);
      if (info !== null) found.push({ file, path, sizeBytes: info.size, modifiedMs: info.mtimeMs });
      else if (entry.name.includes(lostBytes)) onSkipped({ path, reason: unreadableName });
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readFolder(folder: string, onSkipped: (reason: string) => void): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!skipped.has(code) && !gone.has(code)) throw error;
    if (skipped.has(code)) onSkipped(code);
    else if (basename(folder).includes(lostBytes)) onSkipped(unreadableName);
    return [];
  }
}

import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { isWorkerDead, workerIdentity } from '#server/kernel/worker-identity.ts';

/** The folder for what could not be taken: nothing in it is ever deleted or tried again by itself. */
export interface Rejected {
  /**
   * Moves a file there, with a note beside it (`NAME.txt`) that says why; both get a number where the name is taken,
   * and a name so long that its note could not be written is cut.
   * @param o.path the file's path relative to where it arrived
   * @returns where it is now, absolute
   */
  put(o: { file: string; path: string; reason: string }): Promise<string>;
  /** Deletes what moves that were killed left half copied: their sources still lie where they were. */
  sweep(): Promise<void>;
}

/** What a name may be long on every usual file system (NAME_MAX). */
const nameMaxBytes = 255;
const longestEndingBytes = 16;

/** Keeps rejected files under one folder, at the relative paths they came with. */
export function createRejected(folder: string): Rejected {
  return {
    async put({ file, path, reason }) {
      const { dir, base } = parse(join(folder, path));
      await mkdir(dir, { recursive: true });
      let target = join(dir, numbered(base, 1));
      for (let n = 2; existsSync(target) || existsSync(`${target}.txt`); n++)
        target = join(dir, numbered(base, n));
      // The note first: a file without one would say nothing, a note without its file is soon seen to be just that.
      await writeFile(`${target}.txt`, `${reason}\n`, { flag: 'wx' });
      await moveFile(file, target);
      return target;
    },
    async sweep() {
      if (!existsSync(folder)) return;
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        const worker = /^\.(\d+_.+)\.moving$/.exec(entry.name)?.[1];
        if (worker !== undefined && entry.isFile() && isWorkerDead(worker.replaceAll('_', ':')))
          await rm(join(entry.parentPath, entry.name), { force: true });
      }
    },
  };
}

/** `name (2).mp4`, its stem cut so that a note's name is no longer than a name may be. */
function numbered(base: string, n: number): string {
  const parsed = parse(base);
  const isEnding = Buffer.byteLength(parsed.ext) <= longestEndingBytes;
  const ending = `${n === 1 ? '' : ` (${n})`}${isEnding ? parsed.ext : ''}`;
  const stem = isEnding ? parsed.name : base;
  return cutBytes(stem, nameMaxBytes - Buffer.byteLength(`${ending}.txt`)) + ending;
}

/** The longest beginning of a text, in whole characters, that is no longer than so many bytes of UTF-8. */
function cutBytes(text: string, maxBytes: number): string {
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}

/** Moves a file, also to another file system, where the copy is on disk before the source goes. */
async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    const partial = join(dirname(to), `.${workerIdentity().replaceAll(':', '_')}.moving`);
    await copyFile(from, partial);
    const handle = await open(partial, 'r');
    await handle.sync().finally(() => handle.close());
    await rename(partial, to);
    await rm(from);
  }
}

import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';

/** The folder for what could not be taken: nothing in it is ever deleted or tried again by itself. */
export interface Rejected {
  /**
   * Moves a file there, with a note beside it (`NAME.txt`) that says why; both get a number where the name is taken.
   * @param o.path the file's path relative to where it arrived
   * @returns where it is now, absolute
   */
  put(o: { file: string; path: string; reason: string }): Promise<string>;
}

/** Keeps rejected files under one folder, at the relative paths they came with. */
export function createRejected(folder: string): Rejected {
  return {
    async put({ file, path, reason }) {
      const { dir, name, ext } = parse(join(folder, path));
      await mkdir(dir, { recursive: true });
      let target = join(dir, `${name}${ext}`);
      for (let n = 2; existsSync(target) || existsSync(`${target}.txt`); n++)
        target = join(dir, `${name} (${n})${ext}`);
      // The note first: a file without one would say nothing, a note without its file is soon seen to be just that.
      await writeFile(`${target}.txt`, `${reason}\n`, { flag: 'wx' });
      await moveFile(file, target);
      return target;
    },
  };
}

/** Moves a file, also to another file system, where the copy is on disk before the source goes. */
async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    const partial = join(dirname(to), `.${process.pid}.moving`);
    await copyFile(from, partial);
    const handle = await open(partial, 'r');
    await handle.sync().finally(() => handle.close());
    await rename(partial, to);
    await rm(from);
  }
}

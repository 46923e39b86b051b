import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  constants,
  createReadStream,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { AppError } from '#server/kernel/errors.ts';
import { isWorkerDead, workerIdentity } from '#server/kernel/worker-identity.ts';
import type { BlobStore } from './blob-store.ts';
import { copyHashed, hashFile } from './copy-hashed.ts';
import { syncFolder } from './sync-folder.ts';

const stagingFolder = '.staging';

/** Blobs as files under one folder; half-made ones stay in `.staging` under a name that says whose they are. */
export function createDiskBlobs(root: string): BlobStore {
  const staging = join(root, stagingFolder);
  mkdirSync(staging, { recursive: true });
  const pathOf = (key: string): string => {
    if (key === '' || !key.split('/').every((part) => /^[^.\\\0][^\\\0]*$/.test(part))) {
      throw new AppError('invalid', `${JSON.stringify(key)} is no key of a blob.`);
    }
    return join(root, ...key.split('/'));
  };
  const existingPath = (key: string): string => {
    const path = pathOf(key);
    if (!existsSync(path)) throw new AppError('not_found', `The file ${key} is missing from the library.`);
    return path;
  };

  return {
    async stage(source, { mayLink, signal, sha256: known }) {
      const temporary = join(
        staging,
        `${workerIdentity().replaceAll(':', '_')}.${randomBytes(6).toString('hex')}`,
      );
      try {
        const isLinked = mayLink && tryLink(source, temporary);
        const { sha256, sizeBytes } = !isLinked
          ? await copyHashed(source, temporary, signal)
          : known === undefined
            ? await hashFile(temporary, signal)
            : { sha256: known, sizeBytes: await syncedSize(temporary) };
        return {
          sha256,
          sizeBytes,
          publish: (key) => publish(temporary, pathOf(key)),
          discard: () => rm(temporary, { force: true }),
        };
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    has: (key) => existsSync(pathOf(key)),
    async open(key, range) {
      const path = existingPath(key);
      return { stream: createReadStream(path, range ?? {}), sizeBytes: statSync(path).size };
    },
    localPath: existingPath,
    async remove(key) {
      const path = pathOf(key);
      await rm(path, { force: true });
      if (existsSync(dirname(path))) syncFolder(dirname(path));
    },
    list(prefix) {
      const folder = join(root, ...prefix.split('/'));
      if (!existsSync(folder)) return [];
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .filter((key) => !key.startsWith('.'))
        .sort();
    },
    sweep() {
      const left = readdirSync(staging).filter((name) =>
        isWorkerDead((name.split('.')[0] ?? '').replaceAll('_', ':')),
      );
      for (const name of left) rmSync(join(staging, name), { force: true });
      return left.length;
    },
  };
}

/** Makes sure that a file's bytes are on disk, and gives how many they are. */
async function syncedSize(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/** A second name for the same bytes; false where the file system cannot, or the source lies on another one. */
function tryLink(source: string, target: string): boolean {
  try {
    // The bytes of a symbolic link, or of a file with another name elsewhere, belong to somebody else: they are copied.
    const info = lstatSync(source);
    if (!info.isFile() || info.nlink !== 1) return false;
    linkSync(source, target);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EACCES'].includes(code))
      return false;
    throw error;
  }
}

function publish(temporary: string, target: string): void {
  if (existsSync(target)) {
    rmSync(temporary, { force: true });
    return;
  }
  if (!existsSync(dirname(target))) {
    mkdirSync(dirname(target), { recursive: true });
    syncFolder(dirname(dirname(target)));
  }
  chmodSync(temporary, constants.S_IRUSR | constants.S_IRGRP | constants.S_IROTH);
  renameSync(temporary, target);
  syncFolder(dirname(target));
}

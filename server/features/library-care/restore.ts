import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '#server/kernel/errors.ts';
import { findBackup } from './backup-folders.ts';
import { type BackupFile, type BackupManifest, readManifest } from './backup-manifest.ts';
import { copyDurably, listFiles, sha256Of, sizeOf, syncFolders, syncPath } from './durable-copy.ts';
import { databaseName, isInUse } from './open-library.ts';

export interface RestoreResult {
  /** The backup that was taken, absolute. */
  backup: string;
  madeAt: string;
  fileCount: number;
  /** Where what was in the library before lies now; null where it was empty. */
  movedAside: string | null;
}

const stagingName = '.restoring';
/** Everything of a library that belongs to it; the rest of the folder is left alone. */
const libraryFolders = ['originals', 'hls', 'images', 'samples'];

/**
 * Brings a library back from a backup: verified first, copied beside, and put in place at the end.
 * @param o.from a backup, or a folder of them: then the newest
 * @param o.isForced moves what is in the library aside; nothing is ever deleted
 * @throws {AppError} `not_found` or `invalid` for a bad backup, `conflict` where the library is in use or not empty
 */
export async function restoreLibrary(o: {
  from: string;
  dataDir: string;
  isForced?: boolean;
  onProgress?: (sentence: string) => void;
}): Promise<RestoreResult> {
  const dataDir = resolve(o.dataDir);
  const backup = await findBackup(resolve(o.from));
  const manifest = await readManifest(backup);
  if (isInUse(dataDir)) {
    throw new AppError('conflict', `A server or a command uses the library ${dataDir}: stop it first.`);
  }
  if (!o.isForced && (await isFilled(dataDir))) {
    throw new AppError(
      'conflict',
      `The library ${dataDir} is not empty: choose another with --to, or --force moves what is in it aside.`,
    );
  }
  await verify(backup, manifest, o.onProgress);
  const staging = join(dataDir, stagingName);
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  for (const [i, { path }] of manifest.files.entries()) {
    o.onProgress?.(`copying ${i + 1}/${manifest.files.length}`);
    await copyDurably(join(backup, path), join(staging, path));
  }
  await syncFolders(staging);
  const movedAside = await moveAside(dataDir, manifest);
  // The database last: until it is there, the library counts as empty.
  const names = (await readdir(staging)).sort(
    (a, b) => Number(a === databaseName) - Number(b === databaseName),
  );
  for (const name of names) await rename(join(staging, name), join(dataDir, name));
  await rm(staging, { recursive: true });
  await syncPath(dataDir);
  return { backup, madeAt: manifest.madeAt, fileCount: manifest.files.length, movedAside };
}

async function isFilled(dataDir: string): Promise<boolean> {
  if ((await sizeOf(join(dataDir, databaseName))) !== null) return true;
  for (const name of ['originals', 'hls', 'images']) {
    if ((await listFiles(join(dataDir, name))).length > 0) return true;
  }
  return false;
}

async function verify(
  backup: string,
  manifest: BackupManifest,
  onProgress: ((sentence: string) => void) | undefined,
): Promise<void> {
  const problems: string[] = [];
  for (const [i, file] of manifest.files.entries()) {
    onProgress?.(`verifying ${i + 1}/${manifest.files.length}`);
    const problem = await problemOf(backup, file);
    if (problem !== null) problems.push(problem);
  }
  if (!manifest.files.some(({ path }) => path === databaseName)) problems.push(`it has no ${databaseName}`);
  if (problems.length === 0) return;
  const more = problems.length > 5 ? `; and ${problems.length - 5} more` : '';
  throw new AppError(
    'invalid',
    `The backup ${backup} is damaged, nothing was restored: ${problems.slice(0, 5).join('; ')}${more}.`,
    { details: { problems } },
  );
}

async function problemOf(backup: string, { path, sizeBytes, sha256 }: BackupFile): Promise<string | null> {
  const file = join(backup, path);
  const found = await sizeOf(file);
  if (found === null) return `${path} is missing`;
  if (found !== sizeBytes) return `${path} has ${found} bytes, not ${sizeBytes}`;
  if (sha256 !== null && (await sha256Of(file)) !== sha256) return `${path} has other bytes`;
  return null;
}

/** What a restore would overwrite goes into a folder of its own, the database first; folders without files just go. */
async function moveAside(dataDir: string, manifest: BackupManifest): Promise<string | null> {
  const arriving = new Set(manifest.files.map(({ path }) => path.split('/')[0]));
  const names: string[] = [];
  for (const entry of await readdir(dataDir, { withFileTypes: true })) {
    const { name } = entry;
    const isOurs = libraryFolders.includes(name) || /^(portal|accounts)\.db/.test(name);
    if (!isOurs && !arriving.has(name)) continue;
    const isBare = entry.isDirectory() && (await listFiles(join(dataDir, name))).length === 0;
    if (isBare) await rm(join(dataDir, name), { recursive: true });
    else names.push(name);
  }
  if (names.length === 0) return null;
  const aside = join(dataDir, `replaced-${new Date().toISOString().replace(/[:.]/g, '-')}`);
  await mkdir(aside);
  names.sort((a, b) => Number(b.startsWith(databaseName)) - Number(a.startsWith(databaseName)));
  for (const name of names) await rename(join(dataDir, name), join(aside, name));
  await syncPath(aside);
  return aside;
}

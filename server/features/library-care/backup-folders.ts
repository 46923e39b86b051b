import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#server/kernel/errors.ts';
import { isWorkerDead, workerIdentity } from '#server/kernel/worker-identity.ts';
import { manifestName } from './backup-manifest.ts';
import { sizeOf } from './durable-copy.ts';

const ownerName = '.owner';

/** Complete backups in a folder, absolute, oldest first. */
export async function listBackups(root: string): Promise<string[]> {
  const names = await readdir(root).catch(() => []);
  const found: string[] = [];
  for (const name of names.filter((name) => /^rostrum-[\dTZ-]+$/.test(name)).sort()) {
    if ((await sizeOf(join(root, name, manifestName))) !== null) found.push(join(root, name));
  }
  return found;
}

/**
 * Makes the folder a backup is built in, and removes those that interrupted ones left.
 * @returns absolute paths: where it is built, and what it becomes
 */
export async function beginBackup(root: string, now: Date): Promise<{ partial: string; final: string }> {
  await mkdir(root, { recursive: true });
  for (const name of await readdir(root)) {
    if (!/^rostrum-[\dTZ-]+\.partial$/.test(name)) continue;
    const owner = await readFile(join(root, name, ownerName), 'utf8').catch(() => '');
    if (isWorkerDead(owner)) await rm(join(root, name), { recursive: true, force: true });
  }
  const stamp = now.toISOString().replace(/[:.]/g, '-');
  const final = join(root, `rostrum-${stamp}`);
  const partial = `${final}.partial`;
  await mkdir(partial);
  await writeFile(join(partial, ownerName), workerIdentity());
  return { partial, final };
}

/** The mark of a backup under way goes; to be called before it is renamed. */
export async function releaseBackup(partial: string): Promise<void> {
  await rm(join(partial, ownerName), { force: true });
}

/**
 * The backup that a path means: itself, or the newest in it.
 * @throws {AppError} `not_found`
 */
export async function findBackup(path: string): Promise<string> {
  if ((await sizeOf(join(path, manifestName))) !== null) return path;
  const newest = (await listBackups(path)).at(-1);
  if (newest === undefined) throw new AppError('not_found', `There is no backup in ${path}.`);
  return newest;
}

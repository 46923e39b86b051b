import { chmod, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { schemaVersion } from '#server/db/open.ts';
import { AppError } from '#server/kernel/errors.ts';
import { beginBackup, listBackups, releaseBackup } from './backup-folders.ts';
import { type BackupFile, readManifest, writeManifest } from './backup-manifest.ts';
import {
  copyDurably,
  linkOrNot,
  listFiles,
  sha256Of,
  sizeOf,
  syncFolders,
  syncPath,
} from './durable-copy.ts';
import { accountsName, databaseName, openForReading } from './open-library.ts';
import { createLibraryCareStore, dropWorkUnderWay } from './store.ts';

export interface BackupResult {
  /** Absolute. */
  folder: string;
  fileCount: number;
  sizeBytes: number;
  /** Files taken from the backup before by a second name. */
  reusedCount: number;
  /** One sentence for each thing that is wrong in the library itself. */
  problems: string[];
}

interface Wanted {
  path: string;
  sha256: string | null;
}

interface Progress {
  onProgress?: (sentence: string) => void;
}

const rounds = 6;

/**
 * Copies a library while it is used: a snapshot of its database, then every file that the snapshot names. A file that
 * was taken away meanwhile makes it take the snapshot again; what is copied already stays. Growing versions are left
 * out, their jobs begin again after a restore.
 * @param o.root where backups lie; each gets a folder of its own, and files that never change are shared between them
 * @throws {AppError} `not_found` without a library, `invalid` for a root within the library
 */
export async function backupLibrary(o: { dataDir: string; root: string } & Progress): Promise<BackupResult> {
  const dataDir = resolve(o.dataDir);
  const root = resolve(o.root);
  if (`${root}/`.startsWith(`${dataDir}/`)) {
    throw new AppError(
      'invalid',
      `${root} lies within the library: choose a folder outside, best on another disk.`,
    );
  }
  openForReading(join(dataDir, databaseName)).close();
  const previous = await previousFiles(root);
  const { partial, final } = await beginBackup(root, new Date());
  try {
    const taken = await takeAgreeing({ ...o, dataDir, partial, previous });
    const files = [...taken.snapshots, ...(await copyOperatorFiles(dataDir, partial)), ...taken.files];
    await writeManifest(partial, {
      format: 'rostrum-backup/1',
      madeAt: new Date().toISOString(),
      schemaVersion: taken.schemaVersion,
      files,
    });
    await releaseBackup(partial);
    await syncFolders(partial);
    await rename(partial, final);
    await syncPath(root);
    return {
      folder: final,
      fileCount: files.length,
      sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
      reusedCount: taken.reused.size,
      problems: taken.problems,
    };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

type Previous = ReadonlyMap<string, BackupFile & { file: string }>;

/** Unchanging files of the newest backup, by path. */
async function previousFiles(root: string): Promise<Previous> {
  const newest = (await listBackups(root)).at(-1);
  if (newest === undefined) return new Map();
  const { files } = await readManifest(newest);
  return new Map(
    files
      .filter(({ path }) => isUnchanging(path))
      .map((file) => [file.path, { ...file, file: join(newest, file.path) }]),
  );
}

function isUnchanging(path: string): boolean {
  return path.startsWith('originals/') || path.startsWith('hls/') || path.startsWith('images/');
}

/** Takes snapshots of the database until every file of one could be copied. */
async function takeAgreeing(o: { dataDir: string; partial: string; previous: Previous } & Progress) {
  const copied = new Map<string, BackupFile>();
  const reused = new Set<string>();
  let missing: string[] = [];
  for (let round = 1; ; round++) {
    o.onProgress?.('database');
    const snapshot = await snapshotDatabases(o.dataDir, o.partial);
    const wanted = await filesOf(snapshot.database, o.dataDir);
    const isNew = wanted.filter(({ path }) => !copied.has(path));
    const gone: string[] = [];
    for (const [i, file] of isNew.entries()) {
      o.onProgress?.(`files ${i + 1}/${isNew.length}`);
      const kept = await keep(file, o, reused);
      if (kept === null) gone.push(file.path);
      else copied.set(file.path, kept);
    }
    // Missing twice is missing for good: a fault of the library, not a race with it.
    const isSettled = gone.every((path) => missing.includes(path));
    missing = gone;
    if (!isSettled && round < rounds) continue;
    const paths = new Set(wanted.map(({ path }) => path));
    for (const path of copied.keys()) {
      if (paths.has(path)) continue;
      await rm(join(o.partial, path), { force: true });
      copied.delete(path);
      reused.delete(path);
    }
    const damaged = wanted.filter(({ path, sha256 }) => {
      const found = copied.get(path)?.sha256;
      return sha256 !== null && found !== undefined && found !== sha256;
    });
    return {
      ...snapshot,
      files: [...copied.values()],
      reused,
      problems: [
        ...missing.map((path) => `${path} is missing from the library.`),
        ...damaged.map(({ path }) => `${path} is damaged: its bytes are not those that came.`),
      ],
    };
  }
}

/** `VACUUM INTO` reads one consistent state and lets writers go on (SQLite, "VACUUM"). */
async function snapshotDatabases(dataDir: string, partial: string) {
  const snapshots: BackupFile[] = [];
  for (const name of [databaseName, accountsName]) {
    const target = join(partial, name);
    await rm(target, { force: true });
    if ((await sizeOf(join(dataDir, name))) === null) continue;
    const source = openForReading(join(dataDir, name));
    try {
      source.prepare('VACUUM INTO ?').run(target);
    } finally {
      source.close();
    }
    await chmod(target, 0o600);
  }
  const database = join(partial, databaseName);
  const db = new Database(database);
  let version: number;
  try {
    db.pragma('foreign_keys = ON');
    dropWorkUnderWay(db);
    version = schemaVersion(db);
  } finally {
    db.close();
  }
  for (const name of [databaseName, accountsName]) {
    const file = join(partial, name);
    const sizeBytes = await sizeOf(file);
    if (sizeBytes === null) continue;
    await syncPath(file);
    snapshots.push({ path: name, sizeBytes, sha256: await sha256Of(file) });
  }
  return { database, snapshots, schemaVersion: version };
}

/** Every file that a snapshot names: originals, pictures, and all that lies in the folders of its versions. */
async function filesOf(database: string, dataDir: string): Promise<Wanted[]> {
  const db = openForReading(database);
  try {
    const store = createLibraryCareStore(db);
    const wanted: Wanted[] = store.originals().map(({ path, sha256 }) => ({ path, sha256 }));
    for (const path of store.images()) wanted.push({ path, sha256: null });
    for (const { recording_id, id } of store.versions()) {
      const folder = `hls/${recording_id}/${id}`;
      const files = await listFiles(join(dataDir, folder));
      // A folder that has vanished is still asked for, by the one file that every version has.
      for (const path of files.length > 0 ? files : ['master.m3u8']) {
        wanted.push({ path: `${folder}/${path}`, sha256: null });
      }
    }
    return wanted;
  } finally {
    db.close();
  }
}

/** One file into the backup, by a second name of its earlier copy where there is one; null where it has gone. */
async function keep(
  { path, sha256 }: Wanted,
  o: { dataDir: string; partial: string; previous: Previous },
  reused: Set<string>,
): Promise<BackupFile | null> {
  const source = join(o.dataDir, path);
  const target = join(o.partial, path);
  const sizeBytes = await sizeOf(source);
  if (sizeBytes === null) return null;
  const before = o.previous.get(path);
  const isSame = before !== undefined && before.sizeBytes === sizeBytes && before.sha256 === sha256;
  if (isSame && (await sizeOf(before.file)) === sizeBytes && (await linkOrNot(before.file, target))) {
    reused.add(path);
    return { path, sizeBytes, sha256: before.sha256 };
  }
  try {
    await copyDurably(source, target);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return {
    path,
    sizeBytes: (await sizeOf(target)) ?? sizeBytes,
    sha256: sha256 === null ? null : await sha256Of(target),
  };
}

/** What the operator keeps beside the library: site.json and the like; no databases. */
async function copyOperatorFiles(dataDir: string, partial: string): Promise<BackupFile[]> {
  const kept: BackupFile[] = [];
  for (const entry of await readdir(dataDir, { withFileTypes: true })) {
    if (!entry.isFile() || /\.db(-|$|\.)|\.tmp$|^README\.md$|^\./.test(entry.name)) continue;
    const target = join(partial, entry.name);
    await copyDurably(join(dataDir, entry.name), target);
    kept.push({ path: entry.name, sizeBytes: (await sizeOf(target)) ?? 0, sha256: await sha256Of(target) });
  }
  await syncPath(dirname(partial));
  return kept;
}

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** An unguessable name for a version: 128 random bits, hex. */
export function newVersionId(): string {
  return randomBytes(16).toString('hex');
}

/** Where versions lie: `hls/<recording>/<version>/`. */
export interface VersionFolders {
  /** Of one version, absolute. */
  of(recordingId: string, versionId: string): string;
  /** Of one recording, absolute; made where it is missing. */
  ofRecording(recordingId: string): string;
  /** Whether a version's playlist is there. */
  has(recordingId: string, versionId: string): boolean;
  /** Names of all recordings that have a folder. */
  recordings(): string[];
  /** Names in a recording's folder, half-built ones too. */
  names(recordingId: string): string[];
  /** Gives a version's files a second home; hard links where the file system can. */
  duplicate(recordingId: string, versionId: string, newVersionId: string): Promise<void>;
  /** Gives a version another name; its files stay as they are. */
  rename(recordingId: string, versionId: string, newVersionId: string): Promise<void>;
  remove(recordingId: string, name: string): Promise<void>;
  removeRecording(recordingId: string): Promise<void>;
}

/** @param root absolute path of `hls/` */
export function createVersionFolders(root: string): VersionFolders {
  mkdirSync(root, { recursive: true });
  const of = (recordingId: string, name: string) => join(root, recordingId, name);
  return {
    of,
    ofRecording(recordingId) {
      const folder = join(root, recordingId);
      mkdirSync(folder, { recursive: true });
      return folder;
    },
    has: (recordingId, versionId) => existsSync(join(of(recordingId, versionId), 'master.m3u8')),
    recordings: () =>
      readdirSync(root, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
        .map((entry) => entry.name),
    names: (recordingId) => (existsSync(join(root, recordingId)) ? readdirSync(join(root, recordingId)) : []),
    duplicate: (recordingId, versionId, newId) =>
      linkTree(of(recordingId, versionId), of(recordingId, newId)),
    rename: (recordingId, versionId, newId) => rename(of(recordingId, versionId), of(recordingId, newId)),
    remove: (recordingId, name) => rm(of(recordingId, name), { recursive: true, force: true, maxRetries: 3 }),
    removeRecording: (recordingId) =>
      rm(join(root, recordingId), { recursive: true, force: true, maxRetries: 3 }),
  };
}

async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) await linkTree(source, target);
    else await link(source, target).catch(() => copyFile(source, target));
  }
}

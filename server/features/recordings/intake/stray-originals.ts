import { randomBytes } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { posix } from 'node:path';
import type { BlobStore } from '#server/blobs/blob-store.ts';
import { hashFile } from '#server/blobs/copy-hashed.ts';
import type { Db } from '#server/db/open.ts';
import type { JobQueue } from '#server/jobs/queue.ts';
import type { Events } from '#server/kernel/events.ts';
import { transcodeJob } from '../job-kinds.ts';
import type { RecordingStore } from '../store.ts';
import { findFiles } from './find-files.ts';

export interface StrayOriginalsDeps {
  db: Db;
  store: RecordingStore;
  blobs: BlobStore;
  queue: JobQueue;
  events: Events;
  /** Absolute paths of the folders where files arrive: `incoming/` and `uploads/`. */
  arrivalDirs: readonly string[];
  now?: () => number;
}

/**
 * Originals without a row: left by a power cut between a file's last move and its row, or by a database older than the
 * files. One that still lies where it arrived goes (it will be taken again); any other gets its rows, since it may be the
 * only copy.
 */
export function createStrayOriginals(deps: StrayOriginalsDeps) {
  const { db, store, blobs, queue, events, arrivalDirs, now = Date.now } = deps;

  const adopt = (key: string, sha256: string, sizeBytes: number) => {
    const original = { id: randomBytes(8).toString('hex'), sha256, size_bytes: sizeBytes };
    const name = posix.basename(key);
    store.insertOriginal({ ...original, path: `originals/${key}`, arrived_as: name, arrived_ms: now() });
    const recordingId = randomBytes(8).toString('hex');
    store.insertRecording({
      id: recordingId,
      original_id: original.id,
      talk_id: null,
      is_primary: 1,
      publication: 'review',
      match_note: 'Found in the library without a talk: its file was there, but nothing was known of it.',
      created_ms: now(),
    });
    queue.enqueue(transcodeJob({ recordingId, subject: name }));
    return recordingId;
  };

  const strays = () => {
    const known = new Set(store.originals().map((row) => row.path));
    return blobs.list('').flatMap((key) => {
      const sha256 = /^[0-9a-f]{2}\/([0-9a-f]{64})(\.[a-z0-9]+)?$/.exec(key)?.[1];
      if (sha256 === undefined || known.has(`originals/${key}`)) return [];
      return [{ key, sha256, path: blobs.localPath(key) }];
    });
  };

  // Within the write lock, so that no intake of another process is between its file and its row.
  const settle = db.transaction((waiting: ReadonlySet<string>) => {
    for (const { key, sha256, path } of strays()) {
      const { ino, dev, size } = statSync(path);
      if (waiting.has(`${dev}:${ino}`) || waiting.has(sha256)) rmSync(path);
      else events.emit('original.adopted', { key, recordingId: adopt(key, sha256, size) });
    }
  });

  return async (): Promise<void> => {
    const sizes = new Set(strays().map(({ path }) => statSync(path).size));
    if (sizes.size === 0) return;
    const waiting = new Set<string>();
    const waitingFiles = (await Promise.all(arrivalDirs.map((folder) => findFiles(folder)))).flat();
    for (const { file, sizeBytes } of waitingFiles) {
      if (!sizes.has(sizeBytes)) continue;
      const info = await stat(file).catch(() => null);
      if (info !== null) waiting.add(`${info.dev}:${info.ino}`);
      // On another file system it is a copy: only its bytes tell. One that is still written or gone is none.
      const hashed = await hashFile(file).catch(() => null);
      if (hashed !== null) waiting.add(hashed.sha256);
    }
    settle.immediate(waiting);
  };
}

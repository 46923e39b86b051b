import { randomBytes } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { posix } from 'node:path';
import type { BlobStore } from '#server/blobs/blob-store.ts';
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
  /** Absolute path of `incoming/`. */
  incomingDir: string;
  now?: () => number;
}

/**
 * Originals without a row: left by a power cut between a file's last move and its row, or by a database older than the
 * files. One that still lies in `incoming/` goes (it will be taken again); any other gets its rows, since it may be the
 * only copy.
 */
export function createStrayOriginals(deps: StrayOriginalsDeps) {
  const { db, store, blobs, queue, events, incomingDir, now = Date.now } = deps;

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

  // Within the write lock, so that no intake of another process is between its file and its row.
  const settle = db.transaction((waiting: ReadonlySet<string>) => {
    const known = new Set(store.originals().map((row) => row.path));
    for (const key of blobs.list('')) {
      const sha256 = /^[0-9a-f]{2}\/([0-9a-f]{64})(\.[a-z0-9]+)?$/.exec(key)?.[1];
      if (sha256 === undefined || known.has(`originals/${key}`)) continue;
      const path = blobs.localPath(key);
      const { ino, dev, size } = statSync(path);
      if (waiting.has(`${dev}:${ino}`)) rmSync(path);
      else events.emit('original.adopted', { key, recordingId: adopt(key, sha256, size) });
    }
  });

  return async (): Promise<void> => {
    const waiting = new Set<string>();
    for (const { file } of await findFiles(incomingDir)) {
      const info = await stat(file).catch(() => null);
      if (info !== null) waiting.add(`${info.dev}:${info.ino}`);
    }
    settle.immediate(waiting);
  };
}

import { rm } from 'node:fs/promises';
import { z } from 'zod';
import type { Db } from '#server/db/open.ts';
import type { JobQueue } from '#server/jobs/queue.ts';
import { type TranscribeStore, transcribeKind, type WantedRow } from './store.ts';

/** After all work on pictures: words can wait. */
const priority = 200;
const keyPrefix = `${transcribeKind}:`;

export const transcribePayload = z.object({ recordingId: z.string() });

/** Queues transcriptions, one at a time for an original; nothing where no transcriber is configured. */
export function createTranscriptPlan(o: {
  db: Db;
  queue: JobQueue;
  store: TranscribeStore;
  isConfigured: boolean;
  /** Where transcriptions under way keep their files. */
  root: string;
}) {
  const enqueue = (row: WantedRow) =>
    // On no recording of the queue's own: a recording's newest job is the one that makes its versions.
    o.queue.enqueue({
      ...{ kind: transcribeKind, priority, maxAttempts: 2, subject: row.title },
      payload: { recordingId: row.recording_id } satisfies z.infer<typeof transcribePayload>,
      dedupeKey: keyPrefix + row.original_id,
    });
  return {
    /** Part of the transaction in which a recording became whole. */
    whenWhole(recordingId: string): void {
      const row = o.isConfigured ? o.store.wanted(recordingId) : null;
      if (row !== null) enqueue(row);
    },
    /** At a start: what became whole before there was a transcriber, and files that a crash left. */
    async catchUp(): Promise<void> {
      if (o.store.unfinished() === 0) await rm(o.root, { recursive: true, force: true });
      if (!o.isConfigured) return;
      o.db
        .transaction(() => {
          for (const row of o.store.neverTried(keyPrefix)) enqueue(row);
        })
        .immediate();
    },
  };
}

import type { Db } from '#server/db/open.ts';

export interface SampleTalkRow {
  id: number;
  guid: string;
  slug: string;
}

/** What samples read of talks, recordings and jobs; statements prepared once. */
export function createSampleStore(db: Db) {
  const untouched = db.prepare<{ prefix: string }, SampleTalkRow>(
    `SELECT t.id, t.guid, t.slug FROM talks t
     WHERE t.is_sample = 1
       AND NOT EXISTS (SELECT 1 FROM recordings r WHERE r.talk_id = t.id)
       AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.dedupe_key = @prefix || t.guid)
     ORDER BY t.position, t.id`,
  );
  const withoutRecording = db.prepare<[string], SampleTalkRow>(
    `SELECT t.id, t.guid, t.slug FROM talks t
     WHERE t.guid = ? AND t.is_sample = 1
       AND NOT EXISTS (SELECT 1 FROM recordings r WHERE r.talk_id = t.id)`,
  );
  const unfinished = db
    .prepare<[string], number>(`SELECT count(*) FROM jobs WHERE kind = ? AND state IN ('queued', 'running')`)
    .pluck();
  return {
    /** Sample talks that have no recording and never had a job with such a key. */
    untouched: (keyPrefix: string) => untouched.all({ prefix: keyPrefix }),
    /** The sample talk of a guid while it has no recording. */
    withoutRecording: (guid: string) => withoutRecording.get(guid),
    unfinishedJobs: (kind: string) => unfinished.get(kind) ?? 0,
  };
}

import type { Db } from '#server/db/open.ts';

/** Statements about the library as a whole: its revision, its counts, what is new. */
export function createLibraryStore(db: Db) {
  const revision = db.prepare<[], number>('SELECT revision FROM library').pluck();
  const counts = db.prepare<[], { talks: number; speakers: number }>(`
    SELECT (SELECT count(*) FROM public_talks) AS talks,
      (SELECT count(DISTINCT speaker_id) FROM public_talk_speakers) AS speakers`);
  const newestWatchable = db
    .prepare<[number], number>(`
      SELECT p.talk_id FROM recordings r CROSS JOIN public_recordings p ON p.id = r.id
      WHERE r.publication = 'published' AND r.is_primary = 1 AND EXISTS (
        SELECT 1 FROM versions v WHERE v.recording_id = r.id AND v.state IN ('growing', 'whole'))
      ORDER BY r.created_ms DESC, r.id DESC LIMIT ?`)
    .pluck();
  const processing = db
    .prepare<[number], number>(`
      SELECT DISTINCT p.talk_id FROM jobs b
      CROSS JOIN public_recordings p ON p.id = b.recording_id
      WHERE b.state IN ('running', 'queued') AND NOT EXISTS (
        SELECT 1 FROM versions v WHERE v.recording_id = p.id AND v.state IN ('growing', 'whole'))
      ORDER BY b.state DESC, b.priority, b.run_at_ms, b.id LIMIT ?`)
    .pluck();
  const newest = db
    .prepare<[number], number>('SELECT id FROM public_talks ORDER BY first_public_ms DESC, id DESC LIMIT ?')
    .pluck();
  return {
    revision: () => revision.get() ?? 0,
    counts: () => counts.get() ?? { talks: 0, speakers: 0 },
    /** Ids of public talks that can be watched, the newest recordings first. */
    newestWatchable: (limit: number) => newestWatchable.all(limit),
    /** Ids of public talks whose first version is being made, in the order of the queue. */
    processing: (limit: number) => processing.all(limit),
    newest: (limit: number) => newest.all(limit),
  };
}

export type LibraryStore = ReturnType<typeof createLibraryStore>;

import type { Db } from '#server/db/open.ts';

interface ShownRow {
  original_id: string;
  /** The edit list that the version was made with, as JSON; null = all of the original. */
  edit_list: string | null;
}

/** What a transcript needs to know of the version whose captions are shown. */
export function createTranscriptStore(db: Db) {
  const shown = db.prepare<[string], ShownRow>(`
    SELECT r.original_id, e.edit_list
    FROM recordings r
    JOIN versions v ON v.id = (
      SELECT w.id FROM versions w WHERE w.recording_id = r.id AND w.state IN ('growing', 'whole')
      ORDER BY w.state DESC LIMIT 1)
    LEFT JOIN recording_edits e ON e.recording_id = r.id AND e.number = v.edit_number
    WHERE r.id = ?`);
  return { shown: (recordingId: string) => shown.get(recordingId) ?? null };
}

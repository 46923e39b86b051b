import type { Db } from '#server/db/open.ts';

export interface ServedVersionRow {
  state: 'growing' | 'whole' | 'retired';
  served_until_ms: number | null;
  is_public: number;
}

/** What delivery asks of the database: one read a file, one more for a download. */
export function createDeliveryStore(db: Db) {
  const version = db.prepare<[string, string], ServedVersionRow>(
    `SELECT v.state, v.served_until_ms,
       EXISTS (SELECT 1 FROM public_recordings p WHERE p.id = v.recording_id) AS is_public
     FROM versions v WHERE v.id = ? AND v.recording_id = ?`,
  );
  const title = db.prepare<[string], { title: string | null; arrived_as: string }>(
    `SELECT (SELECT x.title FROM talk_texts x JOIN talks t ON t.id = x.talk_id
             WHERE x.talk_id = r.talk_id ORDER BY x.language = t.language DESC, x.language LIMIT 1) AS title,
       o.arrived_as
     FROM recordings r JOIN originals o ON o.id = r.original_id WHERE r.id = ?`,
  );
  return {
    version: (recordingId: string, versionId: string) => version.get(versionId, recordingId),
    title: (recordingId: string) => title.get(recordingId),
  };
}

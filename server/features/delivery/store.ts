import type { Db } from '#server/db/open.ts';

export interface ServedVersionRow {
  state: 'growing' | 'whole' | 'retired';
  served_until_ms: number | null;
  is_public: number;
  /** Of an unlisted talk: whoever has its address may see it. */
  is_unlisted: number;
}

/** What delivery asks of the database: one read a file, one more for a download. What lies in the bin is nobody's, but for those
 * who were watching a recording when another took its place. */
export function createDeliveryStore(db: Db) {
  const version = db.prepare<[string, string], ServedVersionRow>(
    `SELECT v.state, v.served_until_ms,
       EXISTS (SELECT 1 FROM public_recordings p
         WHERE p.id = CASE WHEN v.state = 'retired' THEN coalesce(r.replaced_by_id, r.id) ELSE r.id END) AS is_public,
       EXISTS (SELECT 1 FROM unlisted_recordings u WHERE u.id = v.recording_id) AS is_unlisted
     FROM versions v JOIN recordings r ON r.id = v.recording_id
     LEFT JOIN talks t ON t.id = r.talk_id
     LEFT JOIN conferences c ON c.id = CASE WHEN r.talk_id IS NULL THEN r.conference_id ELSE t.conference_id END
     WHERE v.id = ? AND v.recording_id = ?
       AND (r.deleted_ms IS NULL OR (v.state = 'retired' AND r.replaced_by_id IS NOT NULL))
       AND t.deleted_ms IS NULL AND c.deleted_ms IS NULL`,
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

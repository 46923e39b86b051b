import type { Db } from '#server/db/open.ts';
import type { Publication } from '../store.ts';
import type { VersionRow } from '../versions/store.ts';

/** A recording as organizers see it, without its versions and jobs. */
export interface LibraryRecordingRow {
  id: string;
  publication: Publication;
  is_primary: number;
  match_note: string | null;
  error: string | null;
  created_ms: number;
  arrived_as: string;
  arrived_ms: number;
  size_bytes: number;
  talk_slug: string | null;
  talk_title: string | null;
  talk_visibility: string | null;
}

const columns = `r.id, r.publication, r.is_primary, r.match_note, r.error, r.created_ms, o.arrived_as, o.arrived_ms,
  o.size_bytes, t.slug AS talk_slug, t.visibility AS talk_visibility,
  (SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id ORDER BY x.language = t.language DESC, x.language LIMIT 1)
    AS talk_title
  FROM recordings r JOIN originals o ON o.id = r.original_id LEFT JOIN talks t ON t.id = r.talk_id`;

/** What the organizers' list of recordings reads; statements prepared once. */
export function createLibraryViewStore(db: Db) {
  const newest = db.prepare<{ createdMs: number; id: string; limit: number }, LibraryRecordingRow>(
    `SELECT ${columns} WHERE (r.created_ms, r.id) < (:createdMs, :id)
     ORDER BY r.created_ms DESC, r.id DESC LIMIT :limit`,
  );
  const byId = db.prepare<[string], LibraryRecordingRow>(`SELECT ${columns} WHERE r.id = ?`);
  const versions = db.prepare<[string], VersionRow>(
    `SELECT v.id, v.recording_id, v.state, v.is_complete, v.manifest, v.duration_ms, v.edit_number, v.served_until_ms, v.created_ms
     FROM json_each(?) e CROSS JOIN versions v ON v.recording_id = e.value ORDER BY v.created_ms DESC, v.id`,
  );
  return {
    /** Newest first, after the given one. */
    newest: (o: { limit: number; after?: { createdMs: number; id: string } | undefined }) =>
      newest.all({
        limit: o.limit,
        createdMs: o.after?.createdMs ?? Number.MAX_SAFE_INTEGER,
        id: o.after?.id ?? '',
      }),
    byId: (id: string) => byId.get(id),
    /** Of these recordings, newest first. */
    versions: (recordingIds: readonly string[]) => versions.all(JSON.stringify(recordingIds)),
  };
}

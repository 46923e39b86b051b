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
  edit_number: number;
  edit_list: string | null;
  arrived_as: string;
  arrived_ms: number;
  size_bytes: number;
  release_at_ms: number | null;
  conference_id: number | null;
  conference_title: string | null;
  time_zone: string | null;
  talk_id: number | null;
  talk_slug: string | null;
  talk_title: string | null;
  talk_visibility: string | null;
}

/** Which recordings a list is about; null = whichever. */
export interface LibraryFilter {
  conferenceId: number | null;
  publication: Publication | null;
  isUnmatched: boolean;
}

const columns = `r.id, r.publication, r.is_primary, r.match_note, r.error, r.created_ms, r.edit_number, r.edit_list, o.arrived_as, o.arrived_ms,
  o.size_bytes, r.release_at_ms, c.id AS conference_id, c.time_zone, r.talk_id,
  (SELECT x.title FROM conference_texts x WHERE x.conference_id = c.id
   ORDER BY x.language = c.language DESC, x.language LIMIT 1) AS conference_title,
  t.slug AS talk_slug, t.visibility AS talk_visibility,
  (SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id ORDER BY x.language = t.language DESC, x.language LIMIT 1)
    AS talk_title
  FROM recordings r JOIN originals o ON o.id = r.original_id LEFT JOIN talks t ON t.id = r.talk_id
  LEFT JOIN conferences c ON c.id = coalesce(t.conference_id, r.conference_id)`;

/** What the organizers' list of recordings reads; statements prepared once. */
export function createLibraryViewStore(db: Db) {
  const newest = db.prepare<
    {
      createdMs: number;
      id: string;
      limit: number;
      conferenceId: number | null;
      publication: Publication | null;
      isUnmatched: number;
    },
    LibraryRecordingRow
  >(
    `SELECT ${columns} WHERE (r.created_ms, r.id) < (:createdMs, :id) AND r.deleted_ms IS NULL
       AND (:conferenceId IS NULL OR coalesce(t.conference_id, r.conference_id) = :conferenceId)
       AND (:publication IS NULL OR (r.publication = :publication AND r.talk_id IS NOT NULL))
       AND (:isUnmatched = 0 OR r.talk_id IS NULL)
     ORDER BY r.created_ms DESC, r.id DESC LIMIT :limit`,
  );
  const byId = db.prepare<[string], LibraryRecordingRow>(
    `SELECT ${columns} WHERE r.id = ? AND r.deleted_ms IS NULL`,
  );
  const versions = db.prepare<[string], VersionRow>(
    `SELECT v.id, v.recording_id, v.state, v.is_complete, v.manifest, v.duration_ms, v.edit_number, v.served_until_ms, v.created_ms
     FROM json_each(?) e CROSS JOIN versions v ON v.recording_id = e.value ORDER BY v.created_ms DESC, v.id`,
  );
  return {
    /** Outside the bin, newest first, after the given one. */
    newest: (o: {
      limit: number;
      after?: { createdMs: number; id: string } | undefined;
      filter: LibraryFilter;
    }) =>
      newest.all({
        ...o.filter,
        isUnmatched: o.filter.isUnmatched ? 1 : 0,
        limit: o.limit,
        createdMs: o.after?.createdMs ?? Number.MAX_SAFE_INTEGER,
        id: o.after?.id ?? '',
      }),
    byId: (id: string) => byId.get(id),
    /** Of these recordings, newest first. */
    versions: (recordingIds: readonly string[]) => versions.all(JSON.stringify(recordingIds)),
  };
}

import type { Db } from '#server/db/open.ts';

/** A recording that has no words yet in the language it is spoken in. */
export interface WantedRow {
  recording_id: string;
  original_id: string;
  title: string;
  /** BCP 47; null where nobody said. */
  language: string | null;
}

export const transcribeKind = 'transcribe';

const primary = (column: string) => `lower(substr(${column}, 1, instr(${column} || '-', '-') - 1))`;

/** Sound that nobody captioned in the spoken language, and that no machine wrote down before, deleted tracks included. */
const wantedSql = `
  SELECT r.id AS recording_id, r.original_id, coalesce(t.language, c.language) AS language,
    coalesce((SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id
      ORDER BY x.language = t.language DESC, x.language LIMIT 1), o.arrived_as) AS title
  FROM recordings r
  JOIN originals o ON o.id = r.original_id
  JOIN versions v ON v.recording_id = r.id AND v.state = 'whole'
  LEFT JOIN talks t ON t.id = r.talk_id
  LEFT JOIN conferences c ON c.id = t.conference_id
  WHERE r.deleted_ms IS NULL AND json_array_length(v.manifest, '$.audioTracks') > 0
    AND NOT EXISTS (SELECT 1 FROM caption_tracks k WHERE k.original_id = r.original_id AND (
      k.is_machine_made = 1 OR (k.deleted_ms IS NULL AND (
        k.language IS NULL OR coalesce(t.language, c.language) IS NULL
        OR ${primary('k.language')} = ${primary('coalesce(t.language, c.language)')}))))`;

/** Statements behind transcribing. */
export function createTranscribeStore(db: Db) {
  const one = db.prepare<[string], WantedRow>(`${wantedSql} AND r.id = ?`);
  const neverTried = db.prepare<[string], WantedRow>(
    `${wantedSql} AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.kind = '${transcribeKind}'
       AND j.dedupe_key = ? || r.original_id) ORDER BY r.created_ms DESC, r.id`,
  );
  const unfinished = db
    .prepare<[], number>(
      `SELECT count(*) FROM jobs WHERE kind = '${transcribeKind}' AND state IN ('queued', 'running')`,
    )
    .pluck();
  return {
    /** Null where it needs none, or somebody captioned it meanwhile. */
    wanted: (recordingId: string) => one.get(recordingId) ?? null,
    /** All that no job was ever queued for, newest first. */
    neverTried: (keyPrefix: string) => neverTried.all(keyPrefix),
    unfinished: () => unfinished.get() ?? 0,
  };
}

export type TranscribeStore = ReturnType<typeof createTranscribeStore>;

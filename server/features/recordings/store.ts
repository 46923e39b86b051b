import type { Db } from '#server/db/open.ts';

export type Publication = 'review' | 'published' | 'withdrawn';

export interface OriginalRow {
  id: string;
  sha256: string;
  size_bytes: number;
  /** POSIX path inside the library. */
  path: string;
  arrived_as: string;
  arrived_ms: number;
}

export interface RecordingRow {
  id: string;
  original_id: string;
  talk_id: number | null;
  is_primary: number;
  publication: Publication;
  match_note: string | null;
  error: string | null;
  created_ms: number;
  updated_ms: number;
}

/** A recording as it comes into the library; `conference_id` where it arrived for one. */
type NewRecordingRow = Omit<RecordingRow, 'error' | 'updated_ms'> & { conference_id?: number | null };

/** A recording with its original, as lists and jobs need it. */
export interface RecordingInLibrary extends RecordingRow {
  original_path: string;
  arrived_as: string;
  size_bytes: number;
}

const original = 'id, sha256, size_bytes, path, arrived_as, arrived_ms';
const withOriginal = `r.id, r.original_id, r.talk_id, r.is_primary, r.publication, r.match_note, r.error, r.created_ms,
  r.updated_ms, o.path AS original_path, o.arrived_as, o.size_bytes
  FROM recordings r JOIN originals o ON o.id = r.original_id`;

/** Originals and recordings; statements prepared once. Writers belong in a caller's transaction. */
export function createRecordingStore(db: Db) {
  const originalBySha = db.prepare<[string], OriginalRow>(
    `SELECT ${original} FROM originals WHERE sha256 = ?`,
  );
  const originals = db.prepare<[], OriginalRow>(`SELECT ${original} FROM originals ORDER BY id`);
  // '/' follows '.': these are all names that begin with the stem and a dot.
  const originalsOfStem = db.prepare<{ stem: string }, OriginalRow>(
    `SELECT ${original} FROM originals
     WHERE arrived_as = @stem OR (arrived_as >= @stem || '.' AND arrived_as < @stem || '/') ORDER BY id`,
  );
  const insertOriginal = db.prepare<OriginalRow>(
    `INSERT INTO originals (${original}) VALUES (@id, @sha256, @size_bytes, @path, @arrived_as, @arrived_ms)`,
  );
  const insertRecording = db.prepare<NewRecordingRow & { conference_id: number | null }>(
    `INSERT INTO recordings
       (id, original_id, talk_id, conference_id, is_primary, publication, match_note, created_ms, updated_ms)
     VALUES
       (@id, @original_id, @talk_id, @conference_id, @is_primary, @publication, @match_note, @created_ms, @created_ms)`,
  );
  const byId = db.prepare<[string], RecordingInLibrary>(`SELECT ${withOriginal} WHERE r.id = ?`);
  const ofOriginal = db.prepare<[string], RecordingInLibrary>(
    `SELECT ${withOriginal} WHERE r.original_id = ? ORDER BY r.created_ms`,
  );
  const ofTalk = db.prepare<[number], RecordingInLibrary>(
    `SELECT ${withOriginal} WHERE r.talk_id = ? ORDER BY r.is_primary DESC, r.created_ms`,
  );
  const all = db.prepare<[], RecordingInLibrary>(`SELECT ${withOriginal} ORDER BY r.created_ms, r.id`);
  const unmatched = db.prepare<[], RecordingInLibrary>(
    `SELECT ${withOriginal} WHERE r.talk_id IS NULL ORDER BY r.created_ms, r.id`,
  );
  const inReview = db.prepare<[], RecordingInLibrary>(
    `SELECT ${withOriginal} WHERE r.publication = 'review' AND r.talk_id IS NOT NULL ORDER BY r.created_ms, r.id`,
  );
  const setTalk = db.prepare<
    Pick<RecordingRow, 'id' | 'talk_id' | 'is_primary' | 'publication' | 'match_note' | 'updated_ms'>
  >(
    `UPDATE recordings SET talk_id = @talk_id, is_primary = @is_primary, publication = @publication,
       match_note = @match_note, updated_ms = @updated_ms,
       cut_ms = CASE WHEN @talk_id IS NULL THEN cut_ms END WHERE id = @id`,
  );
  const setPublication = db.prepare<Pick<RecordingRow, 'id' | 'publication' | 'is_primary' | 'updated_ms'>>(
    'UPDATE recordings SET publication = @publication, is_primary = @is_primary, updated_ms = @updated_ms WHERE id = @id',
  );
  const stepDown = db.prepare<{ talkId: number; nowMs: number }>(
    'UPDATE recordings SET is_primary = 0, updated_ms = @nowMs WHERE talk_id = @talkId AND is_primary = 1',
  );
  const setError = db.prepare<{ id: string; error: string | null; nowMs: number }>(
    'UPDATE recordings SET error = @error, updated_ms = @nowMs WHERE id = @id',
  );
  const removeRecording = db.prepare<[string]>('DELETE FROM recordings WHERE id = ?');
  const removeOriginal = db.prepare<[string]>(
    'DELETE FROM originals WHERE id = ? AND NOT EXISTS (SELECT 1 FROM recordings r WHERE r.original_id = originals.id)',
  );
  const ofSampleTalks = db.prepare<[], RecordingInLibrary>(
    `SELECT ${withOriginal} JOIN talks t ON t.id = r.talk_id WHERE t.is_sample = 1 ORDER BY r.id`,
  );
  return {
    originalBySha: (sha256: string) => originalBySha.get(sha256),
    originals: () => originals.all(),
    /** Those that arrived under this path, whatever came after it and a dot. */
    originalsOfStem: (stem: string) => originalsOfStem.all({ stem }),
    insertOriginal: (row: OriginalRow) => void insertOriginal.run(row),
    insertRecording: (row: NewRecordingRow) => void insertRecording.run({ conference_id: null, ...row }),
    byId: (id: string) => byId.get(id),
    ofOriginal: (originalId: string) => ofOriginal.all(originalId),
    ofTalk: (talkId: number) => ofTalk.all(talkId),
    all: () => all.all(),
    unmatched: () => unmatched.all(),
    inReview: () => inReview.all(),
    /** One that was cut into pieces and is given a talk is a recording like others again. */
    setTalk: (row: Parameters<typeof setTalk.run>[0]) => void setTalk.run(row),
    setPublication: (row: Parameters<typeof setPublication.run>[0]) => void setPublication.run(row),
    stepDown: (talkId: number, nowMs: number) => void stepDown.run({ talkId, nowMs }),
    setError: (id: string, error: string | null, nowMs: number) => void setError.run({ id, error, nowMs }),
    removeRecording: (id: string) => void removeRecording.run(id),
    /** Only where no recording is left of it; tells whether it went. */
    removeOriginal: (id: string) => removeOriginal.run(id).changes > 0,
    ofSampleTalks: () => ofSampleTalks.all(),
  };
}

export type RecordingStore = ReturnType<typeof createRecordingStore>;

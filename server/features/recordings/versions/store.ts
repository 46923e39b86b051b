import type { Db } from '#server/db/open.ts';

export type VersionState = 'growing' | 'whole' | 'retired';

export interface VersionRow {
  id: string;
  recording_id: string;
  state: VersionState;
  /** 1 = it plays to its end: a whole one, or a growing one that has come to its end. */
  is_complete: number;
  /** JSON of the engine's VersionManifest. */
  manifest: string;
  duration_ms: number;
  /** The edit of the recording that it was made with. */
  edit_number: number;
  served_until_ms: number | null;
  created_ms: number;
}

const columns =
  'id, recording_id, state, is_complete, manifest, duration_ms, edit_number, served_until_ms, created_ms';

/** How long those who are watching a version may go on after it was replaced. */
export const retiredForMs = 24 * 3_600_000;

/** The HLS versions of recordings; statements prepared once. Writers belong in a caller's transaction. */
export function createVersionStore(db: Db) {
  const insert = db.prepare<VersionRow>(
    `INSERT INTO versions (${columns})
     VALUES (@id, @recording_id, @state, @is_complete, @manifest, @duration_ms, @edit_number, @served_until_ms, @created_ms)`,
  );
  const of = db.prepare<[string], VersionRow>(
    `SELECT ${columns} FROM versions WHERE recording_id = ? ORDER BY created_ms, id`,
  );
  const all = db.prepare<[], Pick<VersionRow, 'id' | 'recording_id' | 'state' | 'is_complete'>>(
    'SELECT id, recording_id, state, is_complete FROM versions ORDER BY id',
  );
  const retire = db.prepare<{ recordingId: string; servedUntilMs: number }>(
    `UPDATE versions SET state = 'retired', served_until_ms = @servedUntilMs
     WHERE recording_id = @recordingId AND state IN ('growing', 'whole')`,
  );
  const retireGrowing = db.prepare<{ recordingId: string; servedUntilMs: number }>(
    `UPDATE versions SET state = 'retired', served_until_ms = @servedUntilMs
     WHERE recording_id = @recordingId AND state = 'growing'`,
  );
  const revive = db.prepare<{ id: string; state: VersionState }>(
    'UPDATE versions SET state = @state, served_until_ms = NULL WHERE id = @id',
  );
  const expired = db.prepare<[number], Pick<VersionRow, 'id' | 'recording_id'>>(
    `SELECT id, recording_id FROM versions WHERE state = 'retired' AND served_until_ms <= ?`,
  );
  const remove = db.prepare<[string]>('DELETE FROM versions WHERE id = ?');
  const rename = db.prepare<{ id: string; newId: string }>('UPDATE versions SET id = @newId WHERE id = @id');
  const setManifest = db.prepare<{ id: string; manifest: string }>(
    'UPDATE versions SET manifest = @manifest WHERE id = @id',
  );
  const describe = db.prepare<Pick<VersionRow, 'id' | 'manifest' | 'duration_ms' | 'is_complete'>>(
    `UPDATE versions SET manifest = @manifest, duration_ms = @duration_ms, is_complete = @is_complete
     WHERE id = @id AND state = 'growing'`,
  );
  const lastingPace = db
    .prepare<[], number | null>(
      `SELECT avg(1.0 * (j.finished_ms - j.started_ms) / v.duration_ms)
       FROM (SELECT recording_id, started_ms, finished_ms FROM jobs
             WHERE state = 'done' AND kind = 'transcode' ORDER BY finished_ms DESC LIMIT 5) j
       JOIN versions v ON v.recording_id = j.recording_id AND v.state = 'whole' AND v.duration_ms > 0`,
    )
    .pluck();
  return {
    insert: (row: VersionRow) => void insert.run(row),
    of: (recordingId: string) => of.all(recordingId),
    all: () => all.all(),
    /** Growing and whole ones of a recording stay served until the given time. */
    retire: (recordingId: string, servedUntilMs: number) => void retire.run({ recordingId, servedUntilMs }),
    /** As `retire`, of a growing one alone. */
    retireGrowing: (recordingId: string, servedUntilMs: number) =>
      void retireGrowing.run({ recordingId, servedUntilMs }),
    /** Takes a retired one into service again. */
    revive: (id: string, state: VersionState) => void revive.run({ id, state }),
    expired: (nowMs: number) => expired.all(nowMs),
    remove: (id: string) => void remove.run(id),
    rename: (id: string, newId: string) => void rename.run({ id, newId }),
    /** How many ms of work a whole version lately took for each of its own; null where none was made yet. */
    lastingPace: () => lastingPace.get() ?? null,
    /** Tells more about a growing version; false where it is gone. */
    describe: (row: Parameters<typeof describe.run>[0]) => describe.run(row).changes > 0,
    setManifest: (id: string, manifest: string) => void setManifest.run({ id, manifest }),
  };
}

export type VersionStore = ReturnType<typeof createVersionStore>;

import type { Db } from '#server/db/open.ts';

export interface KnownOriginal {
  id: string;
  sha256: string;
  size_bytes: number;
  path: string;
}

export interface KnownVersion {
  id: string;
  recording_id: string;
  state: 'growing' | 'whole' | 'retired';
  /** 1 = it plays to its end. */
  is_complete: number;
  manifest: string;
}

export interface KnownRecording {
  id: string;
  arrived_as: string;
  whole_count: number;
  /** Of its newest job; null where it has none. */
  job_state: string | null;
}

/** What caring for a library reads of its database; statements prepared once. */
export function createLibraryCareStore(db: Db) {
  const originals = db.prepare<[], KnownOriginal>(
    'SELECT id, sha256, size_bytes, path FROM originals ORDER BY path',
  );
  const versions = db.prepare<[], KnownVersion>(
    'SELECT id, recording_id, state, is_complete, manifest FROM versions ORDER BY recording_id, id',
  );
  const recordings = db.prepare<[], KnownRecording>(
    `SELECT r.id, o.arrived_as,
       (SELECT count(*) FROM versions v WHERE v.recording_id = r.id AND v.state = 'whole') AS whole_count,
       (SELECT j.state FROM jobs j WHERE j.recording_id = r.id ORDER BY j.created_ms DESC, j.id DESC LIMIT 1) AS job_state
     FROM recordings r JOIN originals o ON o.id = r.original_id
     WHERE r.deleted_ms IS NULL AND r.cut_ms IS NULL ORDER BY r.id`,
  );
  const images = db.prepare<[], string>('SELECT path FROM images ORDER BY path').pluck();
  const sampleJobs = db
    .prepare<[], number>(`SELECT count(*) FROM jobs WHERE kind = 'sample' AND state IN ('queued', 'running')`)
    .pluck();
  return {
    originals: () => originals.all(),
    versions: () => versions.all(),
    recordings: () => recordings.all(),
    /** Paths of pictures, below the library; each has a small copy beside it. */
    images: () => images.all().flatMap((path) => [path, path.replace(/\.webp$/, '.small.webp')]),
    unfinishedSampleJobs: () => sampleJobs.get() ?? 0,
  };
}

export type LibraryCareStore = ReturnType<typeof createLibraryCareStore>;

/** Makes a copy of a database fit to begin from: what was half made is gone, and its jobs begin again. */
export function dropWorkUnderWay(db: Db): void {
  db.transaction(() => {
    db.prepare(`DELETE FROM versions WHERE state = 'growing' AND is_complete = 0`).run();
    db.prepare(
      `UPDATE jobs SET state = 'queued', attempt = max(0, attempt - 1), progress = kept_progress,
         step = NULL, remaining_ms = NULL,
         cancel_requested = 0, lease_token = NULL, lease_owner = NULL, lease_until_ms = NULL
       WHERE state = 'running'`,
    ).run();
  }).immediate();
}

/** What SQLite itself finds wrong, one sentence each; empty where all is well. */
export function databaseProblems(db: Db): string[] {
  const integrity = db.prepare<[], string>('PRAGMA integrity_check(20)').pluck().all();
  const references = db.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').all();
  return [
    ...integrity.filter((line) => line !== 'ok').map((line) => `The database is damaged: ${line}.`),
    ...references
      .slice(0, 20)
      .map(({ table, parent }) => `A row of ${table} refers to a row of ${parent} that is not there.`),
  ];
}

import type { Db } from '#server/db/open.ts';
import type { JobState } from './queue.ts';

/** A row of `jobs` without its lease. */
export interface JobRow {
  id: string;
  kind: string;
  dedupe_key: string | null;
  subject: string | null;
  recording_id: string | null;
  payload: string;
  state: JobState;
  attempt: number;
  max_attempts: number;
  crashes: number;
  priority: number;
  progress: number;
  kept_progress: number;
  step: string | null;
  remaining_ms: number | null;
  error: string | null;
  cancel_requested: number;
  run_at_ms: number;
  created_ms: number;
  started_ms: number | null;
  finished_ms: number | null;
}

const columns = `id, kind, dedupe_key, subject, recording_id, payload, state, attempt, max_attempts, crashes, priority, progress,
  kept_progress, step, remaining_ms, error, cancel_requested, run_at_ms, created_ms, started_ms, finished_ms`;
const noLease = 'lease_token = NULL, lease_owner = NULL, lease_until_ms = NULL';

/** The statements of the queue, prepared once. */
export function createJobStore(db: Db) {
  const insert = db.prepare<{
    id: string;
    kind: string;
    dedupeKey: string | null;
    subject: string | null;
    recordingId: string | null;
    payload: string;
    priority: number;
    maxAttempts: number;
    nowMs: number;
  }>(
    `INSERT INTO jobs (id, kind, dedupe_key, subject, recording_id, payload, state, priority, max_attempts, run_at_ms, created_ms)
     VALUES (@id, @kind, @dedupeKey, @subject, @recordingId, @payload, 'queued', @priority, @maxAttempts, @nowMs, @nowMs)`,
  );
  const unfinishedByKey = db.prepare<[string], JobRow>(
    `SELECT ${columns} FROM jobs WHERE dedupe_key = ? AND state IN ('queued', 'running')`,
  );
  const nextDue = db.prepare<{ nowMs: number; kinds: string; below: number }, { id: string }>(
    `SELECT id FROM jobs WHERE state = 'queued' AND priority < @below AND run_at_ms <= @nowMs
       AND kind IN (SELECT value FROM json_each(@kinds))
     ORDER BY priority, run_at_ms, rowid LIMIT 1`,
  );
  const take = db.prepare<
    { id: string; token: string; owner: string; untilMs: number; nowMs: number },
    JobRow
  >(
    `UPDATE jobs SET state = 'running', attempt = attempt + 1, lease_token = @token, lease_owner = @owner,
       lease_until_ms = @untilMs, cancel_requested = 0, progress = kept_progress, step = NULL,
       remaining_ms = NULL, started_ms = @nowMs
     WHERE id = @id RETURNING ${columns}`,
  );
  const held = db.prepare<[string], JobRow>(
    `SELECT ${columns} FROM jobs WHERE lease_token = ? AND state = 'running'`,
  );
  const beat = db.prepare<
    { token: string; untilMs: number; progress: number; step: string | null; remainingMs: number | null },
    Pick<JobRow, 'id' | 'cancel_requested'>
  >(
    `UPDATE jobs SET lease_until_ms = @untilMs, progress = @progress, step = @step, remaining_ms = @remainingMs
     WHERE lease_token = @token AND state = 'running' RETURNING id, cancel_requested`,
  );
  const finish = db.prepare<{
    id: string;
    state: JobState;
    error: string | null;
    detail: string | null;
    nowMs: number;
    progress: number;
  }>(
    `UPDATE jobs SET state = @state, error = @error, error_detail = @detail, finished_ms = @nowMs,
       progress = @progress, step = NULL, remaining_ms = NULL, ${noLease} WHERE id = @id`,
  );
  const requeue = db.prepare<{
    id: string;
    runAtMs: number;
    attempt: number;
    crashes: number;
    error: string | null;
    detail: string | null;
  }>(
    `UPDATE jobs SET state = 'queued', run_at_ms = @runAtMs, attempt = @attempt, crashes = @crashes,
       progress = kept_progress, step = NULL, remaining_ms = NULL, error = @error, error_detail = @detail, cancel_requested = 0, finished_ms = NULL, ${noLease} WHERE id = @id`,
  );
  const setStage = db.prepare<{ id: string; payload: string; priority: number; progress: number }>(
    'UPDATE jobs SET payload = @payload, priority = @priority, progress = @progress, kept_progress = @progress WHERE id = @id',
  );
  const requestCancel = db.prepare<[string]>(`UPDATE jobs SET cancel_requested = 1 WHERE id = ?`);
  const get = db.prepare<[string], JobRow>(`SELECT ${columns} FROM jobs WHERE id = ?`);
  const running = db.prepare<[], JobRow & { lease_owner: string; lease_until_ms: number }>(
    `SELECT ${columns}, lease_owner, lease_until_ms FROM jobs WHERE state = 'running' ORDER BY lease_until_ms`,
  );
  const newest = db.prepare<{ createdMs: number; id: string; limit: number }, JobRow>(
    `SELECT ${columns} FROM jobs WHERE (created_ms, id) < (@createdMs, @id)
     ORDER BY created_ms DESC, id DESC LIMIT @limit`,
  );
  const queued = db.prepare<[number], JobRow>(
    `SELECT ${columns} FROM jobs WHERE state = 'queued' ORDER BY priority, run_at_ms, rowid LIMIT ?`,
  );
  const latest = db.prepare<[string], JobRow>(
    `SELECT ${columns} FROM jobs WHERE recording_id = ? ORDER BY created_ms DESC, id DESC LIMIT 1`,
  );
  const latestOfEach = db.prepare<[string], JobRow & { recording_id: string }>(
    `SELECT ${columns} FROM jobs WHERE id IN (
       SELECT (SELECT j.id FROM jobs j WHERE j.recording_id = e.value ORDER BY j.created_ms DESC, j.id DESC LIMIT 1)
       FROM json_each(?) e)`,
  );
  return {
    insert: (row: Parameters<typeof insert.run>[0]) => void insert.run(row),
    unfinishedByKey: (key: string) => unfinishedByKey.get(key),
    /** The next one of a priority number lower than `below`. */
    nextDue: (o: { nowMs: number; kinds: readonly string[]; below: number }) =>
      nextDue.get({ ...o, kinds: JSON.stringify(o.kinds) }),
    take: (o: Parameters<typeof take.get>[0]) => take.get(o),
    held: (token: string) => held.get(token),
    beat: (o: Parameters<typeof beat.get>[0]) => beat.get(o),
    finish: (o: Parameters<typeof finish.run>[0]) => void finish.run(o),
    requeue: (o: Parameters<typeof requeue.run>[0]) => void requeue.run(o),
    setStage: (o: Parameters<typeof setStage.run>[0]) => void setStage.run(o),
    requestCancel: (id: string) => void requestCancel.run(id),
    get: (id: string) => get.get(id),
    running: () => running.all(),
    newest: (o: Parameters<typeof newest.all>[0]) => newest.all(o),
    queued: (limit: number) => queued.all(limit),
    latestOfEach: (recordingIds: readonly string[]) => latestOfEach.all(JSON.stringify(recordingIds)),
    latest: (recordingId: string) => latest.get(recordingId),
  };
}

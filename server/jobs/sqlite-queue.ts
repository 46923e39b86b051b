import { randomBytes } from 'node:crypto';
import type { Db } from '#server/db/open.ts';
import { isWorkerDead, workerIdentity } from '#server/kernel/worker-identity.ts';
import { createJobLogStore } from './log-store.ts';
import {
  type Job,
  type JobQueue,
  type JobReport,
  LeaseLostError,
  type NewJob,
  urgentBelow,
} from './queue.ts';
import { createJobStore, type JobRow } from './store.ts';

export interface SqliteQueueOptions {
  leaseMs?: number;
  /** Pause before the second attempt; it doubles with each further one, up to ten minutes. */
  backoffMs?: number;
  /** How many workers may die under one job before it fails. */
  maxCrashes?: number;
  owner?: string;
  now?: () => number;
  /** Told after each enqueue of this process, so that a runner need not wait for its next look. */
  onEnqueued?: () => void;
}

const longestBackoffMs = 600_000;
/** This many crashes are taken for chance and the job starts again at once; after that it waits longer each time. */
const crashesBeforePause = 5;

/** The embedded queue: leases in the library's own database, for several processes of one machine. */
export function createSqliteQueue(db: Db, o: SqliteQueueOptions = {}): JobQueue {
  const {
    leaseMs = 30_000,
    backoffMs = 5_000,
    maxCrashes = 20,
    owner = workerIdentity(),
    now = Date.now,
  } = o;
  const store = createJobStore(db);
  const logs = createJobLogStore(db);
  const tell = (jobId: string, line: string) => logs.add(jobId, [{ atMs: now(), line }]);

  const heldOrThrow = (token: string): JobRow => {
    const row = store.held(token);
    if (row === undefined) throw new LeaseLostError();
    return row;
  };
  const check: JobQueue['check'] = (token) => {
    const row = store.held(token);
    if (row === undefined) return 'lost';
    return row.cancel_requested === 1 ? 'cancel' : 'held';
  };
  const pauseMs = (attempt: number) => Math.min(backoffMs * 2 ** (attempt - 1), longestBackoffMs);

  const enqueue = db.transaction((job: NewJob): Job => {
    const there = job.dedupeKey === undefined ? undefined : store.unfinishedByKey(job.dedupeKey);
    if (there !== undefined) return toJob(there);
    const id = randomBytes(12).toString('hex');
    store.insert({
      id,
      kind: job.kind,
      dedupeKey: job.dedupeKey ?? null,
      subject: job.subject ?? null,
      recordingId: job.recordingId ?? null,
      payload: JSON.stringify(job.payload),
      priority: job.priority ?? 100,
      maxAttempts: job.maxAttempts ?? 3,
      nowMs: now(),
    });
    return toJob(existing(store.get(id)));
  });

  const nextDue = (kinds: readonly string[], { onlyUrgent = false }: { onlyUrgent?: boolean } = {}) =>
    store.nextDue({ nowMs: now(), kinds, below: onlyUrgent ? urgentBelow : Number.MAX_SAFE_INTEGER });
  const claim = db.transaction((...asked: Parameters<JobQueue['claim']>) => {
    const due = nextDue(...asked);
    if (due === undefined) return null;
    const token = randomBytes(16).toString('hex');
    const row = store.take({ id: due.id, token, owner, untilMs: now() + leaseMs, nowMs: now() });
    return { job: toJob(existing(row)), token };
  });

  const handOn: JobQueue['handOn'] = (token, { payload, priority, progress }) => {
    const row = heldOrThrow(token);
    store.setStage({ id: row.id, payload: JSON.stringify(payload), priority, progress });
    const none = { error: null, detail: null };
    if (row.cancel_requested === 1) {
      store.finish({ id: row.id, state: 'cancelled', ...none, nowMs: now(), progress });
      return 'cancelled';
    }
    store.requeue({ id: row.id, runAtMs: now(), attempt: 0, crashes: row.crashes, ...none });
    return 'queued';
  };

  const fail: JobQueue['fail'] = (token, failure) => {
    const row = heldOrThrow(token);
    const text = { error: failure.message, detail: failure.detail ?? null };
    if (!failure.mayRetry || row.attempt >= row.max_attempts) {
      store.finish({ id: row.id, state: 'failed', ...text, nowMs: now(), progress: row.progress });
      return 'failed';
    }
    store.requeue({
      id: row.id,
      runAtMs: now() + pauseMs(row.attempt),
      attempt: row.attempt,
      crashes: row.crashes,
      ...text,
    });
    return 'retrying';
  };

  const cancel: JobQueue['cancel'] = (jobId) => {
    const row = store.get(jobId);
    if (row === undefined) return 'unknown';
    if (row.state === 'queued') {
      const { progress } = row;
      store.finish({ id: jobId, state: 'cancelled', error: null, detail: null, nowMs: now(), progress });
      tell(jobId, 'Cancelled while it waited.');
      return 'cancelled';
    }
    if (row.state !== 'running') return 'finished';
    if (row.cancel_requested === 0) tell(jobId, 'Asked to be cancelled.');
    store.requestCancel(jobId);
    return 'requested';
  };

  const retry: JobQueue['retry'] = (jobId) => {
    const row = store.get(jobId);
    if (row?.state !== 'failed' && row?.state !== 'cancelled') return null;
    const sameWork = row.dedupe_key === null ? undefined : store.unfinishedByKey(row.dedupe_key);
    if (sameWork !== undefined) return toJob(sameWork);
    store.requeue({ id: jobId, runAtMs: now(), attempt: 0, crashes: 0, error: null, detail: null });
    tell(jobId, 'Queued again.');
    return toJob(existing(store.get(jobId)));
  };

  const recoverOne = (row: JobRow): Job => {
    const crashes = row.crashes + 1;
    const { progress } = row;
    tell(row.id, `The worker of this attempt ended without a word (${crashes} times so far).`);
    if (row.cancel_requested === 1) {
      store.finish({ id: row.id, state: 'cancelled', error: null, detail: null, nowMs: now(), progress });
    } else if (crashes > maxCrashes) {
      const error = `The program ended ${crashes} times while working on this: it was given up.`;
      store.finish({ id: row.id, state: 'failed', error, detail: null, nowMs: now(), progress });
    } else {
      const waitMs = crashes <= crashesBeforePause ? 0 : pauseMs(crashes - crashesBeforePause);
      store.requeue({
        id: row.id,
        runAtMs: now() + waitMs,
        attempt: Math.max(0, row.attempt - 1),
        crashes,
        error: null,
        detail: null,
      });
    }
    return toJob(existing(store.get(row.id)));
  };

  return {
    enqueue(job) {
      const made = enqueue.immediate(job);
      o.onEnqueued?.();
      return made;
    },
    // Looked at first without the write lock: idle workers ask often.
    claim: (...asked) => (nextDue(...asked) === undefined ? null : claim.immediate(...asked)),
    heartbeat: db.transaction((token: string, at: JobReport) => {
      const { progress, step, remainingMs = null, lines = [] } = at;
      const row = store.beat({ token, untilMs: now() + leaseMs, progress, step, remainingMs });
      if (row === undefined) return 'lost';
      logs.add(row.id, lines);
      return row.cancel_requested === 1 ? 'cancel' : 'held';
    }).immediate,
    check,
    complete: db.transaction((token: string) => {
      const row = heldOrThrow(token);
      store.finish({ id: row.id, state: 'done', error: null, detail: null, nowMs: now(), progress: 1 });
    }).immediate,
    handOn: db.transaction(handOn).immediate,
    note: db.transaction((token: string, lines: Parameters<typeof logs.add>[1]) =>
      logs.add(heldOrThrow(token).id, lines),
    ).immediate,
    log: logs.of,
    fail: db.transaction(fail).immediate,
    acknowledgeCancel: db.transaction((token: string) => {
      const { id, progress } = heldOrThrow(token);
      store.finish({ id, state: 'cancelled', error: null, detail: null, nowMs: now(), progress });
    }).immediate,
    release: db.transaction((token: string) => {
      const row = store.held(token);
      if (row === undefined) return;
      store.requeue({
        id: row.id,
        runAtMs: now(),
        attempt: Math.max(0, row.attempt - 1),
        crashes: row.crashes,
        error: null,
        detail: null,
      });
    }).immediate,
    withLease: (token, write) =>
      db
        .transaction(() => {
          heldOrThrow(token);
          return write();
        })
        .immediate(),
    cancel: db.transaction(cancel).immediate,
    retry(jobId) {
      const job = db.transaction(retry).immediate(jobId);
      if (job !== null) o.onEnqueued?.();
      return job;
    },
    recover: db.transaction(() =>
      store
        .running()
        .filter((row) => row.lease_until_ms < now() || isWorkerDead(row.lease_owner))
        .map(recoverOne),
    ).immediate,
    get: (jobId) => optional(store.get(jobId)),
    list: ({ limit, after }) =>
      store
        .newest({ limit, createdMs: after?.createdMs ?? Number.MAX_SAFE_INTEGER, id: after?.id ?? '' })
        .map(toJob),
    unfinished: (limit) => [...store.running(), ...store.queued(limit)].slice(0, limit).map(toJob),
    latestOfEach: (recordingIds) =>
      new Map(store.latestOfEach(recordingIds).map((row) => [row.recording_id, toJob(row)])),
    latestOf: (recordingId) => optional(store.latest(recordingId)),
  };
}

function existing(row: JobRow | undefined): JobRow {
  if (row === undefined) throw new Error('A job vanished within a transaction.');
  return row;
}

function optional(row: JobRow | undefined): Job | null {
  return row === undefined ? null : toJob(row);
}

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    recordingId: row.recording_id,
    payload: JSON.parse(row.payload),
    state: row.state,
    attempt: row.attempt,
    maxAttempts: row.max_attempts,
    crashes: row.crashes,
    priority: row.priority,
    progress: row.progress,
    step: row.step,
    remainingMs: row.remaining_ms,
    error: row.error,
    isCancelRequested: row.cancel_requested === 1,
    runAtMs: row.run_at_ms,
    createdMs: row.created_ms,
    startedMs: row.started_ms,
    finishedMs: row.finished_ms,
  };
}

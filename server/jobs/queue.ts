export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A job as everyone may see it; times in ms UTC. */
export interface Job {
  id: string;
  kind: string;
  /** What it is about, for people. */
  subject: string | null;
  recordingId: string | null;
  payload: unknown;
  state: JobState;
  attempt: number;
  maxAttempts: number;
  crashes: number;
  /** Lower runs first. */
  priority: number;
  /** Share of the work done, 0..1. */
  progress: number;
  step: string | null;
  /** Time left to its end as its worker last estimated it; null where nobody knows, or nobody works on it. */
  remainingMs: number | null;
  /** One sentence for people. */
  error: string | null;
  isCancelRequested: boolean;
  runAtMs: number;
  createdMs: number;
  startedMs: number | null;
  finishedMs: number | null;
}

export interface NewJob {
  kind: string;
  payload: unknown;
  /** At most one unfinished job per key: enqueueing another gives the one that is there. */
  dedupeKey?: string;
  subject?: string;
  recordingId?: string;
  /** Lower runs first, below `urgentBelow` it is urgent; 100 where not given. */
  priority?: number;
  maxAttempts?: number;
}

/** The right to work on a job, until it is lost. */
export interface Lease {
  job: Job;
  token: string;
}

/** Work of a lower priority number is urgent: it does not wait behind other work. */
export const urgentBelow = 100;

/** How far the work on a job is. */
export interface JobReport {
  progress: number;
  step: string | null;
  /** Null where it is not known. */
  remainingMs?: number | null;
  /** For its log, see `note`. */
  lines?: readonly LogLine[];
}

/** What a job goes on as. */
export interface NextStage {
  payload: unknown;
  priority: number;
  /** Share of the whole work that is done; later attempts begin at it. */
  progress: number;
}

export interface LogLine {
  /** ms UTC */
  atMs: number;
  line: string;
}

/** How much of a job's log is kept: the newest lines, each cut to a length in characters. */
export const logBounds = { lines: 500, lineLength: 8000 };

/** What the holder learns from a heartbeat: go on, stop because somebody cancelled, or stop because it is not yours. */
export type HeartbeatAnswer = 'held' | 'cancel' | 'lost';

export interface JobFailure {
  /** One sentence for people. */
  message: string;
  /** For the log: command line, exit code, the end of stderr. */
  detail?: string;
  /** Whether another attempt may go better. */
  mayRetry: boolean;
}

/** Raised when a worker writes for a job that it no longer holds. */
export class LeaseLostError extends Error {
  constructor() {
    super('The lease of this job was lost: somebody else holds it, or it was ended.');
    this.name = 'LeaseLostError';
  }
}

/**
 * A durable queue. Every write for a running job names its lease token, so a worker that lost its lease changes nothing.
 * `enqueue`, `handOn`, `note` and the callback of `withLease` take part in the caller's transaction on the same database.
 */
export interface JobQueue {
  enqueue(job: NewJob): Job;
  /** Takes the next due job of these kinds, oldest of the most urgent first; null when there is none. */
  claim(kinds: readonly string[], o?: { onlyUrgent?: boolean }): Lease | null;
  /** Extends the lease and stores how far the work is. */
  heartbeat(token: string, at: JobReport): HeartbeatAnswer;
  /** As `heartbeat`, without writing: cheap enough for twice a second. */
  check(token: string): HeartbeatAnswer;
  /** @throws {LeaseLostError} */
  complete(token: string): void;
  /**
   * Puts a job back as queued, to go on as its next stage with all its attempts; a job that was cancelled ends so
   * instead, and would go on as that stage when it is tried again.
   * @throws {LeaseLostError}
   */
  handOn(token: string, next: NextStage): 'queued' | 'cancelled';
  /**
   * Ends an attempt: queued again after a pause that doubles each time, or failed for good.
   * @throws {LeaseLostError}
   */
  fail(token: string, failure: JobFailure): 'retrying' | 'failed';
  /** Ends a job whose cancellation was asked for. @throws {LeaseLostError} */
  acknowledgeCancel(token: string): void;
  /** Puts a job back without costing an attempt; nothing happens when the lease is lost. */
  release(token: string): void;
  /**
   * Runs synchronous writes in one transaction that first makes sure the token still holds the job.
   * @throws {LeaseLostError} having written nothing
   */
  withLease<T>(token: string, write: () => T): T;
  /** Adds lines to the job's log, within `logBounds`. @throws {LeaseLostError} */
  note(token: string, lines: readonly LogLine[]): void;
  /** A job's log, oldest line first; empty for a job that is not there. */
  log(jobId: string): LogLine[];
  /** Cancels: a queued job at once, a running one by asking its holder. */
  cancel(jobId: string): 'cancelled' | 'requested' | 'finished' | 'unknown';
  /** Queues a failed or cancelled job again, with all its attempts; null when it is neither. */
  retry(jobId: string): Job | null;
  /** Queues again what dead workers held; a job that keeps killing its workers fails. Gives the jobs changed. */
  recover(): Job[];
  get(jobId: string): Job | null;
  /** Newest first, after the given one. */
  list(o: { limit: number; after?: { createdMs: number; id: string } }): Job[];
  /** Running, then queued, at most `limit`. */
  unfinished(limit: number): Job[];
  latestOf(recordingId: string): Job | null;
  /** The newest job of each of these recordings that has one. */
  latestOfEach(recordingIds: readonly string[]): ReadonlyMap<string, Job>;
}

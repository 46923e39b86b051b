import { setTimeout as sleep } from 'node:timers/promises';
import type { Events } from '#server/kernel/events.ts';
import { createPulse, type Pulse } from './pulse.ts';
import {
  type Job,
  type JobFailure,
  type JobQueue,
  type Lease,
  LeaseLostError,
  type NextStage,
} from './queue.ts';

/** What a handler may do while it works on a job. */
export interface JobContext {
  job: Job;
  /** Aborted when the job is cancelled, the lease is lost, or the program stops: end soon, leave nothing behind. */
  signal: AbortSignal;
  /** Tells how far the work is: `progress` 0..1 never goes back, `step` is a word or two for people. */
  report(at: { progress?: number; step?: string; remainingMs?: number | null }): void;
  /** Adds a line to the job's log, written with the next heartbeat or transaction. */
  note(line: string): void;
  /** Runs synchronous writes in one transaction, only while this worker still holds the job. */
  publish<T>(write: () => T): T;
  /** As `publish`, and the job is done with it, in the same transaction: the last thing a handler does. */
  finish(write: () => void): void;
  /** As `publish`, and the job is queued again as its next stage, in the same transaction: the last thing of a stage. */
  handOn(next: NextStage, write: () => void): void;
}

export interface JobHandler {
  run(context: JobContext): Promise<void>;
  /** What an error means for the job. */
  explain(error: unknown, job: Job): JobFailure;
  /** Called within the transaction that ends an attempt without success. */
  onEnded?(job: Job, outcome: UnsuccessfulEnd, failure: JobFailure | null): void;
}

/** Failed for good, cancelled, to be tried again later, or put back because the program stops. */
export type UnsuccessfulEnd = 'failed' | 'cancelled' | 'retrying' | 'released';

export type JobHandlers = Readonly<Record<string, JobHandler>>;

/** Works on one claimed job to its end and writes down how it went; never rejects. */
export async function runLeased(o: {
  queue: JobQueue;
  handlers: JobHandlers;
  events: Events;
  lease: Lease;
  stopping: AbortSignal;
}): Promise<void> {
  const { queue, events, lease } = o;
  const { job, token } = lease;
  const handler = o.handlers[job.kind];
  if (handler === undefined) return queue.release(token);
  const facts = { jobId: job.id, kind: job.kind, recordingId: job.recordingId, attempt: job.attempt };
  const pulse = createPulse(o);
  const ended: { as: 'done' | 'handed_on' | null } = { as: null };
  events.emit('job.started', facts);
  pulse.note(`Attempt ${job.attempt} of ${job.maxAttempts} begins (${nameOfWork(job)}).`);
  try {
    await handler.run({
      job,
      signal: pulse.signal,
      report: pulse.report,
      note: pulse.note,
      publish: (write) => pulse.withLease(write),
      finish(write) {
        pulse.withLease(() => {
          write();
          queue.note(token, [{ atMs: Date.now(), line: 'Done.' }]);
          queue.complete(token);
        });
        ended.as = 'done';
      },
      handOn(next, write) {
        pulse.withLease(() => {
          write();
          queue.note(token, [{ atMs: Date.now(), line: 'This stage is done; the next one is queued.' }]);
          if (queue.handOn(token, next) === 'cancelled') handler.onEnded?.(job, 'cancelled', null);
        });
        ended.as = 'handed_on';
      },
    });
    if (ended.as === null) pulse.withLease(() => queue.complete(token));
    events.emit(`job.${ended.as ?? 'done'}`, facts);
  } catch (error) {
    if (ended.as !== null) return events.emit(`job.${ended.as}`, facts);
    const outcome = await settlePatiently(() => settle(o, handler, error, pulse));
    events.emit(`job.${outcome.name}`, { ...facts, error: outcome.message });
  } finally {
    pulse.stop();
  }
}

function nameOfWork({ payload }: Job): string {
  return typeof payload === 'object' && payload !== null && 'stage' in payload
    ? `stage ${String(payload.stage)}`
    : 'one stage';
}

const settleTries = 10;
const settlePauseMs = 500;

/** A disk that was full a moment ago has room again once the run's own files are gone: writing down its end may need a second try. */
async function settlePatiently(write: () => Settled): Promise<Settled> {
  for (let tries = 1; ; tries++) {
    try {
      return write();
    } catch (error) {
      if (error instanceof LeaseLostError) return { name: 'lost', message: null };
      // Given up, the lease runs out and the job is recovered.
      if (tries === settleTries) return { name: 'unsettled', message: String(error) };
      await sleep(settlePauseMs);
    }
  }
}

interface Settled {
  name: string;
  message: string | null;
}

function settle(
  { queue, lease }: { queue: JobQueue; lease: Lease },
  handler: JobHandler,
  error: unknown,
  pulse: Pulse,
): Settled {
  const { token, job } = lease;
  const reason = pulse.reason();
  if (error instanceof LeaseLostError || reason === 'lost') return { name: 'lost', message: null };
  return pulse.withLease(() => {
    const tell = (...lines: string[]) =>
      queue.note(
        token,
        lines.map((line) => ({ atMs: Date.now(), line })),
      );
    if (reason === 'stopping') {
      tell('Put back: the program stops.');
      queue.release(token);
      handler.onEnded?.(job, 'released', null);
      return { name: 'released', message: null };
    }
    if (reason === 'cancel') {
      tell('Cancelled.');
      queue.acknowledgeCancel(token);
      handler.onEnded?.(job, 'cancelled', null);
      return { name: 'cancelled', message: null };
    }
    const failure = handler.explain(error, job);
    tell(`Failed: ${failure.message}`, ...(failure.detail?.split('\n') ?? []));
    const outcome = queue.fail(token, failure);
    handler.onEnded?.(job, outcome, failure);
    return { name: outcome, message: failure.message };
  });
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Events } from '#server/kernel/events.ts';
import { type Job, type JobFailure, type JobQueue, type Lease, LeaseLostError } from './queue.ts';

/** What a handler may do while it works on a job. */
export interface JobContext {
  job: Job;
  /** Aborted when the job is cancelled, the lease is lost, or the program stops: end soon, leave nothing behind. */
  signal: AbortSignal;
  /** Tells how far the work is: `progress` 0..1, `step` a word or two for people. */
  report(at: { progress?: number; step?: string }): void;
  /** Runs synchronous writes in one transaction, only while this worker still holds the job. */
  publish<T>(write: () => T): T;
  /** As `publish`, and the job is done with it, in the same transaction: the last thing a handler does. */
  finish(write: () => void): void;
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

const checkEveryMs = 400;
const writeEveryMs = 1000;
const extendEveryMs = 5000;

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
  const pulse = startPulse(o);
  let isFinished = false;
  events.emit('job.started', facts);
  try {
    await handler.run({
      job,
      signal: pulse.signal,
      report: pulse.report,
      publish: (write) => queue.withLease(token, write),
      finish: (write) => {
        queue.withLease(token, () => {
          write();
          queue.complete(token);
        });
        isFinished = true;
      },
    });
    if (!isFinished) queue.complete(token);
    events.emit('job.done', facts);
  } catch (error) {
    if (isFinished) return events.emit('job.done', facts);
    const outcome = await settlePatiently(() => settle(o, handler, error, pulse.reason()));
    events.emit(`job.${outcome.name}`, { ...facts, error: outcome.message });
  } finally {
    pulse.stop();
  }
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
  reason: AbortReason | null,
): Settled {
  const { token, job } = lease;
  if (error instanceof LeaseLostError || reason === 'lost') return { name: 'lost', message: null };
  return queue.withLease(token, () => {
    if (reason === 'stopping') {
      queue.release(token);
      handler.onEnded?.(job, 'released', null);
      return { name: 'released', message: null };
    }
    if (reason === 'cancel') {
      queue.acknowledgeCancel(token);
      handler.onEnded?.(job, 'cancelled', null);
      return { name: 'cancelled', message: null };
    }
    const failure = handler.explain(error, job);
    const outcome = queue.fail(token, failure);
    handler.onEnded?.(job, outcome, failure);
    return { name: outcome, message: failure.message };
  });
}

type AbortReason = 'stopping' | 'cancel' | 'lost';

/** Keeps the lease alive, writes progress at most once a second, and notices within half a second that work must end. */
function startPulse({ queue, events, lease, stopping }: Parameters<typeof runLeased>[0]) {
  const controller = new AbortController();
  const at: { progress: number; step: string | null } = { progress: 0, step: null };
  let reason: AbortReason | null = null;
  let isChanged = false;
  let writtenMs = Date.now();

  const end = (why: AbortReason) => {
    reason ??= why;
    controller.abort();
  };
  const write = () => {
    writtenMs = Date.now();
    isChanged = false;
    events.emit('job.progress', { jobId: lease.job.id, recordingId: lease.job.recordingId, ...at });
    return queue.heartbeat(lease.token, at);
  };
  const tick = () => {
    const elapsedMs = Date.now() - writtenMs;
    try {
      const isDue = elapsedMs >= extendEveryMs || (isChanged && elapsedMs >= writeEveryMs);
      const answer = isDue ? write() : queue.check(lease.token);
      if (answer !== 'held') end(answer);
    } catch (error) {
      // A busy database or a full disk is no reason to end the work: the lease has 30 seconds for this to pass.
      events.emit('job.heartbeat_failed', { jobId: lease.job.id, error: String(error) });
    }
  };
  const onStopping = () => end('stopping');
  const timer = setInterval(tick, checkEveryMs);
  if (stopping.aborted) onStopping();
  else stopping.addEventListener('abort', onStopping, { once: true });
  return {
    signal: controller.signal,
    reason: () => reason,
    report(next: { progress?: number; step?: string }) {
      at.progress = Math.max(at.progress, Math.min(1, next.progress ?? at.progress));
      at.step = next.step ?? at.step;
      isChanged = true;
    },
    stop() {
      clearInterval(timer);
      stopping.removeEventListener('abort', onStopping);
    },
  };
}

import type { Events } from '#server/kernel/events.ts';
import { type JobQueue, type Lease, type LogLine, logBounds } from './queue.ts';

/** Why work must end before it is done. */
export type AbortReason = 'stopping' | 'cancel' | 'lost';

/** What keeps one job held while it is worked on, and what is to be written down of it. */
export interface Pulse {
  /** Aborted within half a second of a reason to end. */
  signal: AbortSignal;
  reason(): AbortReason | null;
  report(next: { progress?: number; step?: string; remainingMs?: number | null }): void;
  note(line: string): void;
  /** As the queue's own; lines noted so far are written in the same transaction. */
  withLease<T>(write: () => T): T;
  stop(): void;
}

const checkEveryMs = 400;
const writeEveryMs = 1000;
const extendEveryMs = 5000;

/** Keeps the lease alive, writes progress and log at most once a second, and notices that work must end. */
export function createPulse(o: {
  queue: JobQueue;
  events: Events;
  lease: Lease;
  stopping: AbortSignal;
}): Pulse {
  const { queue, events, lease, stopping } = o;
  const { job, token } = lease;
  const controller = new AbortController();
  const at: { progress: number; step: string | null; remainingMs: number | null } = {
    progress: job.progress,
    step: null,
    remainingMs: null,
  };
  let lines: LogLine[] = [];
  let reason: AbortReason | null = null;
  let isChanged = false;
  let writtenMs = Date.now();

  const end = (why: AbortReason) => {
    reason ??= why;
    controller.abort();
  };
  const beat = () => {
    const answer = queue.heartbeat(token, { ...at, lines });
    lines = [];
    isChanged = false;
    events.emit('job.progress', { jobId: job.id, recordingId: job.recordingId, ...at });
    return answer;
  };
  const tick = () => {
    const elapsedMs = Date.now() - writtenMs;
    try {
      const isDue = elapsedMs >= extendEveryMs || (isChanged && elapsedMs >= writeEveryMs);
      if (isDue) writtenMs = Date.now();
      const answer = isDue ? beat() : queue.check(token);
      if (answer !== 'held') end(answer);
    } catch (error) {
      // A busy database or a full disk is no reason to end the work: the lease has 30 seconds for this to pass.
      events.emit('job.heartbeat_failed', { jobId: job.id, error: String(error) });
    }
  };
  const onStopping = () => end('stopping');
  const timer = setInterval(tick, checkEveryMs);
  if (stopping.aborted) onStopping();
  else stopping.addEventListener('abort', onStopping, { once: true });
  return {
    signal: controller.signal,
    reason: () => reason,
    report(next) {
      at.progress = Math.max(at.progress, Math.min(1, next.progress ?? at.progress));
      at.step = next.step ?? at.step;
      if (next.remainingMs !== undefined) at.remainingMs = next.remainingMs;
      isChanged = true;
    },
    note(line) {
      lines = [...lines.slice(1 - logBounds.lines), { atMs: Date.now(), line }];
      isChanged = true;
    },
    withLease(write) {
      const result = queue.withLease(token, () => {
        // First, for the job may be no longer ours after the writer is done.
        queue.note(token, lines);
        return write();
      });
      lines = [];
      return result;
    },
    stop() {
      clearInterval(timer);
      stopping.removeEventListener('abort', onStopping);
    },
  };
}

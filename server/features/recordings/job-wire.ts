import type { Job as WireJob } from '#server/contract/wire.ts';
import { type Job, urgentBelow } from '#server/jobs/queue.ts';
import { recordingOf, stageOf } from './job-kinds.ts';

/** A job as the API shows it. */
export function toWireJob(job: Job): WireJob {
  return {
    id: job.id,
    kind: job.kind,
    state: job.state,
    subject: job.subject,
    recordingId: recordingOf(job),
    stage: stageOf(job),
    isUrgent: job.priority < urgentBelow,
    isCancelRequested: job.isCancelRequested,
    progress: job.progress,
    remainingMs: job.remainingMs === null ? null : Math.max(0, Math.round(job.remainingMs)),
    step: job.step,
    attempt: job.attempt,
    maxAttempts: job.maxAttempts,
    error: job.error,
    createdAt: isoTime(job.createdMs),
    startedAt: job.startedMs === null ? null : isoTime(job.startedMs),
    finishedAt: job.finishedMs === null ? null : isoTime(job.finishedMs),
    nextAttemptAt: job.state === 'queued' && job.attempt > 0 ? isoTime(job.runAtMs) : null,
  };
}

/** ISO 8601 in UTC. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

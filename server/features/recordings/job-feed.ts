import type { Job, JobQueue, JobState } from '#server/jobs/queue.ts';

export interface JobNews {
  /** `job.queued`, `job.started`, `job.progress`, `job.done`, `job.failed` or `job.cancelled`. */
  name: string;
  job: Job;
}

export interface JobFeed {
  /** Tells every change of a job, whichever process made it; returns the function that stops listening. */
  listen(listener: (news: JobNews) => void): () => void;
  close(): void;
}

const names: Readonly<Record<JobState, string>> = {
  queued: 'job.queued',
  running: 'job.started',
  done: 'job.done',
  failed: 'job.failed',
  cancelled: 'job.cancelled',
};

const watchedJobs = 200;

/** Watches the queue for all listeners together, and only while there are any. */
export function createJobFeed(queue: JobQueue, { everyMs = 500 }: { everyMs?: number } = {}): JobFeed {
  const listeners = new Set<(news: JobNews) => void>();
  let known = new Map<string, Job>();
  let timer: NodeJS.Timeout | undefined;

  const look = () => {
    const next = new Map(queue.unfinished(watchedJobs).map((job) => [job.id, job]));
    for (const id of known.keys()) {
      const ended = next.has(id) ? null : queue.get(id);
      if (ended !== null) tell(ended, known.get(id));
    }
    for (const job of next.values()) tell(job, known.get(job.id));
    known = next;
  };
  const tell = (job: Job, before: Job | undefined) => {
    const name = nameOf(job, before);
    if (name !== null) for (const listener of listeners) listener({ name, job });
  };
  const start = () => {
    known = new Map(queue.unfinished(watchedJobs).map((job) => [job.id, job]));
    timer = setInterval(look, everyMs);
  };
  const close = () => {
    clearInterval(timer);
    timer = undefined;
  };

  return {
    listen(listener) {
      listeners.add(listener);
      if (timer === undefined) start();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) close();
      };
    },
    close,
  };
}

function nameOf(job: Job, before: Job | undefined): string | null {
  if (before === undefined || before.state !== job.state || before.attempt !== job.attempt)
    return names[job.state];
  const hasMoved =
    job.progress !== before.progress ||
    job.step !== before.step ||
    job.remainingMs !== before.remainingMs ||
    job.isCancelRequested !== before.isCancelRequested;
  return job.state === 'running' && hasMoved ? 'job.progress' : null;
}

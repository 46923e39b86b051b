import type { JobQueue } from '#server/jobs/queue.ts';
import type { BinDeps } from './bin.ts';

/** The work on recordings as the bin needs it: to end it, to know of it, and to delete what it made. */
export function recordingsForBin(o: {
  queue: JobQueue;
  remove: (id: string) => Promise<void>;
  playAgain: (id: string) => void;
}): BinDeps['recordings'] {
  return {
    remove: o.remove,
    playAgain: o.playAgain,
    isWorkedOn: (id) => o.queue.latestOf(id)?.state === 'running',
    cancel(id) {
      const job = o.queue.latestOf(id);
      if (job?.state === 'queued' || job?.state === 'running') o.queue.cancel(job.id);
    },
  };
}

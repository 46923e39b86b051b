import type { Events } from '#server/kernel/events.ts';
import { type JobQueue, type Lease, urgentBelow } from './queue.ts';
import { type JobHandlers, runLeased } from './run-leased.ts';

export interface RunnerOptions {
  queue: JobQueue;
  handlers: JobHandlers;
  events: Events;
  /** How many jobs run at once; urgent ones run beside them, at most as many again. */
  concurrency: number;
  /** How often jobs enqueued by other processes are looked for. */
  pollMs?: number;
  /** How often what dead workers held is looked for. */
  recoverMs?: number;
}

export interface Runner {
  start(): void;
  /** Looks for work now: for whoever just enqueued some. */
  wake(): void;
  /** Aborts what runs, puts it back into the queue, and waits until it is quiet. */
  stop(): Promise<void>;
  /** Works until no job of its kinds is queued or running, pauses between attempts included. */
  drain(): Promise<void>;
}

/**
 * Works on a queue's jobs in two lanes: urgent work begins whatever else runs; other work begins only while fewer than
 * `concurrency` jobs of either kind run, so it never takes the machine from urgent work that waits or is under way.
 */
export function createRunner({
  queue,
  handlers,
  events,
  concurrency,
  pollMs = 100,
  recoverMs = 5000,
}: RunnerOptions): Runner {
  const kinds = Object.keys(handlers);
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const urgentSlots = Math.max(1, concurrency);
  let urgentCount = 0;
  let pollTimer: NodeJS.Timeout | undefined;
  let recoverTimer: NodeJS.Timeout | undefined;
  let isTaking = false;

  /** A busy database or a full disk passes: the next look tries again. */
  const patiently = (look: () => void) => () => {
    try {
      look();
    } catch (error) {
      events.emit('job.queue_unavailable', { error: String(error) });
    }
  };
  const recover = patiently(() => {
    for (const job of queue.recover()) {
      events.emit('job.recovered', { jobId: job.id, kind: job.kind, state: job.state, crashes: job.crashes });
    }
  });
  const work = (lease: Lease) => {
    const urgent = lease.job.priority < urgentBelow ? 1 : 0;
    urgentCount += urgent;
    const done = runLeased({ queue, handlers, events, lease, stopping: stopping.signal }).finally(() => {
      urgentCount -= urgent;
      underWay.delete(done);
      if (isTaking) wake();
    });
    underWay.add(done);
  };
  const wake = patiently(() => {
    while (!stopping.signal.aborted) {
      const lease =
        (urgentCount < urgentSlots ? queue.claim(kinds, { onlyUrgent: true }) : null) ??
        (underWay.size < concurrency ? queue.claim(kinds) : null);
      if (lease === null) return;
      work(lease);
    }
  });
  const start = () => {
    if (isTaking || stopping.signal.aborted) return;
    isTaking = true;
    recover();
    pollTimer = setInterval(wake, pollMs);
    recoverTimer = setInterval(recover, recoverMs);
    wake();
  };
  const pause = () => {
    isTaking = false;
    clearInterval(pollTimer);
    clearInterval(recoverTimer);
  };
  const hasWork = () => queue.unfinished(1000).some((job) => kinds.includes(job.kind));

  return {
    start,
    wake: () => {
      // Later, so that an enqueue within a transaction is seen only once that is committed.
      if (isTaking) setImmediate(wake);
    },
    async stop() {
      pause();
      stopping.abort();
      await Promise.all(underWay);
    },
    async drain() {
      const wasTaking = isTaking;
      start();
      while (hasWork() && !stopping.signal.aborted) {
        await Promise.race([...underWay, new Promise((resolve) => setTimeout(resolve, 50))]);
      }
      if (!wasTaking) pause();
      await Promise.all(underWay);
    },
  };
}

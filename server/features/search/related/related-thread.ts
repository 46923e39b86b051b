import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Db } from '#server/db/open.ts';
import { createRelatedStore } from './store.ts';

/** How often it is looked what other processes noted. */
const lookEveryMs = 5000;
/** A thread that had nothing to do for so long is ended, and its memory with it. */
const idleMs = 30_000;
/** After a thread that failed; doubled each time until one gets through. */
const backOffMs = { first: 500, longest: 60_000 };
const largestMiB = 512;

/** What the thread begins with. */
export interface RelatedThreadData {
  /** The portal's database. */
  file: string;
}

/** What the thread says when it has found what goes with all noted talks. */
export interface RelatedAnswer {
  hasChanged: boolean;
}

export interface RelatedTalks {
  /** Told after talks were noted, inside the transaction of the change. */
  wake: () => void;
  /** Done when no noted talk is left. */
  settle: () => Promise<void>;
  start: () => void;
  stop: () => Promise<void>;
}

/**
 * Finds which talks go together, in a thread beside requests: changes note their talks, whichever process makes them, and
 * the one that answers requests has them worked off. A thread that fails is begun again after a while. What a crash leaves
 * is found after the next start.
 * @param o.thread the module that runs in the thread
 * @param o.onChanged told once all noted talks are done, where a viewer could see a difference
 */
export function createRelatedTalks(o: {
  db: Db;
  thread: URL;
  onChanged: () => void;
  onFailed: (error: unknown) => void;
}): RelatedTalks {
  const store = createRelatedStore(o.db);
  const stopping = new AbortController();
  const isStopped = () => stopping.signal.aborted;
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | null = null;

  function begin(): Worker {
    const workerData: RelatedThreadData = { file: o.db.name };
    const begun = new Worker(o.thread, {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: largestMiB },
    });
    // Whoever waits for it is told why; without anybody waiting, the next work begins another.
    begun.on('error', () => {});
    begun.once('exit', () => {
      if (worker === begun) worker = null;
    });
    return begun;
  }

  async function end(): Promise<void> {
    clearTimeout(idle);
    const ending = worker;
    worker = null;
    await ending?.terminate();
  }

  async function once(): Promise<RelatedAnswer> {
    clearTimeout(idle);
    const busy = worker ?? begin();
    worker = busy;
    busy.ref();
    try {
      const answer = await answerOf(busy);
      busy.unref();
      idle = setTimeout(() => void end(), idleMs).unref();
      return answer;
    } catch (error) {
      await end();
      throw error;
    }
  }

  async function run(): Promise<void> {
    let pauseMs = backOffMs.first;
    while (!isStopped() && store.noted(1).length > 0) {
      try {
        const { hasChanged } = await once();
        pauseMs = backOffMs.first;
        if (hasChanged && !isStopped()) o.onChanged();
      } catch (error) {
        if (isStopped()) return;
        o.onFailed(error);
        await wait(pauseMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {}); // stopped
        pauseMs = Math.min(pauseMs * 2, backOffMs.longest);
      }
    }
  }

  const settle = async () => {
    underWay ??= run().finally(() => {
      underWay = null;
    });
    await underWay;
  };
  const look = () => {
    if (!isStopped()) settle().catch(o.onFailed);
  };

  return {
    wake() {
      // The transaction of the change ends first.
      if (timer !== undefined) setImmediate(look);
    },
    settle,
    start() {
      timer = setInterval(look, lookEveryMs);
      timer.unref();
      look();
    },
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await end();
      await underWay?.catch(() => {}); // told where it was started
    },
  };
}

/** Wakes the thread and waits until it has worked off what is noted. */
async function answerOf(worker: Worker): Promise<RelatedAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RelatedAnswer>();
  const onExit = (code: number) => reject(new Error(`The thread that relates talks ended with ${code}.`));
  worker.once('message', resolve).once('error', reject).once('exit', onExit);
  worker.postMessage('relate');
  try {
    return await promise;
  } finally {
    worker.off('message', resolve).off('error', reject).off('exit', onExit);
  }
}

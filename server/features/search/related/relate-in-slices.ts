import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '#server/db/open.ts';
import { relate, type TermCounts, termCounts } from './relate.ts';
import { createRelatedStore } from './store.ts';

/** A slice ends when it has taken so long; then requests have their turn. */
const sliceMs = 6;
const pauseMs = 12;
/** How often it is looked what other processes noted. */
const lookEveryMs = 5000;

export interface RelatedTalks {
  /** Notes talks that changed, inside the transaction of the change. */
  note: (talkIds: readonly number[]) => void;
  /** Finds what goes with all noted talks; done when none is left. */
  settle: () => Promise<void>;
  start: () => void;
  stop: () => Promise<void>;
}

/**
 * Finds which talks go together, in slices beside requests: changes note their talks, whichever process makes them, and
 * the one that answers requests works them off. What a crash leaves is found after the next start.
 * @param o.onChanged told once all noted talks are done, where a viewer could see a difference
 */
export function createRelatedTalks(o: {
  db: Db;
  onChanged: () => void;
  onFailed: (error: unknown) => void;
}): RelatedTalks {
  const { db } = o;
  const store = createRelatedStore(db);
  let underWay: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const slice = db.transaction((counts: TermCounts): { isMore: boolean; hasChanged: boolean } => {
    const untilMs = performance.now() + sliceMs;
    let hasChanged = false;
    for (;;) {
      const [id] = store.noted(1);
      if (id === undefined) return { isMore: false, hasChanged };
      hasChanged = relate(store, id, counts) || hasChanged;
      store.done(id);
      if (performance.now() >= untilMs) return { isMore: true, hasChanged };
    }
  });

  const run = async () => {
    if (store.noted(1).length === 0) return;
    const counts = termCounts(store);
    let hasChanged = false;
    while (!isStopped) {
      const done = slice.immediate(counts);
      hasChanged ||= done.hasChanged;
      if (!done.isMore) break;
      await wait(pauseMs);
    }
    if (hasChanged) o.onChanged();
  };

  const settle = async () => {
    underWay ??= run().finally(() => {
      underWay = null;
    });
    await underWay;
  };
  const look = () => {
    settle().catch(o.onFailed);
  };

  return {
    note(talkIds) {
      store.note(talkIds);
      // The transaction of the change ends first.
      if (timer !== undefined) setImmediate(() => !isStopped && look());
    },
    settle,
    start() {
      timer = setInterval(look, lookEveryMs);
      timer.unref();
      look();
    },
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await underWay?.catch(() => {}); // told where it was started
    },
  };
}

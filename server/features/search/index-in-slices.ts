import { setImmediate } from 'node:timers/promises';
import type { Db } from '#server/db/open.ts';
import { indexTalks } from './index-talks.ts';
import type { SearchStore } from './store.ts';

/** So many talks are indexed in the transaction of their change: some 10 ms of work. */
const mostAtOnce = 24;
const step = 6;
/** A slice ends when it has taken so long. */
const sliceMs = 8;

/**
 * Keeps the index of talks without holding up requests. The rows of a few talks are written in the transaction of their
 * change; many are noted in it, and written in slices right after. What is hidden is found by nobody meanwhile: searches
 * join what is public. What a crash leaves is written after the next start.
 */
export function createIndexInSlices(o: { db: Db; store: SearchStore; onFailed: (error: unknown) => void }) {
  const { db, store } = o;
  let underWay: Promise<void> | null = null;
  let isStopped = false;

  const slice = db.transaction(() => {
    const untilMs = performance.now() + sliceMs;
    for (;;) {
      const ids = store.toIndex(step);
      if (ids.length === 0) return false;
      indexTalks(store, ids);
      store.setIndexed(ids);
      if (performance.now() >= untilMs) return true;
    }
  });

  const run = async () => {
    // The transaction of the change ends first.
    do await setImmediate();
    while (!isStopped && slice.immediate());
  };

  const start = (): void => {
    underWay ??= run()
      .catch(o.onFailed)
      .finally(() => {
        underWay = null;
      });
  };

  return {
    /** Called inside the transaction of a change. */
    index(talkIds: readonly number[]): void {
      if (talkIds.length <= mostAtOnce) indexTalks(store, talkIds);
      else {
        store.indexLater(talkIds);
        start();
      }
    },
    /** When all that was noted until now is written. */
    settled: async (): Promise<void> => {
      await underWay;
    },
    /** Goes on with what the last run left. */
    start,
    async stop(): Promise<void> {
      isStopped = true;
      await underWay;
    },
  };
}

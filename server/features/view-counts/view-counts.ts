import type { Db } from '#server/db/open.ts';
import { createViewStore } from './store.ts';
import { createWatchers } from './watchers.ts';

const writeEveryMs = 10_000;
/** How old the counts on pages that are kept may be. */
const shownForMs = 15 * 60_000;

export interface ViewCounts {
  /**
   * Counts a view of a talk, once a day for each watcher.
   * @returns how often the talk was watched in all; null where nobody can watch such a talk
   */
  count: (slug: string, watcher: string) => number | null;
  /** Changes when pages that show counts are to be made anew. */
  shownAs: () => number;
  /** Writes what was counted. */
  write: () => void;
  start: () => void;
  stop: () => void;
}

/**
 * Counts views: in memory first, written as sums every few seconds, so that a view is no write of its own. The catalogue's
 * revision stays as it is. A crash loses the seconds since the last write.
 * @param o.now clock in ms UTC
 */
export function createViewCounts(o: {
  db: Db;
  onFailed: (error: unknown) => void;
  now?: () => number;
}): ViewCounts {
  const now = o.now ?? Date.now;
  const store = createViewStore(o.db);
  const watchers = createWatchers();
  let waiting = new Map<number, number>();
  let waitingDay = '';
  let timer: NodeJS.Timeout | undefined;
  let isNewsDue = false;
  let shownSinceMs = now();

  const write = () => {
    if (waiting.size === 0) return;
    store.add(waitingDay, waiting);
    waiting = new Map();
    isNewsDue = true;
  };

  const tryToWrite = () => {
    try {
      write();
    } catch (error) {
      o.onFailed(error); // counted still, and written with the next ones
    }
  };

  return {
    count(slug, watcher) {
      const id = store.watchable(slug);
      if (id === null) return null;
      const today = new Date(now()).toISOString().slice(0, 10);
      if (watchers.isFirst(watcher, String(id), today)) {
        if (today !== waitingDay) tryToWrite();
        waitingDay = today;
        waiting.set(id, (waiting.get(id) ?? 0) + 1);
      }
      return store.total(id) + (waiting.get(id) ?? 0);
    },
    shownAs() {
      if (isNewsDue && now() - shownSinceMs >= shownForMs) {
        isNewsDue = false;
        shownSinceMs = now();
      }
      return shownSinceMs;
    },
    write,
    start() {
      timer = setInterval(tryToWrite, writeEveryMs);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
      tryToWrite();
    },
  };
}

import { SqliteError } from 'better-sqlite3';
import type { Db } from '#server/db/open.ts';
import { findRelated, termCounts, writeRelated } from './relate.ts';
import { createRelatedStore, type RelationRow } from './store.ts';

/** So many are written together: a few milliseconds in which nobody else can write. */
const mostAtOnce = 12;
/** Reading for longer makes it likely that somebody changes the library meanwhile. */
const readMs = 40;
/** After each transaction, so that processor and disk are free for those who wait for an answer. */
const restMs = 15;

/**
 * Finds what goes with all noted talks, and writes it, a few talks in one transaction. It keeps its thread busy until none
 * is left; whatever ends the thread, talks that were not written are still noted.
 * @returns a function that tells whether anything changed
 */
export function createRelating(db: Db): () => boolean {
  const store = createRelatedStore(db);
  const never = new Int32Array(new SharedArrayBuffer(4));
  const count = db.transaction(() => termCounts(store));

  /** What of a talk itself its relations are found by. */
  const stateOf = (id: number): string =>
    JSON.stringify([store.ownWords(id), store.tagsOf(id), store.speakersOf(id)]);

  const read = db.transaction((counts: ReturnType<typeof count>) => {
    const untilMs = performance.now() + readMs;
    const found: { id: number; asRead: string; related: RelationRow[] }[] = [];
    for (const id of store.noted(mostAtOnce)) {
      found.push({ id, asRead: stateOf(id), related: findRelated(store, id, counts) });
      if (performance.now() >= untilMs) break;
    }
    return found;
  });

  const write = db.transaction((found: ReturnType<typeof read>): boolean => {
    let hasChanged = false;
    for (const { id, asRead, related } of found) {
      // A talk that was changed after it was read was noted before: its one note stays, and it is read again.
      if (stateOf(id) !== asRead) continue;
      const there = new Set(store.publicOnes(related.map(({ relatedId }) => relatedId)));
      const still = related.filter(({ relatedId }) => there.has(relatedId));
      hasChanged = writeRelated(store, id, still) || hasChanged;
      store.done(id);
    }
    return hasChanged;
  });

  return () => {
    const counts = count();
    let hasChanged = false;
    for (;;) {
      const batch = read(counts);
      if (batch.length === 0) return hasChanged;
      try {
        hasChanged = write.immediate(batch) || hasChanged;
      } catch (error) {
        // Somebody imports: the talks are read again after what was waited.
        if (!(error instanceof SqliteError && error.code === 'SQLITE_BUSY')) throw error;
      }
      Atomics.wait(never, 0, 0, restMs);
    }
  };
}

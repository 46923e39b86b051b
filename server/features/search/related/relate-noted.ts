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

  const read = db.transaction((counts: ReturnType<typeof count>, limit: number) => {
    const untilMs = performance.now() + readMs;
    const found: { id: number; related: RelationRow[] }[] = [];
    for (const id of store.noted(limit)) {
      found.push({ id, related: findRelated(store, id, counts) });
      if (performance.now() >= untilMs) break;
    }
    return { revision: store.revision(), found };
  });
  type Batch = ReturnType<typeof read>;

  const write = ({ found }: Batch): boolean => {
    let hasChanged = false;
    for (const { id, related } of found) {
      hasChanged = writeRelated(store, id, related) || hasChanged;
      store.done(id);
    }
    return hasChanged;
  };
  // A talk that was changed after it was read is noted, but was noted before: the one note would be lost.
  const writeUnlessChanged = db.transaction((batch: Batch, counts: ReturnType<typeof count>): boolean =>
    // One is read again while nobody can write, so that it goes on however often the library changes.
    write(store.revision() === batch.revision ? batch : read(counts, 1)),
  );

  return () => {
    const counts = count();
    let hasChanged = false;
    for (;;) {
      const batch = read(counts, mostAtOnce);
      if (batch.found.length === 0) return hasChanged;
      try {
        hasChanged = writeUnlessChanged.immediate(batch, counts) || hasChanged;
      } catch (error) {
        // Somebody imports: the talks are read again after what was waited.
        if (!(error instanceof SqliteError && error.code === 'SQLITE_BUSY')) throw error;
      }
      Atomics.wait(never, 0, 0, restMs);
    }
  };
}

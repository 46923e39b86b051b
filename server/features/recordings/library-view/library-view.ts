import type { LibraryRecording } from '#server/contract/wire.ts';
import type { Db } from '#server/db/open.ts';
import type { JobQueue } from '#server/jobs/queue.ts';
import { toLibraryRecording } from './library-recording.ts';
import { createLibraryViewStore, type LibraryRecordingRow } from './store.ts';

/** Recordings as organizers see them. */
export interface LibraryView {
  /** Newest first, after the given one; `next` is null on the last page. */
  page(o: { limit: number; after?: { createdMs: number; id: string } | undefined }): {
    items: LibraryRecording[];
    next: { createdMs: number; id: string } | null;
  };
  one(id: string): LibraryRecording | null;
}

/** Reads the library for its organizers: three statements a page, however long it is. */
export function createLibraryView({ db, queue }: { db: Db; queue: JobQueue }): LibraryView {
  const store = createLibraryViewStore(db);

  const complete = (rows: readonly LibraryRecordingRow[]): LibraryRecording[] => {
    const ids = rows.map((row) => row.id);
    const versions = Map.groupBy(store.versions(ids), (version) => version.recording_id);
    const jobs = queue.latestOfEach(ids);
    return rows.map((row) =>
      toLibraryRecording(row, { versions: versions.get(row.id) ?? [], job: jobs.get(row.id) ?? null }),
    );
  };

  return {
    page({ limit, after }) {
      const rows = store.newest({ limit: limit + 1, after });
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        items: complete(shown),
        next: last === undefined ? null : { createdMs: last.created_ms, id: last.id },
      };
    },
    one(id) {
      const row = store.byId(id);
      return row === undefined ? null : (complete([row])[0] ?? null);
    },
  };
}

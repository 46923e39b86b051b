import type { LibraryRecording } from '#server/contract/wire.ts';
import type { Db } from '#server/db/open.ts';
import { allowedPage } from '#server/features/accounts/allowed-page.ts';
import type { JobQueue } from '#server/jobs/queue.ts';
import { toLibraryRecording } from './library-recording.ts';
import { createLibraryViewStore, type LibraryFilter, type LibraryRecordingRow } from './store.ts';

/** Recordings as organizers see them. */
export interface LibraryView {
  /** Those that may be seen, newest first, after the given one; `next` is null on the last page. */
  page(o: {
    limit: number;
    after?: { createdMs: number; id: string } | undefined;
    /** All unless given. */
    filter?: LibraryFilter;
    isAllowed: (recordingId: string) => boolean;
  }): {
    items: LibraryRecording[];
    next: { createdMs: number; id: string } | null;
  };
  one(id: string): LibraryRecording | null;
}

const everything: LibraryFilter = { conferenceId: null, publication: null, isUnmatched: false };

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
    page({ limit, after, filter = everything, isAllowed }) {
      const { items, next } = allowedPage({
        limit,
        after: after ?? null,
        read: (count, position) => store.newest({ limit: count, after: position ?? undefined, filter }),
        positionOf: (row) => ({ createdMs: row.created_ms, id: row.id }),
        isAllowed: (row) => isAllowed(row.id),
      });
      return { items: complete(items), next };
    },
    one(id) {
      const row = store.byId(id);
      return row === undefined ? null : (complete([row])[0] ?? null);
    },
  };
}

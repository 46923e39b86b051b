import type { Db } from '#server/db/open.ts';

export interface PosterRow {
  version_id: string;
  recording_id: string;
  manifest: string;
}

/** Versions whose posters have no forms forms yet; statements prepared once. */
export function createPosterStore(db: Db) {
  const without = db.prepare<{ after: string; limit: number }, PosterRow>(
    `SELECT id AS version_id, recording_id, manifest FROM versions
     WHERE id > @after AND state IN ('growing', 'whole') AND is_complete = 1
       AND json_type(manifest, '$.poster.path') IS NOT NULL AND json_type(manifest, '$.poster.forms') IS NULL
     ORDER BY id LIMIT @limit`,
  );
  return {
    /** Some of them, in the order of their ids. */
    without: (after: string, limit: number) => without.all({ after, limit }),
  };
}

export type PosterStore = ReturnType<typeof createPosterStore>;

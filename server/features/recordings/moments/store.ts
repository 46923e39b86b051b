import type { Db } from '#server/db/open.ts';
import { type EditList, readEditList } from '../edits/map-time.ts';

/** The recording of a talk that viewers may see. */
export interface ShownRow {
  recording_id: string;
  /** Of the version that plays, else the one in force. */
  edit_number: number;
  is_listed: number;
}

const shownEdit = `coalesce(
  (SELECT w.edit_number FROM versions w WHERE w.recording_id = r.id AND w.state IN ('growing', 'whole')
    ORDER BY w.state DESC LIMIT 1), r.edit_number) AS edit_number`;

/** Statements behind moments of talks; what is not public or unlisted is not there. */
export function createMomentStore(db: Db) {
  const listed = db.prepare<[string], ShownRow>(
    `SELECT r.id AS recording_id, ${shownEdit}, 1 AS is_listed
     FROM public_talks t JOIN public_recordings p ON p.talk_id = t.id JOIN recordings r ON r.id = p.id
     WHERE t.slug = ?`,
  );
  const unlisted = db.prepare<[string], ShownRow>(
    `SELECT r.id AS recording_id, ${shownEdit}, 0 AS is_listed
     FROM unlisted_talks u JOIN unlisted_recordings p ON p.talk_id = u.id JOIN recordings r ON r.id = p.id
     WHERE u.unlisted_key = ?`,
  );
  const newSlug = db
    .prepare<[string], string>(
      'SELECT p.slug FROM talk_slugs o JOIN public_talks p ON p.id = o.talk_id WHERE o.slug = ? AND p.slug <> o.slug',
    )
    .pluck();
  const lists = db.prepare<[string, number, string, number], { edit_list: string | null }>(
    `SELECT edit_list FROM recordings WHERE id = ? AND edit_number = ?
     UNION ALL SELECT edit_list FROM recording_edits WHERE recording_id = ? AND number = ? LIMIT 1`,
  );
  return {
    /** By a talk's slug, or the random address of an unlisted one. */
    shown: (slug: string) => listed.get(slug) ?? unlisted.get(slug) ?? null,
    /** The present slug of a talk that had another one. */
    newSlug: (slug: string) => newSlug.get(slug) ?? null,
    /** What an edit shows of the original; undefined where the recording never had that edit. */
    listOf(recordingId: string, number: number): EditList | undefined {
      const row = lists.get(recordingId, number, recordingId, number);
      return row && readEditList(row.edit_list);
    },
  };
}

export type MomentStore = ReturnType<typeof createMomentStore>;

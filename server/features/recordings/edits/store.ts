import type { Db } from '#server/db/open.ts';
import type { Publication } from '../store.ts';
import { readEditList } from './map-time.ts';

/** A recording as far as edits care; those in the bin are left out. */
export interface EditedRow {
  id: string;
  original_id: string;
  /** POSIX path of the original inside the library. */
  original_path: string;
  arrived_as: string;
  talk_id: number | null;
  talk_slug: string | null;
  /** Its talk's conference, else the one it arrived for. */
  conference_id: number | null;
  /** Its talk's title, else the path under which its file came. */
  title: string;
  is_primary: number;
  publication: Publication;
  match_note: string | null;
  release_at_ms: number | null;
  replaces_id: string | null;
  cut_ms: number | null;
  edit_number: number;
  edit_list: string | null;
}

export interface EditRow {
  number: number;
  edit_list: string | null;
  is_private: number;
  created_ms: number;
}

const columns = `r.id, r.original_id, o.path AS original_path, o.arrived_as, r.talk_id, t.slug AS talk_slug,
  CASE WHEN r.talk_id IS NULL THEN r.conference_id ELSE t.conference_id END AS conference_id,
  coalesce(
    (SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id ORDER BY x.language = t.language DESC, x.language LIMIT 1),
    o.arrived_as) AS title,
  r.is_primary, r.publication, r.match_note, r.release_at_ms, r.replaces_id, r.cut_ms, r.edit_number, r.edit_list
  FROM recordings r JOIN originals o ON o.id = r.original_id LEFT JOIN talks t ON t.id = r.talk_id`;

/** Edit lists of recordings and what follows from them; statements prepared once. Writers belong in a caller's transaction. */
export function createEditStore(db: Db) {
  const of = db.prepare<[string], EditedRow>(`SELECT ${columns} WHERE r.id = ? AND r.deleted_ms IS NULL`);
  const inForce = db.prepare<[string], Pick<EditedRow, 'edit_number' | 'edit_list'>>(
    'SELECT edit_number, edit_list FROM recordings WHERE id = ?',
  );
  const edits = db.prepare<[string], EditRow>(
    'SELECT number, edit_list, is_private, created_ms FROM recording_edits WHERE recording_id = ? ORDER BY number',
  );
  const listOf = db
    .prepare<[string, number], string | null>(
      'SELECT edit_list FROM recording_edits WHERE recording_id = ? AND number = ?',
    )
    .pluck();
  const addEdit = db.prepare<EditRow & { recording_id: string }>(
    `INSERT INTO recording_edits (recording_id, number, edit_list, is_private, created_ms)
     VALUES (@recording_id, @number, @edit_list, @is_private, @created_ms)
     ON CONFLICT (recording_id, number) DO NOTHING`,
  );
  const setEdit = db.prepare<{ id: string; number: number; list: string | null; now: number }>(
    'UPDATE recordings SET edit_number = @number, edit_list = @list, error = NULL, updated_ms = @now WHERE id = @id',
  );
  const setConference = db.prepare<{ id: string; conference: number | null }>(
    'UPDATE recordings SET conference_id = @conference WHERE id = @id',
  );
  const setCut = db.prepare<{ id: string; now: number }>(
    'UPDATE recordings SET cut_ms = @now, updated_ms = @now WHERE id = @id',
  );
  const listsOf = db
    .prepare<[string], string | null>('SELECT edit_list FROM recordings WHERE original_id = ?')
    .pluck();
  const othersOf = db.prepare<[string, string], Pick<EditedRow, 'id' | 'title' | 'cut_ms'>>(
    `SELECT id, title, cut_ms FROM (SELECT ${columns} WHERE r.original_id = ? AND r.id <> ? AND r.deleted_ms IS NULL)
     ORDER BY id`,
  );
  const dropCues = db.prepare<{ original: string; kept: string }>(
    `DELETE FROM cues WHERE track_id IN (SELECT c.id FROM caption_tracks c WHERE c.original_id = @original)
       AND NOT EXISTS (SELECT 1 FROM json_each(@kept) e
         WHERE cues.start_ms < e.value ->> 1 AND cues.end_ms > e.value ->> 0)`,
  );
  const setReplaces = db.prepare<{ id: string; replaces: string | null; now: number }>(
    'UPDATE recordings SET replaces_id = @replaces, updated_ms = @now WHERE id = @id',
  );
  const replacing = db.prepare<[string], EditedRow>(
    `SELECT ${columns} WHERE r.replaces_id = ? AND r.deleted_ms IS NULL`,
  );
  const waiting = db
    .prepare<[], string>(
      'SELECT id FROM recordings WHERE replaces_id IS NOT NULL AND deleted_ms IS NULL ORDER BY id',
    )
    .pluck();
  const setReplaced = db.prepare<{ id: string; by: string; now: number }>(
    `UPDATE recordings SET is_primary = 0, replaced_by_id = @by, release_at_ms = NULL, deleted_ms = @now,
       updated_ms = @now WHERE id = @id`,
  );
  const setRelease = db.prepare<{ id: string; at: number | null }>(
    'UPDATE recordings SET release_at_ms = @at WHERE id = @id',
  );
  const lastChange = db.prepare<[string], { actor_name: string; at_ms: number }>(
    `SELECT actor_name, at_ms FROM changes WHERE entity = 'recording' AND entity_id = ? ORDER BY id DESC LIMIT 1`,
  );
  return {
    of: (id: string) => of.get(id),
    /** Of any recording, in the bin too: what its versions are to be made with. */
    inForce: (id: string) => inForce.get(id),
    /** Oldest first. */
    edits: (id: string) => edits.all(id),
    /** Of one edit; null = all of the original, also where nothing is written down. */
    listOf: (id: string, number: number) => readEditList(listOf.get(id, number) ?? null),
    /** One that is written down already stays as it is. */
    addEdit: (row: EditRow & { recording_id: string }) => void addEdit.run(row),
    setEdit: (o: { id: string; number: number; list: string | null; now: number }) => void setEdit.run(o),
    setConference: (id: string, conference: number | null) => void setConference.run({ id, conference }),
    setCut: (id: string, now: number) => void setCut.run({ id, now }),
    /** The edit lists in force of all recordings of an original, those in the bin too. */
    listsOf: (originalId: string) => listsOf.all(originalId),
    /** The other recordings of the same original. */
    othersOf: (originalId: string, id: string) => othersOf.all(originalId, id),
    /** Deletes the cues of an original that lie outside all of these parts of it. */
    dropCues: (original: string, kept: ReadonlyArray<readonly [number, number]>) =>
      void dropCues.run({ original, kept: JSON.stringify(kept) }),
    setReplaces: (id: string, replaces: string | null, now: number) =>
      void setReplaces.run({ id, replaces, now }),
    /** Those that are to take a recording's place. */
    replacing: (id: string) => replacing.all(id),
    /** All that wait to take another's place. */
    waiting: () => waiting.all(),
    /** Puts one aside whose place another took: into the bin. */
    setReplaced: (id: string, by: string, now: number) => void setReplaced.run({ id, by, now }),
    setRelease: (id: string, at: number | null) => void setRelease.run({ id, at }),
    lastChange: (id: string) => lastChange.get(id),
  };
}

export type EditStore = ReturnType<typeof createEditStore>;

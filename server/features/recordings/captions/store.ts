import type { Db } from '#server/db/open.ts';
import type { Cue } from './read-captions.ts';

export interface CaptionTrackRow {
  id: string;
  original_id: string;
  /** BCP 47; null where nobody said. */
  language: string | null;
  label: string;
  source: 'file' | 'embedded';
  is_default: number;
  created_ms: number;
  /** 1 where a transcriber wrote it. */
  is_machine_made: number;
}

/** People made it unless it says otherwise. */
type NewCaptionTrack = Omit<CaptionTrackRow, 'is_machine_made'> & Partial<CaptionTrackRow>;

const columns = 'id, original_id, language, label, source, is_default, created_ms, is_machine_made';

/** Caption tracks and their cues, on the original's timeline. Writers belong in a caller's transaction. */
export function createCaptionStore(db: Db) {
  const insertTrack = db.prepare<CaptionTrackRow>(
    `INSERT INTO caption_tracks (${columns}) VALUES (@id, @original_id, @language, @label, @source, @is_default, @created_ms, @is_machine_made)`,
  );
  const insertCue = db.prepare<[string, number, number, number, string]>(
    'INSERT INTO cues (track_id, position, start_ms, end_ms, text) VALUES (?, ?, ?, ?, ?)',
  );
  const of = db.prepare<[string], CaptionTrackRow>(
    `SELECT ${columns} FROM caption_tracks WHERE original_id = ? AND deleted_ms IS NULL ORDER BY source DESC, created_ms, id`,
  );
  const cues = db.prepare<[string], { start_ms: number; end_ms: number; text: string }>(
    'SELECT start_ms, end_ms, text FROM cues WHERE track_id = ? ORDER BY position',
  );
  const removeEmbedded = db.prepare<[string]>(
    `DELETE FROM caption_tracks WHERE original_id = ? AND source = 'embedded' AND deleted_ms IS NULL`,
  );
  const byId = db.prepare<[string], CaptionTrackRow & { deleted_ms: number | null }>(
    `SELECT ${columns}, deleted_ms FROM caption_tracks WHERE id = ?`,
  );
  const setDeleted = db.prepare<{ id: string; at: number | null }>(
    'UPDATE caption_tracks SET deleted_ms = @at WHERE id = @id',
  );
  const deletedEmbedded = db.prepare<[string], Pick<CaptionTrackRow, 'language' | 'label'>>(
    `SELECT language, label FROM caption_tracks
     WHERE original_id = ? AND source = 'embedded' AND deleted_ms IS NOT NULL`,
  );
  const deletedOf = db
    .prepare<[string], string>(
      'SELECT id FROM caption_tracks WHERE original_id = ? AND deleted_ms IS NOT NULL',
    )
    .pluck();
  const facts = db.prepare<[string], { cues: number; last_ms: number | null }>(
    'SELECT count(*) AS cues, max(end_ms) AS last_ms FROM cues WHERE track_id = ?',
  );
  const purgeFiles = db.prepare<[number]>(
    `DELETE FROM caption_tracks WHERE deleted_ms <= ? AND source = 'file'`,
  );
  const purgeCues = db.prepare<[number]>(
    `DELETE FROM cues WHERE track_id IN (SELECT id FROM caption_tracks WHERE deleted_ms <= ?)`,
  );
  return {
    /** Deleted ones too. */
    byId: (id: string) => byId.get(id) ?? null,
    /** Takes a track out of sight, or back. */
    setDeleted: (id: string, at: number | null) => void setDeleted.run({ id, at }),
    /** Whether somebody deleted a track that the original itself carries: it must not come back. */
    isDeletedEmbedded: (originalId: string, track: Pick<CaptionTrackRow, 'language' | 'label'>) =>
      deletedEmbedded
        .all(originalId)
        .some(({ language, label }) => language === track.language && label === track.label),
    /** Ids of the deleted tracks of an original. */
    deletedOf: (originalId: string) => deletedOf.all(originalId),
    facts: (id: string) => facts.get(id) ?? { cues: 0, last_ms: null },
    /** What was deleted before a time goes for good. */
    purge(beforeMs: number) {
      purgeCues.run(beforeMs);
      purgeFiles.run(beforeMs);
    },
    insert(track: NewCaptionTrack, found: readonly Cue[]) {
      insertTrack.run({ is_machine_made: 0, ...track });
      for (const [position, cue] of found.entries()) {
        insertCue.run(track.id, position, cue.startMs, cue.endMs, cue.text);
      }
    },
    of: (originalId: string) => of.all(originalId),
    cues: (trackId: string): Cue[] =>
      cues.all(trackId).map((row) => ({ startMs: row.start_ms, endMs: row.end_ms, text: row.text })),
    removeEmbedded: (originalId: string) => void removeEmbedded.run(originalId),
  };
}

export type CaptionStore = ReturnType<typeof createCaptionStore>;

import Database from 'better-sqlite3';
import type { Db } from '#server/db/open.ts';

/**
 * What is shown beside public things: a conference with its drafts, a talk, an unlisted talk, or a conference that is only
 * named. The views have the names of the public ones and stand before them on this connection alone.
 */
const views = `
  CREATE TEMP TABLE shown (kind TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
  CREATE TEMP VIEW public_conferences AS
    SELECT id, slug, acronym, language, start_day, end_day, time_zone, url, accent, licence, is_sample, logo_id
    FROM main.conferences WHERE deleted_ms IS NULL AND (visibility = 'public'
      OR id IN (SELECT x.id FROM temp.shown x WHERE x.kind IN ('conference', 'named')));
  CREATE TEMP VIEW public_talks AS
    SELECT t.id, t.conference_id, t.guid, t.slug, t.language, t.track_id, t.position, t.licence, t.recording_plan,
      t.is_sample, t.first_public_ms
    FROM main.talks t WHERE t.deleted_ms IS NULL AND (
      t.id IN (SELECT p.id FROM main.public_talks p WHERE p.id = t.id)
      OR t.id IN (SELECT x.id FROM temp.shown x WHERE x.kind IN ('talk', 'unlisted'))
      OR (t.visibility <> 'unlisted'
        AND t.conference_id IN (SELECT x.id FROM temp.shown x WHERE x.kind = 'conference')));
  CREATE TEMP VIEW public_talk_speakers AS
    SELECT ts.talk_id, s.surviving_id AS speaker_id, ts.position, ts.name_id, ts.affiliation
    FROM main.talk_speakers ts
    CROSS JOIN temp.public_talks p ON p.id = ts.talk_id
    CROSS JOIN main.speakers s ON s.id = ts.speaker_id
    CROSS JOIN main.speakers x ON x.id = s.surviving_id
    WHERE s.deleted_ms IS NULL AND x.deleted_ms IS NULL;
  CREATE TEMP VIEW public_speaker_talks AS
    SELECT s.surviving_id AS speaker_id, ts.talk_id, ts.affiliation
    FROM main.speakers s
    CROSS JOIN main.speakers x ON x.id = s.surviving_id
    CROSS JOIN main.talk_speakers ts ON ts.speaker_id = s.id
    CROSS JOIN temp.public_talks p ON p.id = ts.talk_id
    WHERE s.deleted_ms IS NULL AND x.deleted_ms IS NULL;
  CREATE TEMP VIEW public_recordings AS
    SELECT r.id, r.talk_id FROM main.recordings r
    JOIN temp.public_talks p ON p.id = r.talk_id
    WHERE r.is_primary = 1 AND r.deleted_ms IS NULL AND p.recording_plan <> 'opted_out'
      AND (r.publication = 'published' OR (r.publication = 'review'
        AND r.talk_id IN (SELECT x.id FROM temp.shown x WHERE x.kind = 'talk')));`;

export type Shown = readonly [kind: 'conference' | 'named' | 'talk' | 'unlisted', id: number];

/** A connection of its own on which chosen drafts are as if they were public. */
export function openPreviewConnection(file: string): Db {
  const db = new Database(file, { readonly: true, timeout: 5000 });
  db.pragma('cache_size = -4096');
  db.exec(views);
  return db;
}

/** Statements of the connection for previews. */
export function createPreviewStore(db: Db) {
  const clear = db.prepare('DELETE FROM temp.shown');
  const add = db.prepare<[string, number]>('INSERT OR IGNORE INTO temp.shown (kind, id) VALUES (?, ?)');
  const unlisted = db.prepare<[string], { id: number; conference_id: number | null }>(
    'SELECT t.id, t.conference_id FROM unlisted_talks u JOIN talks t ON t.id = u.id WHERE u.unlisted_key = ?',
  );
  const talk = db.prepare<[string], { id: number; conference_id: number | null }>(
    'SELECT id, conference_id FROM talks WHERE slug = ? AND deleted_ms IS NULL',
  );
  const conference = db
    .prepare<[string], number>('SELECT id FROM conferences WHERE slug = ? AND deleted_ms IS NULL')
    .pluck();
  const speaker = db.prepare<[string], { id: number; created_by: string | null }>(
    'SELECT id, created_by FROM speakers WHERE slug = ? AND deleted_ms IS NULL AND merged_into_id IS NULL',
  );
  const talksOf = db.prepare<[number], { id: number; conference_id: number | null }>(`
    SELECT t.id, t.conference_id FROM speakers s JOIN talk_speakers ts ON ts.speaker_id = s.id
    JOIN talks t ON t.id = ts.talk_id
    WHERE s.surviving_id = ? AND t.deleted_ms IS NULL AND t.visibility <> 'unlisted'`);
  return {
    /** Shows these to `read` and to nobody else: everything here is synchronous. */
    showing<T>(shown: readonly Shown[], read: () => T): T {
      try {
        for (const [kind, id] of shown) add.run(kind, id);
        return read();
      } finally {
        clear.run();
      }
    },
    unlisted: (key: string) => unlisted.get(key) ?? null,
    talk: (slug: string) => talk.get(slug) ?? null,
    conference: (slug: string) => conference.get(slug) ?? null,
    speaker: (slug: string) => speaker.get(slug) ?? null,
    talksOf: (speakerId: number) => talksOf.all(speakerId),
  };
}

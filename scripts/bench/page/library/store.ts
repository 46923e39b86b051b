import type { Db } from '#server/db/open.ts';

export interface SpreadRecording {
  recording_id: string;
  version_id: string;
}

/** Statements for a library in which one recording stands for those of thousands of talks. */
export function createSpreadStore(db: Db) {
  const model = db.prepare<[], SpreadRecording & { talk_id: number }>(`
    SELECT r.id AS recording_id, v.id AS version_id, r.talk_id FROM recordings r
    JOIN versions v ON v.recording_id = r.id AND v.state = 'whole' WHERE r.talk_id IS NOT NULL LIMIT 1`);
  const spreadRecordings = db.prepare<{ model: string; every: number }>(`
    INSERT INTO recordings (id, original_id, talk_id, is_primary, publication, created_ms, updated_ms)
    SELECT lower(hex(randomblob(16))), r.original_id, t.id, 1, 'published', r.created_ms - t.id * 1000, r.updated_ms
    FROM recordings r JOIN talks t
      ON t.id <> r.talk_id AND t.visibility = 'public' AND t.id % @every <> 0
      AND NOT EXISTS (SELECT 1 FROM recordings o WHERE o.talk_id = t.id)
    WHERE r.id = @model`);
  const spreadVersions = db.prepare<{ version: string }>(`
    INSERT INTO versions (id, recording_id, state, manifest, duration_ms, created_ms)
    SELECT lower(hex(randomblob(16))), r.id, 'whole', v.manifest, v.duration_ms, v.created_ms
    FROM versions v JOIN recordings r ON NOT EXISTS (SELECT 1 FROM versions o WHERE o.recording_id = r.id)
    WHERE v.id = @version`);
  const all = db.prepare<[], SpreadRecording>(
    `SELECT recording_id, id AS version_id FROM versions WHERE state = 'whole'`,
  );
  const slugs = {
    talks: db.prepare<[], string>('SELECT slug FROM public_talks ORDER BY id').pluck(),
    conferences: db
      .prepare<[], string>(
        `SELECT slug FROM conferences WHERE id IN (SELECT conference_id FROM public_talks)
         ORDER BY id`,
      )
      .pluck(),
    speakers: db
      .prepare<[], string>(
        'SELECT s.slug FROM speakers s WHERE s.id IN (SELECT speaker_id FROM public_talk_speakers) ORDER BY s.id',
      )
      .pluck(),
    tags: db
      .prepare<[], string>(
        'SELECT g.slug FROM tags g WHERE g.id IN (SELECT tag_id FROM talk_tags) ORDER BY g.id',
      )
      .pluck(),
    watchable: db
      .prepare<[], string>(
        `SELECT t.slug FROM public_recordings p JOIN public_talks t ON t.id = p.talk_id
         JOIN versions v ON v.recording_id = p.id AND v.state = 'whole' ORDER BY t.id`,
      )
      .pluck(),
  };
  const unrelated = db.prepare<[], number>('SELECT count(*) FROM talks_to_relate').pluck();
  return {
    /** How many talks have still to be related to others. */
    unrelated: () => unrelated.get() ?? 0,
    /** The one recording that there is. */
    model: () => model.get() ?? null,
    /** Gives all public talks but every n-th a recording like the model's. */
    spread(one: SpreadRecording, every: number): void {
      spreadRecordings.run({ model: one.recording_id, every });
      spreadVersions.run({ version: one.version_id });
    },
    all: () => all.all(),
    /** Addresses of public things, in the order in which they came. */
    slugs: (kind: keyof typeof slugs) => slugs[kind].all(),
  };
}

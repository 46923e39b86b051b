import type { Db } from '#server/db/open.ts';

/** Statements that write what belongs to the library as a whole. */
export function createLibraryWriteStore(db: Db) {
  const bump = db.prepare('UPDATE library SET revision = revision + 1');
  const exampleLoaded = db.prepare<[number]>('UPDATE library SET example_loaded_ms = ?');
  const isFresh = db
    .prepare<[], number>(`
      SELECT example_loaded_ms IS NULL AND NOT EXISTS (SELECT 1 FROM conferences)
        AND NOT EXISTS (SELECT 1 FROM talks) FROM library`)
    .pluck();
  const editedFields = db
    .prepare<[string, number], string>('SELECT field FROM edited_fields WHERE entity = ? AND entity_id = ?')
    .pluck();
  const sampleTalks = db.prepare<[], number>('SELECT id FROM talks WHERE is_sample = 1').pluck();
  const sampleSpeakers = db
    .prepare<[], number>(
      'SELECT DISTINCT ts.speaker_id FROM talk_speakers ts JOIN talks t ON t.id = ts.talk_id WHERE t.is_sample = 1',
    )
    .pluck();
  const dropSampleTalks = db.prepare('DELETE FROM talks WHERE is_sample = 1');
  const dropSampleConferences = db.prepare(`
    DELETE FROM conferences WHERE is_sample = 1
      AND NOT EXISTS (SELECT 1 FROM talks t WHERE t.conference_id = conferences.id)`);
  const dropIdleSpeaker = db.prepare<{ id: number }>(`
    DELETE FROM speakers WHERE id = :id
      AND NOT EXISTS (SELECT 1 FROM talk_speakers ts WHERE ts.speaker_id = :id)
      AND NOT EXISTS (SELECT 1 FROM speakers s WHERE s.merged_into_id = :id)`);
  const dropSpeakerTerms = db.prepare<{ id: number }>(
    'DELETE FROM speaker_search WHERE rowid = :id AND NOT EXISTS (SELECT 1 FROM speakers WHERE id = :id)',
  );
  return {
    bump: () => bump.run(),
    markExampleLoaded: (now: number) => exampleLoaded.run(now),
    /** Nothing in it, and the example was never in it. */
    isFresh: () => isFresh.get() === 1,
    editedFields: (entity: 'conference' | 'talk' | 'speaker', id: number) =>
      new Set(editedFields.all(entity, id)),
    sampleTalks: () => sampleTalks.all(),
    /** Deletes sample talks, their conferences, and speakers who are left without a talk. */
    dropSamples() {
      const speakers = sampleSpeakers.all();
      const talks = dropSampleTalks.run().changes;
      const conferences = dropSampleConferences.run().changes;
      let speakerCount = 0;
      for (const id of speakers) {
        speakerCount += dropIdleSpeaker.run({ id }).changes;
        dropSpeakerTerms.run({ id });
      }
      return { conferences, talks, speakers: speakerCount };
    },
  };
}

export type LibraryWriteStore = ReturnType<typeof createLibraryWriteStore>;

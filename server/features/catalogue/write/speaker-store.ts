import type { Db } from '#server/db/open.ts';

export interface NameRecord {
  id: number;
  speaker_id: number;
  name: string;
  script: string;
  kind: 'main' | 'alias' | 'hidden';
  sort_key: string;
}

type NewName = Omit<NameRecord, 'id'> & { folded: string };

/** Statements that write speakers, with the reads that writing needs. */
export function createSpeakerWriteStore(db: Db) {
  const byGuid = db.prepare<[string], number>('SELECT surviving_id FROM speakers WHERE guid = ?').pluck();
  const byFoldedName = db
    .prepare<{ folded: string }, number>(`
      WITH named AS MATERIALIZED (
        SELECT DISTINCT s.surviving_id AS id FROM speaker_names n JOIN speakers s ON s.id = n.speaker_id
        WHERE n.folded = :folded)
      SELECT id FROM (
        SELECT x.id, x.deleted_ms IS NOT NULL AS is_binned, min(x.deleted_ms IS NOT NULL) OVER () AS best
        FROM named CROSS JOIN speakers x ON x.id = named.id)
      WHERE is_binned = best`)
    .pluck();
  const isSlugTaken = db
    .prepare<{ slug: string }, number>(
      'SELECT 1 FROM speakers WHERE slug = :slug UNION ALL SELECT 1 FROM speaker_slugs WHERE slug = :slug',
    )
    .pluck();
  const insert = db.prepare<{ guid: string; slug: string; now: number }>(
    'INSERT INTO speakers (guid, slug, created_ms, updated_ms) VALUES (:guid, :slug, :now, :now)',
  );
  const names = db.prepare<{ id: number }, NameRecord>(`
    SELECT id, speaker_id, name, script, kind, sort_key FROM speaker_names
    WHERE speaker_id IN (SELECT id FROM speakers WHERE surviving_id = :id) ORDER BY speaker_id <> :id, id`);
  const addName = db.prepare<NewName>(`
    INSERT INTO speaker_names (speaker_id, name, script, kind, sort_key, folded)
    VALUES (:speaker_id, :name, :script, :kind, :sort_key, :folded)`);
  const dropListing = db.prepare<[number]>('DELETE FROM speaker_listing WHERE speaker_id = ?');
  const addListing = db.prepare<{
    script: string;
    rank: number;
    sortKey: string;
    speakerId: number;
    nameId: number;
  }>(`
    INSERT INTO speaker_listing (script, rank, sort_key, speaker_id, name_id)
    VALUES (:script, :rank, :sortKey, :speakerId, :nameId)`);
  const dropTerms = db.prepare<[number]>('DELETE FROM speaker_search WHERE rowid = ?');
  const addTerms = db.prepare<[number, string]>('INSERT INTO speaker_search (rowid, names) VALUES (?, ?)');
  const biographies = db.prepare<[number], { language: string; biography: string }>(
    'SELECT language, biography FROM speaker_texts WHERE speaker_id = ?',
  );
  const bumpEdition = db.prepare<{ id: number; now: number }>(
    'UPDATE speakers SET edition = edition + 1, updated_ms = :now WHERE id = :id',
  );
  const putBiography = db.prepare<[number, string, string]>(`
    INSERT INTO speaker_texts (speaker_id, language, biography) VALUES (?, ?, ?)
    ON CONFLICT (speaker_id, language) DO UPDATE SET biography = excluded.biography`);
  const talkIds = db
    .prepare<[number], number>(`
      SELECT talk_id FROM talk_speakers
      WHERE speaker_id IN (SELECT id FROM speakers WHERE surviving_id = ?)`)
    .pluck();
  return {
    byGuid: (guid: string) => byGuid.get(guid) ?? null,
    /** Those who have a name, through merges; those in the bin only where nobody else has it. */
    byFoldedName: (folded: string) => byFoldedName.all({ folded }),
    isSlugTaken: (slug: string) => isSlugTaken.get({ slug }) !== undefined,
    insert: (guid: string, slug: string, now: number) =>
      Number(insert.run({ guid, slug, now }).lastInsertRowid),
    /** All names of a speaker, own ones first, then those of speakers merged into them. */
    names: (id: number) => names.all({ id }),
    addName: (name: NewName) => Number(addName.run(name).lastInsertRowid),
    replaceListing(
      speakerId: number,
      entries: readonly { script: string; rank: number; sortKey: string; nameId: number }[],
    ) {
      dropListing.run(speakerId);
      for (const entry of entries) addListing.run({ speakerId, ...entry });
    },
    replaceTerms(id: number, terms: string) {
      dropTerms.run(id);
      addTerms.run(id, terms);
    },
    biographies: (id: number) => biographies.all(id),
    bumpEdition: (id: number, now: number) => bumpEdition.run({ id, now }),
    putBiography: (id: number, language: string, text: string) => putBiography.run(id, language, text),
    /** Ids of all talks of a speaker, drafts too. */
    talkIds: (id: number) => talkIds.all(id),
  };
}

export type SpeakerWriteStore = ReturnType<typeof createSpeakerWriteStore>;

import type { Db } from '#server/db/open.ts';

export interface RelationRow {
  relatedId: number;
  score: number;
  sharesSpeaker: boolean;
}

/** Words of a talk as its texts have them, each a JSON array. */
export interface OwnWordsRow {
  titles: string;
  abstracts: string;
}

/** Statements behind finding which talks go together. Candidates are public; the talk itself may be unlisted. */
export function createRelatedStore(db: Db) {
  const note = db.prepare<[string]>(
    'INSERT INTO talks_to_relate (talk_id) SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING',
  );
  const noted = db
    .prepare<[number], number>(
      'SELECT talk_id FROM talks_to_relate WHERE talk_id > 0 ORDER BY talk_id LIMIT ?',
    )
    .pluck();
  const done = db.prepare<[number]>('DELETE FROM talks_to_relate WHERE talk_id = ?');
  const talkCount = db.prepare<[], number>('SELECT count(*) FROM public_talks').pluck();
  const ownWords = db.prepare<[number], OwnWordsRow>(`
    SELECT
      (SELECT json_group_array(x.title || ' ' || coalesce(x.subtitle, '')) FROM talk_texts x WHERE x.talk_id = t.id)
        AS titles,
      (SELECT json_group_array(x.abstract) FROM talk_texts x WHERE x.talk_id = t.id AND x.abstract IS NOT NULL)
        AS abstracts
    FROM talks t WHERE t.id = ? AND t.deleted_ms IS NULL AND t.visibility <> 'draft'`);
  const talksWithTerm = db
    .prepare<[string], number>('SELECT doc FROM talk_search_words WHERE term = ?')
    .pluck();
  const withTerm = db
    .prepare<[string, number], number>('SELECT rowid FROM talk_search WHERE talk_search MATCH ? LIMIT ?')
    .pluck();
  const ofSameSpeakers = db.prepare<[number, number, number], { id: number; shared: number }>(`
    SELECT other.talk_id AS id, count(DISTINCT s.surviving_id) AS shared
    FROM talk_speakers own
    CROSS JOIN speakers s ON s.id = own.speaker_id
    CROSS JOIN public_speaker_talks other ON other.speaker_id = s.surviving_id
    WHERE own.talk_id = ? AND other.talk_id <> ? GROUP BY other.talk_id LIMIT ?`);
  const speakersOf = db
    .prepare<[number], number>(
      'SELECT s.surviving_id FROM talk_speakers o CROSS JOIN speakers s ON s.id = o.speaker_id WHERE o.talk_id = ?',
    )
    .pluck();
  const tagsOf = db.prepare<[number], { tag_id: number; talks: number }>(`
    SELECT q.tag_id, (SELECT count(*) FROM (SELECT 1 FROM talk_tags o WHERE o.tag_id = q.tag_id LIMIT 2000)) AS talks
    FROM talk_tags q WHERE q.talk_id = ?`);
  const withTag = db
    .prepare<[number, number], number>('SELECT talk_id FROM talk_tags WHERE tag_id = ? LIMIT ?')
    .pluck();
  const publicOnes = db
    .prepare<[string], number>(
      'SELECT p.id FROM json_each(?) j CROSS JOIN public_talks p ON p.id = j.value ORDER BY j.key',
    )
    .pluck();
  const listOf = db
    .prepare<[number], number>(
      'SELECT related_id FROM talk_related WHERE talk_id = ? ORDER BY score DESC, related_id',
    )
    .pluck();
  const forget = db.prepare<[number, number]>('DELETE FROM talk_related WHERE talk_id = ? OR related_id = ?');
  const put = db.prepare<[number, number, number, number]>(`
    INSERT INTO talk_related (talk_id, related_id, score, shares_speaker) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET score = excluded.score, shares_speaker = excluded.shares_speaker`);
  const trim = db.prepare<[number, number, number]>(`
    DELETE FROM talk_related WHERE talk_id = ? AND related_id IN (
      SELECT related_id FROM talk_related WHERE talk_id = ? ORDER BY score DESC, related_id LIMIT -1 OFFSET ?)`);
  return {
    note: (talkIds: readonly number[]) => note.run(JSON.stringify(talkIds)),
    noted: (limit: number) => noted.all(limit),
    done: (talkId: number) => done.run(talkId),
    talkCount: () => talkCount.get() ?? 0,
    /** Null for drafts and talks that are gone. */
    ownWords: (talkId: number) => ownWords.get(talkId) ?? null,
    /** How many talks have a term of the index. */
    talksWithTerm: (term: string) => talksWithTerm.get(term) ?? 0,
    /** @param match FTS5 syntax made by us */
    withTerm: (match: string, limit: number) => withTerm.all(match, limit),
    /** Public talks of the same people, with how many of them speak in both. */
    ofSameSpeakers: (talkId: number, limit: number) => ofSameSpeakers.all(talkId, talkId, limit),
    speakersOf: (talkId: number) => speakersOf.all(talkId),
    tagsOf: (talkId: number) => tagsOf.all(talkId),
    withTag: (tagId: number, limit: number) => withTag.all(tagId, limit),
    /** Those of the talks that are public, in the same order. */
    publicOnes: (talkIds: readonly number[]) => publicOnes.all(JSON.stringify(talkIds)),
    listOf: (talkId: number) => listOf.all(talkId),
    forget: (talkId: number) => forget.run(talkId, talkId),
    /** Writes a pair in both directions. */
    put(talkId: number, { relatedId, score, sharesSpeaker }: RelationRow) {
      put.run(talkId, relatedId, score, Number(sharesSpeaker));
      put.run(relatedId, talkId, score, Number(sharesSpeaker));
    },
    /** Keeps the best of a talk. */
    trim: (talkId: number, kept: number) => trim.run(talkId, talkId, kept),
  };
}

export type RelatedStore = ReturnType<typeof createRelatedStore>;

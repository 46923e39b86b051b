import type { Db } from '#server/db/open.ts';

export interface EditedTalkRow {
  id: number;
  guid: string;
  edition: number;
  slug: string;
  conference_id: number | null;
  language: string | null;
  licence: string | null;
  recording_plan: 'will' | 'none' | 'opted_out';
  visibility: 'draft' | 'unlisted' | 'public';
  unlisted_key: string | null;
  first_public_ms: number | null;
  withdrawn_ms: number | null;
  track: string | null;
}

export interface EditedTextRow {
  language: string;
  title: string;
  subtitle: string | null;
  abstract: string | null;
  abstract_html: string | null;
}

export interface EditedSlotRow {
  day: string | null;
  start_ms: number | null;
  duration_ms: number | null;
  room: string | null;
}

export interface EditedBillingRow {
  /** Whom the talk bills: a speaker merged into another one keeps the own number. */
  billed_id: number;
  speaker_id: number;
  is_binned: number;
  name: string;
  affiliation: string | null;
}

export interface TalkConferenceRow {
  id: number;
  title: string;
  time_zone: string;
  language: string;
  start_day: string | null;
  end_day: string | null;
  licence: string | null;
  visibility: 'draft' | 'public';
}

interface TalkColumns {
  id: number;
  slug: string;
  language: string | null;
  licence: string | null;
  recording_plan: string;
  visibility: string;
  unlisted_key: string | null;
  first_public_ms: number | null;
  track_id: number | null;
}

/** Statements behind a talk as it is edited: drafts too, nothing that lies in the bin. */
export function createTalkEditStore(db: Db) {
  const talk = db.prepare<[number], EditedTalkRow>(`
    SELECT t.id, t.guid, t.edition, t.slug, t.conference_id, t.language, t.licence, t.recording_plan, t.visibility,
      t.unlisted_key, t.first_public_ms, t.withdrawn_ms, tr.name AS track
    FROM talks t LEFT JOIN tracks tr ON tr.id = t.track_id WHERE t.id = ? AND t.deleted_ms IS NULL`);
  const texts = db.prepare<[number], EditedTextRow>(
    'SELECT language, title, subtitle, abstract, abstract_html FROM talk_texts WHERE talk_id = ? ORDER BY language',
  );
  const slots = db.prepare<[number], EditedSlotRow>(`
    SELECT s.day, s.start_ms, s.duration_ms, r.name AS room
    FROM talk_slots s LEFT JOIN rooms r ON r.id = s.room_id WHERE s.talk_id = ? ORDER BY s.id`);
  const billings = db.prepare<[number], EditedBillingRow>(`
    SELECT ts.speaker_id AS billed_id, s.surviving_id AS speaker_id, n.name, ts.affiliation,
      s.deleted_ms IS NOT NULL OR x.deleted_ms IS NOT NULL AS is_binned
    FROM talk_speakers ts
    JOIN speakers s ON s.id = ts.speaker_id JOIN speakers x ON x.id = s.surviving_id
    JOIN speaker_names n ON n.id = ts.name_id
    WHERE ts.talk_id = ? ORDER BY ts.position`);
  const tags = db
    .prepare<[number], string>(
      'SELECT g.name FROM talk_tags t JOIN tags g ON g.id = t.tag_id WHERE t.talk_id = ? ORDER BY g.name',
    )
    .pluck();
  const conference = db.prepare<[number], TalkConferenceRow>(`
    SELECT c.id, c.time_zone, c.language, c.start_day, c.end_day, c.licence, c.visibility,
      coalesce((SELECT ct.title FROM conference_texts ct WHERE ct.conference_id = c.id
        ORDER BY ct.language <> c.language, ct.language LIMIT 1), c.slug) AS title
    FROM conferences c WHERE c.id = ? AND c.deleted_ms IS NULL`);
  const recordings = db.prepare<[number], { id: string; arrived_as: string; publication: string }>(`
    SELECT r.id, o.arrived_as, r.publication FROM recordings r JOIN originals o ON o.id = r.original_id
    WHERE r.talk_id = ? AND r.deleted_ms IS NULL ORDER BY r.is_primary DESC, r.created_ms DESC`);
  const update = db.prepare<TalkColumns>(`
    UPDATE talks SET slug = :slug, language = :language, licence = :licence, recording_plan = :recording_plan,
      visibility = :visibility, unlisted_key = :unlisted_key, first_public_ms = :first_public_ms, track_id = :track_id
    WHERE id = :id`);
  const putText = db.prepare<EditedTextRow & { id: number; sort_key: string }>(`
    INSERT INTO talk_texts (talk_id, language, title, subtitle, abstract, abstract_html, sort_key)
    VALUES (:id, :language, :title, :subtitle, :abstract, :abstract_html, :sort_key)
    ON CONFLICT (talk_id, language) DO UPDATE SET title = excluded.title, subtitle = excluded.subtitle,
      abstract = excluded.abstract, abstract_html = excluded.abstract_html, sort_key = excluded.sort_key`);
  const dropText = db.prepare<[number, string]>('DELETE FROM talk_texts WHERE talk_id = ? AND language = ?');
  const names = db.prepare<[number], { id: number; name: string; kind: string }>(`
    SELECT n.id, n.name, n.kind FROM speaker_names n JOIN speakers s ON s.id = n.speaker_id
    WHERE s.surviving_id = ? AND s.deleted_ms IS NULL
    ORDER BY CASE n.kind WHEN 'main' THEN 0 WHEN 'alias' THEN 1 ELSE 2 END, n.speaker_id <> s.surviving_id, n.id`);
  const conferences = db
    .prepare<[number], number | null>('SELECT conference_id FROM talks WHERE id = ? AND deleted_ms IS NULL')
    .pluck();
  return {
    talk: (id: number) => talk.get(id) ?? null,
    texts: (id: number) => texts.all(id),
    slots: (id: number) => slots.all(id),
    billings: (id: number) => billings.all(id),
    tags: (id: number) => tags.all(id),
    conference: (id: number) => conference.get(id) ?? null,
    recordings: (id: number) => recordings.all(id),
    update: (columns: TalkColumns) => update.run(columns),
    putText: (id: number, text: EditedTextRow, sortKey: string) =>
      putText.run({ ...text, id, sort_key: sortKey }),
    dropText: (id: number, language: string) => dropText.run(id, language),
    /** Names of a speaker, those of merged ones too, the main ones first. */
    names: (speakerId: number) => names.all(speakerId),
    /** undefined where there is no such talk. */
    conferenceOf: (id: number) => conferences.get(id),
  };
}

export type TalkEditStore = ReturnType<typeof createTalkEditStore>;

import type { Db } from '#server/db/open.ts';

export interface TalkDetailRow {
  id: number;
  conference_id: number | null;
  language: string | null;
  conference_language: string | null;
  licence: string | null;
}

export interface TalkTextRow {
  owner_id: number;
  language: string;
  title: string;
  subtitle: string | null;
  abstract: string | null;
  /** Safe HTML; null where the abstract has no markup. */
  abstract_html: string | null;
}

export interface RelatedRow {
  id: number;
  /** 1 where somebody speaks in both. */
  shares_speaker: number;
}

export interface RecordingRow {
  id: string;
  error: string | null;
  /** Of the version that plays, else the one in force. */
  edit_number: number;
  version_id: string | null;
  version_state: 'growing' | 'whole' | null;
  duration_ms: number | null;
  manifest: string | null;
  job_state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | null;
  job_progress: number | null;
}

/** Statements behind one talk as its viewers see it. */
export function createTalkStore(db: Db) {
  const idOfSlug = db.prepare<[string], number>('SELECT id FROM public_talks WHERE slug = ?').pluck();
  const newSlug = db
    .prepare<[string], string>(
      'SELECT p.slug FROM talk_slugs o JOIN public_talks p ON p.id = o.talk_id WHERE o.slug = ?',
    )
    .pluck();
  const detail = db.prepare<[number], TalkDetailRow>(`
    SELECT t.id, t.conference_id, t.language, c.language AS conference_language,
      coalesce(t.licence, c.licence) AS licence
    FROM public_talks t LEFT JOIN public_conferences c ON c.id = t.conference_id WHERE t.id = ?`);
  const texts = db.prepare<{ ids: string }, TalkTextRow>(`
    SELECT tt.talk_id AS owner_id, tt.language, tt.title, tt.subtitle, tt.abstract, tt.abstract_html
    FROM json_each(:ids) j
    CROSS JOIN public_talks p ON p.id = j.value
    CROSS JOIN talk_texts tt ON tt.talk_id = p.id`);
  const tags = db.prepare<{ ids: string }, { talk_id: number; slug: string; name: string }>(`
    SELECT tt.talk_id, g.slug, g.name
    FROM json_each(:ids) j
    CROSS JOIN public_talks p ON p.id = j.value
    CROSS JOIN talk_tags tt ON tt.talk_id = p.id
    CROSS JOIN tags g ON g.id = tt.tag_id
    ORDER BY tt.talk_id, g.name`);
  const links = db.prepare<[number], { title: string; url: string }>(
    'SELECT l.title, l.url FROM talk_links l JOIN public_talks p ON p.id = l.talk_id WHERE l.talk_id = ? ORDER BY l.id',
  );
  const recording = db.prepare<[number], RecordingRow>(`
    SELECT r.id, r.error, coalesce(v.edit_number, r.edit_number) AS edit_number, v.id AS version_id, v.state AS version_state, v.duration_ms, v.manifest, b.state AS job_state,
      b.progress AS job_progress
    FROM public_recordings p JOIN recordings r ON r.id = p.id
    LEFT JOIN versions v ON v.id = (
      SELECT w.id FROM versions w WHERE w.recording_id = r.id AND w.state IN ('growing', 'whole')
      ORDER BY w.state DESC LIMIT 1)
    LEFT JOIN jobs b ON b.id = (
      SELECT k.id FROM jobs k WHERE k.recording_id = r.id ORDER BY k.created_ms DESC, k.id DESC LIMIT 1)
    WHERE p.talk_id = ?`);
  const ofSpeakersOf = db
    .prepare<{ id: number; limit: number }, number>(`
      SELECT t.id FROM (
        SELECT DISTINCT other.talk_id FROM public_talk_speakers own
        CROSS JOIN public_speaker_talks other ON other.speaker_id = own.speaker_id
        WHERE own.talk_id = :id AND other.talk_id <> :id) d
      CROSS JOIN public_talks t ON t.id = d.talk_id
      ORDER BY (SELECT max(s.day) FROM talk_slots s WHERE s.talk_id = t.id) DESC, t.id DESC LIMIT :limit`)
    .pluck();
  const related = db.prepare<[number, number], RelatedRow>(`
    SELECT r.related_id AS id, r.shares_speaker FROM talk_related r CROSS JOIN public_talks p ON p.id = r.related_id
    WHERE r.talk_id = ? ORDER BY r.score DESC, r.related_id LIMIT ?`);
  const views = db.prepare<[number], number>('SELECT views FROM talk_view_totals WHERE talk_id = ?').pluck();
  const json = (ids: readonly number[]) => JSON.stringify(ids);
  return {
    idOfSlug: (slug: string) => idOfSlug.get(slug) ?? null,
    /** The current slug of the public talk that had this one. */
    newSlug: (slug: string) => newSlug.get(slug) ?? null,
    detail: (id: number) => detail.get(id) ?? null,
    texts: (ids: readonly number[]) => texts.all({ ids: json(ids) }),
    tags: (ids: readonly number[]) => tags.all({ ids: json(ids) }),
    links: (id: number) => links.all(id),
    recording: (talkId: number) => recording.get(talkId) ?? null,
    /** Other public talks of a talk's speakers, newest first. */
    ofSpeakersOf: (id: number, limit: number) => ofSpeakersOf.all({ id, limit }),
    /** How often a talk was watched. */
    views: (id: number) => views.get(id) ?? 0,
    /** Public talks that go with a talk, the nearest first. */
    related: (id: number, limit: number) => related.all(id, limit),
  };
}

export type TalkStore = ReturnType<typeof createTalkStore>;

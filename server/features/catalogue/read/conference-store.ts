import type { Db } from '#server/db/open.ts';

export interface ConferenceRow {
  id: number;
  slug: string;
  acronym: string | null;
  language: string;
  start_day: string | null;
  end_day: string | null;
  time_zone: string;
  url: string | null;
  accent: string | null;
  is_sample: number;
  talk_count: number;
  watchable_count: number;
  logo_id: string | null;
  logo_width: number;
  logo_height: number;
  logo_alt: string | null;
}

/** The picture of a conference's newest recording. */
export interface ConferencePosterRow {
  owner_id: number;
  recording_id: string;
  version_id: string;
  /** JSON of the manifest's poster. */
  poster: string;
}

export interface ConferenceTextRow {
  owner_id: number;
  language: string;
  title: string;
  subtitle: string | null;
  description: string | null;
  place: string | null;
}

/** Statements behind conferences as viewers see them. */
export function createConferenceStore(db: Db) {
  const page = db.prepare<
    { day: string | null; id: number | null; limit: number },
    { id: number; sort_day: string }
  >(`
    SELECT c.id, coalesce(c.start_day, '') AS sort_day
    FROM public_conferences c
    WHERE :day IS NULL OR (coalesce(c.start_day, ''), c.id) < (:day, :id)
    ORDER BY coalesce(c.start_day, '') DESC, c.id DESC LIMIT :limit`);
  const rows = db.prepare<{ ids: string }, ConferenceRow>(`
    SELECT c.id, c.slug, c.acronym, c.language, c.start_day, c.end_day, c.time_zone, c.url, c.accent, c.is_sample,
      (SELECT count(*) FROM public_talks t WHERE t.conference_id = c.id) AS talk_count,
      (SELECT count(*) FROM public_talks t JOIN public_recordings r ON r.talk_id = t.id
        WHERE t.conference_id = c.id AND EXISTS (
          SELECT 1 FROM versions v WHERE v.recording_id = r.id AND v.state IN ('growing', 'whole'))
      ) AS watchable_count,
      i.id AS logo_id, i.width AS logo_width, i.height AS logo_height,
      (SELECT x.logo_alt FROM conferences x WHERE x.id = c.id) AS logo_alt
    FROM json_each(:ids) j
    CROSS JOIN public_conferences c ON c.id = j.value
    LEFT JOIN images i ON i.id = c.logo_id
    ORDER BY j.key`);
  const names = db.prepare<{ ids: string }, Pick<ConferenceRow, 'id' | 'slug' | 'acronym' | 'language'>>(`
    SELECT c.id, c.slug, c.acronym, c.language
    FROM json_each(:ids) j CROSS JOIN public_conferences c ON c.id = j.value ORDER BY j.key`);
  const posters = db.prepare<{ ids: string }, ConferencePosterRow>(`
    SELECT j.value AS owner_id, v.recording_id, v.id AS version_id, v.manifest -> '$.poster' AS poster
    FROM json_each(:ids) j
    CROSS JOIN versions v ON v.id = (
      SELECT w.id FROM public_talks t
      CROSS JOIN public_recordings p ON p.talk_id = t.id
      CROSS JOIN recordings r ON r.id = p.id
      CROSS JOIN versions w ON w.recording_id = r.id
      WHERE t.conference_id = j.value AND w.state IN ('growing', 'whole')
      ORDER BY r.created_ms DESC, r.id DESC, w.state DESC LIMIT 1)
    WHERE v.manifest ->> '$.poster.path' IS NOT NULL`);
  const count = db.prepare<[], number>('SELECT count(*) FROM public_conferences').pluck();
  const texts = db.prepare<{ ids: string }, ConferenceTextRow>(`
    SELECT ct.conference_id AS owner_id, ct.language, ct.title, ct.subtitle, ct.description, ct.place
    FROM json_each(:ids) j
    CROSS JOIN public_conferences p ON p.id = j.value
    CROSS JOIN conference_texts ct ON ct.conference_id = p.id`);
  const idOfSlug = db.prepare<[string], number>('SELECT id FROM public_conferences WHERE slug = ?').pluck();
  const programme = db
    .prepare<[number], number>(`
      SELECT t.id FROM public_talks t
      LEFT JOIN talk_slots sl ON sl.id = (
        SELECT s.id FROM talk_slots s WHERE s.talk_id = t.id
        ORDER BY s.start_ms IS NULL, s.start_ms, s.day, s.id LIMIT 1)
      WHERE t.conference_id = ?
      ORDER BY sl.day IS NULL, sl.day, sl.start_ms IS NULL, sl.start_ms, t.position, t.id`)
    .pluck();
  const json = (ids: readonly number[]) => JSON.stringify(ids);
  return {
    page: (after: readonly [string, number] | null, limit: number) =>
      page.all({ day: after?.[0] ?? null, id: after?.[1] ?? null, limit }),
    rows: (ids: readonly number[]) => rows.all({ ids: json(ids) }),
    /** What conferences are called where they have no texts; without counting their talks. */
    names: (ids: readonly number[]) => names.all({ ids: json(ids) }),
    texts: (ids: readonly number[]) => texts.all({ ids: json(ids) }),
    posters: (ids: readonly number[]) => posters.all({ ids: json(ids) }),
    count: () => count.get() ?? 0,
    idOfSlug: (slug: string) => idOfSlug.get(slug) ?? null,
    /** Ids of the public talks in the order of the programme: by day, start, then the order given. */
    programme: (conferenceId: number) => programme.all(conferenceId),
  };
}

export type ConferenceStore = ReturnType<typeof createConferenceStore>;

import type { Db } from '#server/db/open.ts';

export interface EditedConferenceRow {
  id: number;
  guid: string;
  edition: number;
  slug: string;
  acronym: string | null;
  language: string;
  start_day: string | null;
  end_day: string | null;
  time_zone: string;
  url: string | null;
  accent: string | null;
  licence: string | null;
  publish: 'auto' | 'review';
  visibility: 'draft' | 'public';
  logo_id: string | null;
  logo_alt: string | null;
  talk_count: number;
}

type ConferenceColumns = Omit<EditedConferenceRow, 'guid' | 'edition' | 'talk_count'>;

/** Statements behind a conference as it is edited: drafts too, nothing that lies in the bin. */
export function createConferenceEditStore(db: Db) {
  const conference = db.prepare<[number], EditedConferenceRow>(`
    SELECT c.id, c.guid, c.edition, c.slug, c.acronym, c.language, c.start_day, c.end_day, c.time_zone, c.url,
      c.accent, c.licence, c.publish, c.visibility, c.logo_id, c.logo_alt,
      (SELECT count(*) FROM talks t WHERE t.conference_id = c.id AND t.deleted_ms IS NULL) AS talk_count
    FROM conferences c WHERE c.id = ? AND c.deleted_ms IS NULL`);
  const update = db.prepare<ConferenceColumns>(`
    UPDATE conferences SET slug = :slug, acronym = :acronym, language = :language, start_day = :start_day,
      end_day = :end_day, time_zone = :time_zone, url = :url, accent = :accent, licence = :licence,
      publish = :publish, visibility = :visibility, logo_id = :logo_id, logo_alt = :logo_alt
    WHERE id = :id`);
  const rooms = db
    .prepare<[number], string>('SELECT name FROM rooms WHERE conference_id = ? ORDER BY position, id')
    .pluck();
  const tracks = db
    .prepare<[number], string>('SELECT name FROM tracks WHERE conference_id = ? ORDER BY name')
    .pluck();
  const dropText = db.prepare<[number, string]>(
    'DELETE FROM conference_texts WHERE conference_id = ? AND language = ?',
  );
  const slugOwner = db
    .prepare<{ slug: string }, number>(`
      SELECT id FROM conferences WHERE slug = :slug
      UNION ALL SELECT conference_id FROM conference_slugs WHERE slug = :slug LIMIT 1`)
    .pluck();
  const keepSlug = db.prepare<[string, number]>(
    'INSERT INTO conference_slugs (slug, conference_id) VALUES (?, ?) ON CONFLICT (slug) DO NOTHING',
  );
  const dropSlug = db.prepare<[string]>('DELETE FROM conference_slugs WHERE slug = ?');
  const wasPublic = db
    .prepare<{ id: number }, number>(`
      SELECT EXISTS (SELECT 1 FROM talks WHERE conference_id = :id AND first_public_ms IS NOT NULL)
        OR EXISTS (SELECT 1 FROM conference_slugs WHERE conference_id = :id)`)
    .pluck();
  return {
    conference: (id: number) => conference.get(id) ?? null,
    update: (columns: ConferenceColumns) => update.run(columns),
    rooms: (id: number) => rooms.all(id),
    tracks: (id: number) => tracks.all(id),
    dropText: (id: number, language: string) => dropText.run(id, language),
    /** Whose slug it is or was. */
    slugOwner: (slug: string) => slugOwner.get({ slug }) ?? null,
    keepSlug: (slug: string, id: number) => keepSlug.run(slug, id),
    dropSlug: (slug: string) => dropSlug.run(slug),
    /** Whether viewers may have seen its address. */
    wasPublic: (id: number) => wasPublic.get({ id }) === 1,
  };
}

export type ConferenceEditStore = ReturnType<typeof createConferenceEditStore>;

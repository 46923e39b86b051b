import type { Db } from '#server/db/open.ts';

export interface EditedSpeakerRow {
  id: number;
  guid: string;
  edition: number;
  slug: string;
  photo_id: string | null;
  photo_alt: string | null;
  created_by: string | null;
  was_public: number;
}

export interface EditedNameRow {
  id: number;
  name: string;
  kind: 'main' | 'alias' | 'hidden';
  sort_key: string;
}

export interface SpeakerTalkRow {
  id: number;
  title: string;
  conference: string | null;
  day: string | null;
  billed_as: string;
  conference_id: number | null;
  is_public: number;
}

interface NameColumns {
  id: number;
  name: string;
  script: string;
  kind: string;
  sort_key: string;
  folded: string;
}

/** Statements behind a speaker as edited: also one without a public talk, nobody in the bin or merged into another. */
export function createSpeakerEditStore(db: Db) {
  const speaker = db.prepare<[number], EditedSpeakerRow>(`
    SELECT s.id, s.guid, s.edition, s.slug, s.photo_id, s.photo_alt, s.created_by,
      EXISTS (SELECT 1 FROM talk_speakers ts JOIN talks t ON t.id = ts.talk_id
        JOIN speakers m ON m.id = ts.speaker_id
        WHERE m.surviving_id = s.id AND t.first_public_ms IS NOT NULL) AS was_public
    FROM speakers s WHERE s.id = ? AND s.deleted_ms IS NULL AND s.merged_into_id IS NULL`);
  const names = db.prepare<[number], EditedNameRow>(
    'SELECT id, name, kind, sort_key FROM speaker_names WHERE speaker_id = ? ORDER BY id',
  );
  const parkName = db.prepare<[number]>('UPDATE speaker_names SET name = char(0) || id WHERE id = ?');
  const updateName = db.prepare<NameColumns>(`
    UPDATE speaker_names SET name = :name, script = :script, kind = :kind, sort_key = :sort_key, folded = :folded
    WHERE id = :id`);
  const rebill = db.prepare<[number, number]>('UPDATE talk_speakers SET name_id = ? WHERE name_id = ?');
  const dropListing = db.prepare<[number]>('DELETE FROM speaker_listing WHERE speaker_id = ?');
  const dropName = db.prepare<[number]>('DELETE FROM speaker_names WHERE id = ?');
  const links = db.prepare<[number], { title: string; url: string }>(
    'SELECT title, url FROM speaker_links WHERE speaker_id = ? ORDER BY id',
  );
  const dropLinks = db.prepare<[number]>('DELETE FROM speaker_links WHERE speaker_id = ?');
  const addLink = db.prepare<[number, string, string]>(
    'INSERT INTO speaker_links (speaker_id, title, url) VALUES (?, ?, ?)',
  );
  const biographies = db.prepare<[number], { language: string; biography: string }>(
    'SELECT language, biography FROM speaker_texts WHERE speaker_id = ? ORDER BY language',
  );
  const dropBiography = db.prepare<[number, string]>(
    'DELETE FROM speaker_texts WHERE speaker_id = ? AND language = ?',
  );
  const update = db.prepare<{ id: number; slug: string; photo_id: string | null; photo_alt: string | null }>(
    'UPDATE speakers SET slug = :slug, photo_id = :photo_id, photo_alt = :photo_alt WHERE id = :id',
  );
  const setCreator = db.prepare<[string | null, number]>('UPDATE speakers SET created_by = ? WHERE id = ?');
  const slugOwner = db
    .prepare<{ slug: string }, number>(`
      SELECT id FROM speakers WHERE slug = :slug
      UNION ALL SELECT speaker_id FROM speaker_slugs WHERE slug = :slug LIMIT 1`)
    .pluck();
  const keepSlug = db.prepare<[string, number]>(
    'INSERT INTO speaker_slugs (slug, speaker_id) VALUES (?, ?) ON CONFLICT (slug) DO NOTHING',
  );
  const dropSlug = db.prepare<[string]>('DELETE FROM speaker_slugs WHERE slug = ?');
  const dropSlugs = db.prepare<[number]>('DELETE FROM speaker_slugs WHERE speaker_id = ?');
  const conferences = db
    .prepare<[number], number | null>(`
      SELECT DISTINCT t.conference_id FROM speakers s JOIN talk_speakers ts ON ts.speaker_id = s.id
      JOIN talks t ON t.id = ts.talk_id WHERE s.surviving_id = ? AND t.deleted_ms IS NULL`)
    .pluck();
  const talks = db.prepare<[number], SpeakerTalkRow>(`
    SELECT t.id, n.name AS billed_as, t.conference_id,
      EXISTS (SELECT 1 FROM public_talks p WHERE p.id = t.id) AS is_public,
      coalesce((SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id
        ORDER BY x.language <> coalesce(t.language, ''), x.language LIMIT 1), t.slug) AS title,
      (SELECT x.title FROM conference_texts x WHERE x.conference_id = t.conference_id
        ORDER BY x.language LIMIT 1) AS conference,
      (SELECT min(sl.day) FROM talk_slots sl WHERE sl.talk_id = t.id) AS day
    FROM speakers s JOIN talk_speakers ts ON ts.speaker_id = s.id JOIN talks t ON t.id = ts.talk_id
    JOIN speaker_names n ON n.id = ts.name_id
    WHERE s.surviving_id = ? AND t.deleted_ms IS NULL ORDER BY day DESC, t.id DESC LIMIT 500`);
  const isPublic = db
    .prepare<[number], number>('SELECT 1 FROM public_speaker_talks WHERE speaker_id = ? LIMIT 1')
    .pluck();
  return {
    /** Whether viewers see a page of theirs. */
    isPublic: (id: number) => isPublic.get(id) === 1,
    speaker: (id: number) => speaker.get(id) ?? null,
    names: (id: number) => names.all(id),
    /** Frees the name's text, so that two names can be exchanged. */
    parkName: (id: number) => parkName.run(id),
    updateName: (name: NameColumns) => updateName.run(name),
    /** Takes a name away; talks billed under it are billed under another one. */
    dropName(id: number, insteadId: number) {
      rebill.run(insteadId, id);
      dropName.run(id);
    },
    /** Lists refer to names: they are filed anew after every change. */
    dropListing: (id: number) => dropListing.run(id),
    links: (id: number) => links.all(id),
    replaceLinks(id: number, next: readonly { title: string; url: string }[]) {
      dropLinks.run(id);
      for (const { title, url } of next) addLink.run(id, title, url);
    },
    biographies: (id: number) => biographies.all(id),
    dropBiography: (id: number, language: string) => dropBiography.run(id, language),
    update: (columns: { id: number; slug: string; photo_id: string | null; photo_alt: string | null }) =>
      update.run(columns),
    setCreator: (id: number, accountId: string | null) => setCreator.run(accountId, id),
    /** Whose slug it is or was. */
    slugOwner: (slug: string) => slugOwner.get({ slug }) ?? null,
    keepSlug: (slug: string, id: number) => keepSlug.run(slug, id),
    dropSlug: (slug: string) => dropSlug.run(slug),
    dropSlugs: (id: number) => dropSlugs.run(id),
    /** Conferences of all talks, null for a talk without one. */
    conferences: (id: number) => conferences.all(id),
    talks: (id: number) => talks.all(id),
  };
}

export type SpeakerEditStore = ReturnType<typeof createSpeakerEditStore>;

import type { Db } from '#server/db/open.ts';

export interface PictureRow {
  id: string;
  width: number;
  height: number;
  alt: string | null;
}

interface OwnedPicture extends PictureRow {
  owner_id: number;
}

/** Statements behind what a conference or speaker looks like to viewers: pictures, links, licence. */
export function createFaceStore(db: Db) {
  const licenceOf = db
    .prepare<[number], string | null>('SELECT licence FROM public_conferences WHERE id = ?')
    .pluck();
  const photos = db.prepare<{ ids: string }, OwnedPicture>(`
    SELECT s.id AS owner_id, i.id, i.width, i.height, s.photo_alt AS alt
    FROM json_each(:ids) j CROSS JOIN speakers s ON s.id = j.value CROSS JOIN images i ON i.id = s.photo_id`);
  const links = db.prepare<{ ids: string }, { owner_id: number; title: string; url: string }>(`
    SELECT l.speaker_id AS owner_id, l.title, l.url
    FROM json_each(:ids) j CROSS JOIN speaker_links l ON l.speaker_id = j.value ORDER BY j.key, l.id`);
  const billed = db.prepare<[number], { id: number; slug: string }>(`
    SELECT DISTINCT s.id, s.slug FROM public_talk_speakers v JOIN speakers s ON s.id = v.speaker_id
    WHERE v.talk_id = ?`);
  const movedConference = db
    .prepare<[string], string>(
      'SELECT p.slug FROM conference_slugs o JOIN public_conferences p ON p.id = o.conference_id WHERE o.slug = ?',
    )
    .pluck();
  const json = (ids: readonly number[]) => JSON.stringify(ids);
  return {
    licenceOf: (conferenceId: number) => licenceOf.get(conferenceId) ?? null,
    /** Photos of public speakers. */
    photos: (ids: readonly number[]) => photos.all({ ids: json(ids) }),
    links: (ids: readonly number[]) => links.all({ ids: json(ids) }),
    /** Who speaks in a public talk. */
    billed: (talkId: number) => billed.all(talkId),
    /** The present slug of the public conference that had this one. */
    movedConference: (slug: string) => movedConference.get(slug) ?? null,
  };
}

export type FaceStore = ReturnType<typeof createFaceStore>;

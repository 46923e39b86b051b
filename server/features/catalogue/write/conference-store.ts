import type { Db } from '#server/db/open.ts';

export interface ConferenceFields {
  guid: string;
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
  is_sample: number;
}

export interface ConferenceRecord extends ConferenceFields {
  id: number;
  /** Since when it lies in the bin. */
  deleted_ms: number | null;
}

export interface ConferenceText {
  language: string;
  title: string;
  subtitle: string | null;
  description: string | null;
  place: string | null;
}

const columns = `id, guid, slug, acronym, language, start_day, end_day, time_zone, url, accent, licence, publish,
  visibility, is_sample, deleted_ms`;

/** Statements that write conferences, with the reads that writing needs: drafts too. */
export function createConferenceWriteStore(db: Db) {
  const byGuid = db.prepare<[string], ConferenceRecord>(`SELECT ${columns} FROM conferences WHERE guid = ?`);
  const bySlug = db.prepare<{ slug: string }, ConferenceRecord>(`
    SELECT ${columns} FROM conferences
    WHERE id = coalesce((SELECT id FROM conferences WHERE slug = :slug),
      (SELECT conference_id FROM conference_slugs WHERE slug = :slug))`);
  const byId = db.prepare<[number], ConferenceRecord>(`SELECT ${columns} FROM conferences WHERE id = ?`);
  const byTitle = db.prepare<[string], ConferenceRecord>(`
    SELECT ${columns} FROM conferences
    WHERE deleted_ms IS NULL AND id IN (SELECT conference_id FROM conference_texts WHERE title = ?)
    ORDER BY id LIMIT 2`);
  const insert = db.prepare<ConferenceFields & { now: number }>(`
    INSERT INTO conferences (guid, slug, acronym, language, start_day, end_day, time_zone, url, accent, licence,
      publish, visibility, is_sample, created_ms, updated_ms)
    VALUES (:guid, :slug, :acronym, :language, :start_day, :end_day, :time_zone, :url, :accent, :licence,
      :publish, :visibility, :is_sample, :now, :now)`);
  const update = db.prepare<Omit<ConferenceRecord, 'guid' | 'deleted_ms'> & { now: number }>(`
    UPDATE conferences SET slug = :slug, acronym = :acronym, language = :language, start_day = :start_day,
      end_day = :end_day, time_zone = :time_zone, url = :url, accent = :accent, licence = :licence,
      publish = :publish, visibility = :visibility, is_sample = :is_sample, edition = edition + 1,
      updated_ms = :now
    WHERE id = :id`);
  const texts = db.prepare<[number], ConferenceText>(
    'SELECT language, title, subtitle, description, place FROM conference_texts WHERE conference_id = ?',
  );
  const putText = db.prepare<ConferenceText & { id: number }>(`
    INSERT INTO conference_texts (conference_id, language, title, subtitle, description, place)
    VALUES (:id, :language, :title, :subtitle, :description, :place)
    ON CONFLICT (conference_id, language) DO UPDATE SET title = excluded.title, subtitle = excluded.subtitle,
      description = excluded.description, place = excluded.place`);
  const roomId = db
    .prepare<[number, string], number>('SELECT id FROM rooms WHERE conference_id = ? AND name = ?')
    .pluck();
  const addRoom = db.prepare<{ id: number; name: string }>(`
    INSERT INTO rooms (conference_id, name, position)
    VALUES (:id, :name, (SELECT coalesce(max(position) + 1, 0) FROM rooms WHERE conference_id = :id))`);
  const trackId = db
    .prepare<[number, string], number>('SELECT id FROM tracks WHERE conference_id = ? AND name = ?')
    .pluck();
  const isTrackSlug = db
    .prepare<[number, string], number>('SELECT 1 FROM tracks WHERE conference_id = ? AND slug = ?')
    .pluck();
  const addTrack = db.prepare<[number, string, string]>(
    'INSERT INTO tracks (conference_id, slug, name) VALUES (?, ?, ?)',
  );
  const talkIds = db.prepare<[number], number>('SELECT id FROM talks WHERE conference_id = ?').pluck();
  return {
    byId: (id: number) => byId.get(id) ?? null,
    byGuid: (guid: string) => byGuid.get(guid) ?? null,
    /** By the slug it has or had. */
    bySlug: (slug: string) => bySlug.get({ slug }) ?? null,
    /** At most two: enough to know that a title is not unique. */
    byTitle: (title: string) => byTitle.all(title),
    insert: (fields: ConferenceFields, now: number) => Number(insert.run({ ...fields, now }).lastInsertRowid),
    update({ guid: _guid, deleted_ms: _deleted, ...fields }: ConferenceRecord, now: number) {
      update.run({ ...fields, now });
    },
    texts: (id: number) => texts.all(id),
    putText: (id: number, text: ConferenceText) => putText.run({ id, ...text }),
    /** The room's id; made where there is none of that name. */
    room: (id: number, name: string) =>
      roomId.get(id, name) ?? Number(addRoom.run({ id, name }).lastInsertRowid),
    trackId: (id: number, name: string) => trackId.get(id, name) ?? null,
    isTrackSlug: (id: number, slug: string) => isTrackSlug.get(id, slug) !== undefined,
    addTrack: (id: number, slug: string, name: string) =>
      Number(addTrack.run(id, slug, name).lastInsertRowid),
    talkIds: (id: number) => talkIds.all(id),
  };
}

export type ConferenceWriteStore = ReturnType<typeof createConferenceWriteStore>;

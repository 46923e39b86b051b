import type { Db } from '#server/db/open.ts';

export interface TalkRecord {
  id: number;
  guid: string;
  slug: string;
  conference_id: number | null;
  track_id: number | null;
  language: string | null;
  position: number;
  licence: string | null;
  recording_plan: 'will' | 'none' | 'opted_out';
  visibility: 'draft' | 'unlisted' | 'public';
  is_sample: number;
  first_public_ms: number | null;
}

export interface TalkText {
  language: string;
  title: string;
  subtitle: string | null;
  abstract: string | null;
  /** The abstract as safe HTML; null where it has no markup. */
  abstract_html: string | null;
  sort_key: string;
}

export interface Slot {
  day: string | null;
  start_ms: number | null;
  duration_ms: number | null;
  room_id: number | null;
}

export interface Billing {
  speaker_id: number;
  name_id: number;
  affiliation: string | null;
}

export interface TalkLink {
  title: string;
  url: string;
}

const columns = `id, guid, slug, conference_id, track_id, language, position, licence, recording_plan, visibility,
  is_sample, first_public_ms`;

/** Statements that write talks, with the reads that writing needs: drafts too. */
export function createTalkWriteStore(db: Db) {
  const byId = db.prepare<[number], TalkRecord>(`SELECT ${columns} FROM talks WHERE id = ?`);
  const byGuid = db.prepare<[string], TalkRecord>(`SELECT ${columns} FROM talks WHERE guid = ?`);
  const bySlug = db.prepare<[string], TalkRecord>(`SELECT ${columns} FROM talks WHERE slug = ?`);
  const byOldSlug = db.prepare<[string], TalkRecord>(
    `SELECT ${columns} FROM talks WHERE id = (SELECT talk_id FROM talk_slugs WHERE slug = ?)`,
  );
  const isSlugTaken = db
    .prepare<{ slug: string; id: number }, number>(`
      SELECT EXISTS (SELECT 1 FROM talks WHERE slug = :slug AND id <> :id)
        OR EXISTS (SELECT 1 FROM talk_slugs WHERE slug = :slug AND talk_id <> :id)`)
    .pluck();
  const insert = db.prepare<Omit<TalkRecord, 'id'> & { now: number }>(`
    INSERT INTO talks (guid, slug, conference_id, track_id, language, position, licence, recording_plan, visibility,
      is_sample, first_public_ms, created_ms, updated_ms)
    VALUES (:guid, :slug, :conference_id, :track_id, :language, :position, :licence, :recording_plan, :visibility,
      :is_sample, :first_public_ms, :now, :now)`);
  const update = db.prepare<Omit<TalkRecord, 'guid' | 'conference_id' | 'is_sample'> & { now: number }>(`
    UPDATE talks SET slug = :slug, track_id = :track_id, language = :language, position = :position,
      licence = :licence, recording_plan = :recording_plan, visibility = :visibility,
      first_public_ms = :first_public_ms, edition = edition + 1, updated_ms = :now
    WHERE id = :id`);
  const setPosition = db.prepare<[number, number]>('UPDATE talks SET position = ? WHERE id = ?');
  const setImported = db.prepare<[number]>('UPDATE talks SET is_imported = 1 WHERE id = ?');
  const setWithdrawn = db.prepare<{ id: number; at: number | null; now: number }>(
    'UPDATE talks SET withdrawn_ms = :at, edition = edition + 1, updated_ms = :now WHERE id = :id',
  );
  const holdRecordings = db.prepare<{ id: number; now: number }>(`
    UPDATE recordings SET publication = 'review', release_at_ms = NULL, updated_ms = :now
    WHERE talk_id = :id AND (publication = 'published' OR release_at_ms IS NOT NULL)`);
  const keepSlug = db.prepare<[string, number]>(
    'INSERT INTO talk_slugs (slug, talk_id) VALUES (?, ?) ON CONFLICT (slug) DO NOTHING',
  );
  const nextPosition = db
    .prepare<{ id: number | null }, number>(
      'SELECT coalesce(max(position) + 1, 0) FROM talks WHERE conference_id IS :id',
    )
    .pluck();
  const texts = db.prepare<[number], TalkText>(
    'SELECT language, title, subtitle, abstract, abstract_html, sort_key FROM talk_texts WHERE talk_id = ?',
  );
  const putText = db.prepare<TalkText & { id: number }>(`
    INSERT INTO talk_texts (talk_id, language, title, subtitle, abstract, abstract_html, sort_key)
    VALUES (:id, :language, :title, :subtitle, :abstract, :abstract_html, :sort_key)
    ON CONFLICT (talk_id, language) DO UPDATE SET title = excluded.title, subtitle = excluded.subtitle,
      abstract = excluded.abstract, abstract_html = excluded.abstract_html, sort_key = excluded.sort_key`);
  const putSource = db.prepare<[string, string, number]>(`
    INSERT INTO talk_sources (source, source_id, talk_id) VALUES (?, ?, ?)
    ON CONFLICT (talk_id, source, source_id) DO NOTHING`);
  const slots = db.prepare<[number], Slot>(
    'SELECT day, start_ms, duration_ms, room_id FROM talk_slots WHERE talk_id = ? ORDER BY id',
  );
  const dropSlots = db.prepare<[number]>('DELETE FROM talk_slots WHERE talk_id = ?');
  const addSlot = db.prepare<Slot & { id: number }>(`
    INSERT INTO talk_slots (talk_id, day, start_ms, duration_ms, room_id)
    VALUES (:id, :day, :start_ms, :duration_ms, :room_id)`);
  const tags = db
    .prepare<[number], string>(
      'SELECT g.slug FROM talk_tags t JOIN tags g ON g.id = t.tag_id WHERE t.talk_id = ? ORDER BY g.slug',
    )
    .pluck();
  const dropTags = db.prepare<[number]>('DELETE FROM talk_tags WHERE talk_id = ?');
  const putTag = db.prepare<[string, string]>(
    'INSERT INTO tags (slug, name) VALUES (?, ?) ON CONFLICT (slug) DO NOTHING',
  );
  const addTag = db.prepare<[number, string]>(
    'INSERT INTO talk_tags (talk_id, tag_id) VALUES (?, (SELECT id FROM tags WHERE slug = ?))',
  );
  const links = db.prepare<[number], TalkLink>(
    'SELECT title, url FROM talk_links WHERE talk_id = ? ORDER BY id',
  );
  const dropLinks = db.prepare<[number]>('DELETE FROM talk_links WHERE talk_id = ?');
  const addLink = db.prepare<[number, string, string]>(
    'INSERT INTO talk_links (talk_id, title, url) VALUES (?, ?, ?)',
  );
  const billings = db.prepare<[number], Billing>(
    'SELECT speaker_id, name_id, affiliation FROM talk_speakers WHERE talk_id = ? ORDER BY position',
  );
  const dropBillings = db.prepare<[number]>('DELETE FROM talk_speakers WHERE talk_id = ?');
  const addBilling = db.prepare<Billing & { id: number; position: number }>(`
    INSERT INTO talk_speakers (talk_id, speaker_id, position, name_id, affiliation)
    VALUES (:id, :speaker_id, :position, :name_id, :affiliation)`);
  return {
    byId: (id: number) => byId.get(id) ?? null,
    byGuid: (guid: string) => byGuid.get(guid) ?? null,
    /** By the slug it has or had. */
    bySlug: (slug: string) => bySlug.get(slug) ?? byOldSlug.get(slug) ?? null,
    isSlugTaken: (slug: string, id: number) => isSlugTaken.get({ slug, id }) === 1,
    insert: (talk: Omit<TalkRecord, 'id'>, now: number) =>
      Number(insert.run({ ...talk, now }).lastInsertRowid),
    update(
      { guid: _guid, conference_id: _conference, is_sample: _sample, ...talk }: TalkRecord,
      now: number,
    ) {
      update.run({ ...talk, now });
    },
    /** Where the talk stands among those without a start: no change that anybody is told about. */
    setPosition: (id: number, position: number) => setPosition.run(position, id),
    /** A programme has it. */
    setImported: (id: number) => setImported.run(id),
    /** @param at since when the newest programme does not have it; null where it has */
    setWithdrawn: (id: number, at: number | null, now: number) => setWithdrawn.run({ id, at, now }),
    /** Puts published recordings of a talk back to those that wait for a person. @returns how many */
    holdRecordings: (id: number, now: number) => holdRecordings.run({ id, now }).changes,
    /** Remembers a slug that the public has seen. */
    keepSlug: (slug: string, id: number) => keepSlug.run(slug, id),
    nextPosition: (conferenceId: number | null) => nextPosition.get({ id: conferenceId }) ?? 0,
    texts: (id: number) => texts.all(id),
    putText: (id: number, text: TalkText) => putText.run({ id, ...text }),
    putSource: (source: string, sourceId: string, id: number) => putSource.run(source, sourceId, id),
    slots: (id: number) => slots.all(id),
    replaceSlots(id: number, next: readonly Slot[]) {
      dropSlots.run(id);
      for (const slot of next) addSlot.run({ id, ...slot });
    },
    /** Slugs of the talk's tags, sorted. */
    tags: (id: number) => tags.all(id),
    replaceTags(id: number, next: readonly { slug: string; name: string }[]) {
      dropTags.run(id);
      for (const tag of next) {
        putTag.run(tag.slug, tag.name);
        addTag.run(id, tag.slug);
      }
    },
    links: (id: number) => links.all(id),
    replaceLinks(id: number, next: readonly TalkLink[]) {
      dropLinks.run(id);
      for (const link of next) addLink.run(id, link.title, link.url);
    },
    billings: (id: number) => billings.all(id),
    replaceBillings(id: number, next: readonly Billing[]) {
      dropBillings.run(id);
      for (const [position, billing] of next.entries()) addBilling.run({ id, position, ...billing });
    },
  };
}

export type TalkWriteStore = ReturnType<typeof createTalkWriteStore>;

import type { Db } from '#server/db/open.ts';

export interface TagRow {
  id: number;
  slug: string;
  name: string;
  talk_count: number;
}

/** A talk as the log of changes names it. */
interface DescribedTalkRow {
  id: number;
  conference_id: number | null;
  title: string;
  /** JSON array of names. */
  tags: string;
}

const counted = `SELECT g.id, g.slug, g.name, (SELECT count(*) FROM talk_tags t WHERE t.tag_id = g.id) AS talk_count
  FROM tags g`;

/** Statements behind tags as they are edited. */
export function createTagStore(db: Db) {
  const page = db.prepare<{ like: string; after: string; limit: number }, TagRow>(
    `${counted} WHERE g.slug LIKE :like ESCAPE '!' AND g.slug > :after ORDER BY g.slug LIMIT :limit`,
  );
  const tag = db.prepare<[number], TagRow>(`${counted} WHERE g.id = ?`);
  const bySlug = db.prepare<[string], number>('SELECT id FROM tags WHERE slug = ?').pluck();
  const rename = db.prepare<[string, string, number]>('UPDATE tags SET slug = ?, name = ? WHERE id = ?');
  const retag = db.prepare<{ into: number; id: number }>(`
    INSERT INTO talk_tags (talk_id, tag_id) SELECT talk_id, :into FROM talk_tags WHERE tag_id = :id
    ON CONFLICT DO NOTHING`);
  const drop = db.prepare<[number]>('DELETE FROM tags WHERE id = ?');
  const talks = db
    .prepare<[number], number>('SELECT talk_id FROM talk_tags WHERE tag_id = ? ORDER BY talk_id')
    .pluck();
  const described = db.prepare<[string], DescribedTalkRow>(`
    SELECT t.id, t.conference_id,
      coalesce((SELECT x.title FROM talk_texts x WHERE x.talk_id = t.id AND x.title <> ''
        ORDER BY x.language = t.language DESC, x.language = c.language DESC, x.language = 'en' DESC, x.language LIMIT 1),
        t.slug) AS title,
      (SELECT json_group_array(n.name) FROM (
        SELECT g.name FROM talk_tags b JOIN tags g ON g.id = b.tag_id WHERE b.talk_id = t.id ORDER BY g.name) n) AS tags
    FROM json_each(?) j CROSS JOIN talks t ON t.id = j.value LEFT JOIN conferences c ON c.id = t.conference_id
    WHERE t.deleted_ms IS NULL`);
  const conferences = db
    .prepare<[number], number | null>(`
      SELECT DISTINCT t.conference_id FROM talk_tags g JOIN talks t ON t.id = g.talk_id WHERE g.tag_id = ?`)
    .pluck();
  return {
    page: (o: { like: string; after: string; limit: number }) => page.all(o),
    tag: (id: number) => tag.get(id) ?? null,
    idOf: (slug: string) => bySlug.get(slug) ?? null,
    rename: (id: number, slug: string, name: string) => rename.run(slug, name, id),
    /** Gives its talks another tag and takes it away. */
    merge(id: number, into: number) {
      retag.run({ into, id });
      drop.run(id);
    },
    drop: (id: number) => drop.run(id),
    talks: (id: number) => talks.all(id),
    /** What the log says of talks; those in the bin are left out. */
    described: (talkIds: readonly number[]) => described.all(JSON.stringify(talkIds)),
    conferences: (id: number) => conferences.all(id),
  };
}

export type TagStore = ReturnType<typeof createTagStore>;

import type { Db } from '#server/db/open.ts';

export interface TagRow {
  id: number;
  slug: string;
  name: string;
  talk_count: number;
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
    conferences: (id: number) => conferences.all(id),
  };
}

export type TagStore = ReturnType<typeof createTagStore>;

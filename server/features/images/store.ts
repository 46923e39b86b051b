import type { Db } from '#server/db/open.ts';

export interface ImageRow {
  id: string;
  path: string;
  width: number;
  height: number;
  size_bytes: number;
  created_by: string | null;
  is_public: number;
}

/** Statements behind pictures: whose they are, and who may see them. */
export function createImageStore(db: Db) {
  const insert = db.prepare<{
    id: string;
    path: string;
    width: number;
    height: number;
    sizeBytes: number;
    createdBy: string | null;
    now: number;
  }>(`
    INSERT INTO images (id, path, media_type, width, height, size_bytes, created_by, created_ms)
    VALUES (:id, :path, 'image/webp', :width, :height, :sizeBytes, :createdBy, :now)`);
  const image = db.prepare<[string], ImageRow>(`
    SELECT i.id, i.path, i.width, i.height, i.size_bytes, i.created_by,
      EXISTS (SELECT 1 FROM public_images p WHERE p.id = i.id) AS is_public
    FROM images i WHERE i.id = ?`);
  const conferences = db
    .prepare<{ id: string }, number | null>(`
      SELECT id FROM conferences WHERE logo_id = :id
      UNION SELECT t.conference_id FROM speakers x JOIN speakers s ON s.surviving_id = x.id
        JOIN talk_speakers ts ON ts.speaker_id = s.id JOIN talks t ON t.id = ts.talk_id
        WHERE x.photo_id = :id`)
    .pluck();
  const unused = db.prepare<[number], { id: string; path: string }>(`
    SELECT id, path FROM images i WHERE created_ms < ?
      AND NOT EXISTS (SELECT 1 FROM conferences c WHERE c.logo_id = i.id)
      AND NOT EXISTS (SELECT 1 FROM speakers s WHERE s.photo_id = i.id)`);
  const drop = db.prepare<{ id: string }>(`
    DELETE FROM images WHERE id = :id
      AND NOT EXISTS (SELECT 1 FROM conferences c WHERE c.logo_id = :id)
      AND NOT EXISTS (SELECT 1 FROM speakers s WHERE s.photo_id = :id)`);
  const has = db.prepare<[string], number>('SELECT 1 FROM images WHERE id = ?').pluck();
  return {
    insert: (row: Parameters<typeof insert.run>[0]) => insert.run(row),
    image: (id: string) => image.get(id) ?? null,
    /** Conferences whose logo it is, or in which its speaker speaks. */
    conferences: (id: string) => conferences.all({ id }),
    /** Those that nothing has used since a time. */
    unused: (beforeMs: number) => unused.all(beforeMs),
    /** @returns whether it is gone; one that came into use meanwhile stays */
    drop: (id: string) => drop.run({ id }).changes === 1,
    has: (id: string) => has.get(id) !== undefined,
  };
}

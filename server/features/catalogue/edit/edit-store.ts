import type { Db } from '#server/db/open.ts';

export type EditedEntity = 'conference' | 'talk' | 'speaker';

export interface ChangeRow {
  id: number;
  at_ms: number;
  actor_name: string;
  action: string;
  entity: string;
  entity_id: string;
  before: string | null;
  after: string | null;
  undone_by_id: number | null;
}

const columns = 'id, at_ms, actor_name, action, entity, entity_id, before, after, undone_by_id';

/** What all edited things have in common: their edition, the marks of fields edited by hand, and their changes. */
export function createEditStore(db: Db) {
  const editions = {
    conference: db
      .prepare<[number], number>('SELECT edition FROM conferences WHERE id = ? AND deleted_ms IS NULL')
      .pluck(),
    talk: db
      .prepare<[number], number>('SELECT edition FROM talks WHERE id = ? AND deleted_ms IS NULL')
      .pluck(),
    speaker: db
      .prepare<[number], number>(
        'SELECT edition FROM speakers WHERE id = ? AND deleted_ms IS NULL AND merged_into_id IS NULL',
      )
      .pluck(),
  };
  const bumps = {
    conference: db.prepare<{ id: number; now: number }>(
      'UPDATE conferences SET edition = edition + 1, updated_ms = :now WHERE id = :id',
    ),
    talk: db.prepare<{ id: number; now: number }>(
      'UPDATE talks SET edition = edition + 1, updated_ms = :now WHERE id = :id',
    ),
    speaker: db.prepare<{ id: number; now: number }>(
      'UPDATE speakers SET edition = edition + 1, updated_ms = :now WHERE id = :id',
    ),
  };
  const mark = db.prepare<{ entity: string; id: number; field: string; now: number }>(`
    INSERT INTO edited_fields (entity, entity_id, field, edited_ms) VALUES (:entity, :id, :field, :now)
    ON CONFLICT (entity, entity_id, field) DO UPDATE SET edited_ms = excluded.edited_ms`);
  const change = db.prepare<[number], ChangeRow>(`SELECT ${columns} FROM changes WHERE id = ?`);
  const latest = db.prepare<[string, string], ChangeRow>(
    `SELECT ${columns} FROM changes WHERE entity = ? AND entity_id = ? ORDER BY id DESC LIMIT 1`,
  );
  const setUndone = db.prepare<[number, number]>('UPDATE changes SET undone_by_id = ? WHERE id = ?');
  return {
    /** null where there is none, or it lies in the bin. */
    edition: (entity: EditedEntity, id: number) => editions[entity].get(id) ?? null,
    bump: (entity: EditedEntity, id: number, now: number) => bumps[entity].run({ id, now }),
    mark: (entity: EditedEntity, id: number, field: string, now: number) =>
      mark.run({ entity, id, field, now }),
    change: (id: number) => change.get(id) ?? null,
    latest: (entity: EditedEntity, id: number) => latest.get(entity, String(id)) ?? null,
    setUndone: (id: number, byId: number) => setUndone.run(byId, id),
  };
}

export type EditStore = ReturnType<typeof createEditStore>;

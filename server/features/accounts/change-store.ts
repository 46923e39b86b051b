import type { Db } from '#server/db/open.ts';
import type { ChangedEntity } from './change-log.ts';

export interface ChangeRow {
  id: number;
  at_ms: number;
  actor_id: string | null;
  actor_name: string;
  action: string;
  entity: ChangedEntity;
  entity_id: string;
  conference_id: number | null;
  conference_slug: string | null;
  conference_title: string | null;
  title: string;
  before: string | null;
  after: string | null;
  undone_by_id: number | null;
}

/** What may be asked of the log; null = whatever. */
export interface ChangeFilter {
  conferenceId: number | null;
  actorId: string | null;
  entity: ChangedEntity | null;
  entityId: string | null;
  /** Only changes of these conferences (JSON array of ids); null = of everything. */
  conferenceIds: string | null;
  /** Older than this change. */
  beforeId: number;
  limit: number;
}

/** The log of changes, as it is read. */
export function createChangeStore(db: Db) {
  const page = db.prepare<ChangeFilter, ChangeRow>(`
    SELECT c.id, c.at_ms, c.actor_id, c.actor_name, c.action, c.entity, c.entity_id, c.conference_id,
      k.slug AS conference_slug,
      (SELECT x.title FROM conference_texts x WHERE x.conference_id = k.id
       ORDER BY x.language = k.language DESC, x.language LIMIT 1) AS conference_title,
      c.title, c.before, c.after, c.undone_by_id
    FROM changes c LEFT JOIN conferences k ON k.id = c.conference_id
    WHERE c.id < :beforeId
      AND (:conferenceId IS NULL OR c.conference_id = :conferenceId)
      AND (:actorId IS NULL OR c.actor_id = :actorId)
      AND (:entity IS NULL OR c.entity = :entity)
      AND (:entityId IS NULL OR c.entity_id = :entityId)
      AND (:conferenceIds IS NULL OR c.conference_id IN (SELECT value FROM json_each(:conferenceIds)))
    ORDER BY c.id DESC LIMIT :limit`);
  const actors = db.prepare<[string | null, string | null], { id: string; name: string }>(`
    SELECT actor_id AS id, max(actor_name) AS name FROM changes
    WHERE actor_id IS NOT NULL AND (? IS NULL OR conference_id IN (SELECT value FROM json_each(?)))
    GROUP BY actor_id ORDER BY name LIMIT 500`);
  const countBy = db.prepare<[string], number>('SELECT count(*) FROM changes WHERE actor_id = ?').pluck();
  const forgetActor = db.prepare<{ id: string; name: string }>(
    'UPDATE changes SET actor_name = :name WHERE actor_id = :id',
  );
  const forgetSubject = db.prepare<{ id: string; name: string }>(
    `UPDATE changes SET title = :name, before = NULL, after = NULL
     WHERE entity_id = :id AND entity = 'account'`,
  );
  const renamed = db.prepare<[string], { name: string }>(
    `SELECT e.value AS name FROM changes c, json_each(json_array(
       json_extract(c.before, '$.name'), json_extract(c.after, '$.name'))) e
     WHERE c.entity = 'account' AND c.entity_id = ? AND e.value IS NOT NULL`,
  );
  const signedNames = db.prepare<[string], { name: string }>(
    'SELECT DISTINCT actor_name AS name FROM changes WHERE actor_id = ?',
  );
  const forgetUploads = db.prepare<{ id: string; name: string }>(
    'UPDATE uploads SET account_name = :name WHERE account_id = :id',
  );
  const forgetImports = db.prepare<{ id: string; name: string }>(
    'UPDATE imports SET staged_by_name = :name WHERE staged_by_id = :id',
  );
  // These know people by their names alone.
  const forgetNamed = [
    ['match_decisions', 'actor_name'],
    ['speaker_merges', 'actor_name'],
    ['speaker_merge_proposals', 'decided_by'],
  ].map(([table, column]) =>
    db.prepare<{ was: string; name: string }>(`UPDATE ${table} SET ${column} = :name WHERE ${column} = :was`),
  );
  return {
    page: (filter: ChangeFilter) => page.all(filter),
    /** Everybody who changed something of these conferences (JSON array; null = of everything). */
    actors: (conferenceIds: string | null) => actors.all(conferenceIds, conferenceIds),
    countBy: (actorId: string) => countBy.get(actorId) ?? 0,
    /**
     * Takes a person's names and address out of the library, those they had before too; that something was done stays.
     * @param o.known as they are called now
     * @param o.name what is put in their place
     */
    forgetPerson({ id, known, name }: { id: string; known: string; name: string }): void {
      const names = [...renamed.all(id), ...signedNames.all(id)].map((row) => row.name);
      for (const was of new Set([known, ...names])) for (const each of forgetNamed) each.run({ was, name });
      for (const each of [forgetActor, forgetSubject, forgetUploads, forgetImports]) each.run({ id, name });
    },
  };
}

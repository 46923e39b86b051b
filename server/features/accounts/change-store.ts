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
  return {
    page: (filter: ChangeFilter) => page.all(filter),
    /** Everybody who changed something of these conferences (JSON array; null = of everything). */
    actors: (conferenceIds: string | null) => actors.all(conferenceIds, conferenceIds),
    countBy: (actorId: string) => countBy.get(actorId) ?? 0,
    /** Takes a person's name and address out of the log; that something was changed stays. */
    forgetPerson(id: string, name: string): void {
      forgetActor.run({ id, name });
      forgetSubject.run({ id, name });
    },
  };
}

import type { Db } from '#server/db/open.ts';
import type { Actor } from './actor.ts';

export type ChangedEntity =
  | 'conference'
  | 'talk'
  | 'speaker'
  | 'recording'
  | 'caption'
  | 'account'
  | 'token'
  | 'import'
  | 'upload';

/** One change, as it is written down. */
export interface Change {
  actor: Pick<Actor, 'id' | 'name'>;
  /** A verb in the past: created, changed, published, ... */
  action: string;
  entity: ChangedEntity;
  entityId: string | number;
  conferenceId: number | null;
  /** The thing's name, for people. */
  title: string;
  /** The fields that changed as they were and as they are: plain JSON; left out where there is nothing to compare. */
  before?: Readonly<Record<string, unknown>> | null;
  after?: Readonly<Record<string, unknown>> | null;
}

/** The portal itself, when it does what nobody asked for at that moment (a release that is due, an empty bin). */
export const portalActor = { id: null, name: 'portal' } as const;

/** Writes down who changed what. `note` belongs in the transaction of the change. */
export function createChangeLog(db: Db, now: () => number = Date.now) {
  const insert = db.prepare<{
    at_ms: number;
    actor_id: string | null;
    actor_name: string;
    action: string;
    entity: string;
    entity_id: string;
    conference_id: number | null;
    title: string;
    before: string | null;
    after: string | null;
  }>(`
    INSERT INTO changes (at_ms, actor_id, actor_name, action, entity, entity_id, conference_id, title, before, after)
    VALUES (:at_ms, :actor_id, :actor_name, :action, :entity, :entity_id, :conference_id, :title, :before, :after)`);
  return {
    /** @returns the number of the change */
    note(change: Change): number {
      return Number(
        insert.run({
          at_ms: now(),
          actor_id: change.actor.id,
          actor_name: change.actor.name,
          action: change.action,
          entity: change.entity,
          entity_id: String(change.entityId),
          conference_id: change.conferenceId,
          title: change.title,
          before: change.before ? JSON.stringify(change.before) : null,
          after: change.after ? JSON.stringify(change.after) : null,
        }).lastInsertRowid,
      );
    },
  };
}

export type ChangeLog = ReturnType<typeof createChangeLog>;

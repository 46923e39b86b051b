import { type Request, Router } from 'express';
import { changesQuerySchema } from '#server/contract/account-schemas.ts';
import { paths } from '#server/contract/paths.ts';
import { AppError } from '#server/kernel/errors.ts';
import { methodNotAllowed, sendJson, validated } from '#server/kernel/http.ts';
import { forOrganizers } from './access.ts';
import { knownActor } from './actor.ts';
import type { ChangeRow, createChangeStore } from './change-store.ts';

/** The log of changes: admins read all of it, organizers what concerns their conferences. */
export function changeRoutes({ log }: { log: ReturnType<typeof createChangeStore> }): Router {
  const router = Router();

  router.get(paths.api.changes(), forOrganizers, (req, res) => {
    const query = validated(changesQuerySchema, req.query);
    const rows = log.page({
      conferenceId: query.conference ?? null,
      actorId: query.person ?? null,
      entity: query.kind ?? null,
      entityId: query.of ?? null,
      conferenceIds: seenBy(req),
      beforeId: readCursor(query.cursor),
      limit: query.limit + 1,
    });
    const items = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? items.at(-1) : undefined;
    const nextCursor = last === undefined ? null : Buffer.from(String(last.id)).toString('base64url');
    sendJson(req, res, { items: items.map(toWire), nextCursor }, { cache: 'private' });
  });
  router.get(paths.api.changePeople(), forOrganizers, (req, res) => {
    sendJson(req, res, { items: log.actors(seenBy(req)) }, { cache: 'private' });
  });
  router.all([paths.api.changes(), paths.api.changePeople()], methodNotAllowed('GET, HEAD'));
  return router;
}

/** The conferences whose changes somebody may read, as JSON; null = all, and what belongs to none. */
function seenBy(req: Request): string | null {
  const actor = knownActor(req);
  return actor.role === 'admin' ? null : JSON.stringify([...actor.conferenceIds]);
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return Number.MAX_SAFE_INTEGER;
  const id = Number(Buffer.from(cursor, 'base64url').toString());
  if (!Number.isSafeInteger(id)) throw new AppError('invalid', 'The cursor is none that this list gave.');
  return id;
}

function toWire(row: ChangeRow) {
  const conference =
    row.conference_id === null || row.conference_slug === null
      ? null
      : {
          id: row.conference_id,
          slug: row.conference_slug,
          title: row.conference_title ?? row.conference_slug,
        };
  const values = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
  return {
    id: row.id,
    at: new Date(row.at_ms).toISOString(),
    actor: { id: row.actor_id, name: row.actor_name },
    action: row.action,
    entity: row.entity,
    entityId: row.entity_id,
    title: row.title,
    conference,
    before: values(row.before),
    after: values(row.after),
    undoneBy: row.undone_by_id,
  };
}

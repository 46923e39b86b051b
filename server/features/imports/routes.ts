import express, { type Request, type RequestHandler, Router } from 'express';
import {
  applyImportSchema,
  importEntriesQuerySchema,
  importListQuerySchema,
  stageQuerySchema,
} from '#server/contract/import-schemas.ts';
import { AppError } from '#server/kernel/errors.ts';
import { methodNotAllowed, sendJson, validated } from '#server/kernel/http.ts';
import { everyone, forOrganizers } from '../accounts/access.ts';
import { type Actor, knownActor, mayOrganize } from '../accounts/actor.ts';
import type { Imports } from './imports.ts';
import { readFileBody } from './read-body.ts';

const all = '/api/v1/organize/imports';
const one = `${all}/:id`;

/** Programme files: staged with what they would change, looked at, applied or discarded. */
export function importRoutes({ imports }: { imports: Imports }): Router {
  const router = Router();
  /** Whose import it is comes before whatever is asked of it. */
  const ofImport: RequestHandler = (req, _res, next) => {
    imports.read(idOf(req), knownActor(req));
    next();
  };

  router.post(all, forOrganizers, async (req, res) => {
    const actor = knownActor(req);
    const { conference = null, name } = validated(stageQuerySchema, req.query);
    if (conference !== null) mustOrganize(actor, conference);
    let bytes: Uint8Array;
    try {
      bytes = await readFileBody(req);
    } catch (error) {
      // What is still on its way is not read: the connection ends with the answer.
      res.setHeader('Connection', 'close');
      throw error;
    }
    const fileName = name ?? nameInHeader(req) ?? 'programme';
    const staged = await imports.stage({ bytes, name: fileName, conferenceId: conference }, actor);
    res.status(201).setHeader('Location', `${all}/${staged.id}`);
    sendJson(req, res, staged, { cache: 'private' });
  });
  router.get(all, forOrganizers, (req, res) => {
    const { conference = null } = validated(importListQuerySchema, req.query);
    sendJson(req, res, { items: imports.list(knownActor(req), conference) }, { cache: 'private' });
  });
  router.get(one, forOrganizers, (req, res) => {
    sendJson(req, res, imports.read(idOf(req), knownActor(req)), { cache: 'private' });
  });
  router.get(`${one}/entries`, forOrganizers, ofImport, (req, res) => {
    const query = validated(importEntriesQuerySchema, req.query);
    sendJson(req, res, imports.entries(idOf(req), query, knownActor(req)), { cache: 'private' });
  });
  router.post(`${one}/apply`, forOrganizers, ofImport, express.json({ limit: '16mb' }), async (req, res) => {
    const body = validated(applyImportSchema, req.body ?? {});
    sendJson(req, res, await imports.apply(idOf(req), body, knownActor(req)), { cache: 'private' });
  });
  router.delete(one, forOrganizers, (req, res) => {
    imports.discard(idOf(req), knownActor(req));
    res.status(204).end();
  });
  router.all(all, everyone, methodNotAllowed('GET, HEAD, POST'));
  router.all(one, everyone, methodNotAllowed('GET, HEAD, DELETE'));
  router.all(`${one}/entries`, everyone, methodNotAllowed('GET, HEAD'));
  router.all(`${one}/apply`, everyone, methodNotAllowed('POST'));
  return router;
}

function mustOrganize(actor: Actor, conferenceId: number): void {
  if (!mayOrganize(actor, [conferenceId]))
    throw new AppError('forbidden', 'This conference is one that you do not organize.');
}

function idOf(req: Request): number {
  return Number((req.params as { id: string }).id); // every path that asks has it
}

/** As browsers send names: percent-encoded. */
function nameInHeader(req: Request): string | null {
  const given = req.get('X-File-Name');
  if (!given) return null;
  try {
    return decodeURIComponent(given).slice(0, 300);
  } catch {
    return given.slice(0, 300);
  }
}

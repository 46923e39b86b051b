import { type Request, Router } from 'express';
import { deletableKindSchema, deleteQuerySchema } from '#server/contract/bin-schemas.ts';
import { methodNotAllowed, notFound, sendJson, validated } from '#server/kernel/http.ts';
import { everyone, forOrganizers, forOrganizersOf } from '../accounts/access.ts';
import { knownActor } from '../accounts/actor.ts';
import type { Bin } from './bin.ts';
import type { DeletableKind } from './store.ts';

const places: ReadonlyArray<{ kind: DeletableKind; path: string }> = [
  { kind: 'conference', path: '/api/v1/organize/conferences/:id' },
  { kind: 'talk', path: '/api/v1/organize/talks/:id' },
  { kind: 'speaker', path: '/api/v1/organize/speakers/:id' },
  { kind: 'recording', path: '/api/v1/recordings/:id' },
];
const binPath = '/api/v1/organize/bin';
const itemPath = `${binPath}/:kind/:id`;

/**
 * Deleting conferences, talks, speakers and recordings: what will go, into the bin or at once, and back again.
 * @param o.settled when search knows of the last change
 */
export function binRoutes({ bin, settled }: { bin: Bin; settled: () => Promise<void> }): Router {
  const router = Router();

  for (const { kind, path } of places) {
    const allowed = forOrganizersOf((req) => bin.conferencesOf(kind, idOf(req)), kind);
    router.get(`${path}/deletion`, allowed, (req, res) => {
      sendJson(req, res, bin.whatGoesWith(kind, idOf(req)), { cache: 'private' });
    });
    router.delete(path, allowed, async (req, res) => {
      const { now } = validated(deleteQuerySchema, req.query);
      bin.mustOwnWhole(kind, idOf(req), knownActor(req));
      if (now === '1') await bin.purge(kind, idOf(req), knownActor(req));
      else bin.put(kind, idOf(req), knownActor(req));
      await settled();
      res.setHeader('Cache-Control', 'private, no-store');
      res.status(204).end();
    });
    router.all(`${path}/deletion`, everyone, methodNotAllowed('GET, HEAD'));
  }

  const allowed = forOrganizersOf((req) => {
    const kind = kindOf(req);
    return kind && bin.conferencesOf(kind, idOf(req));
  }, 'thing');
  router.get(binPath, forOrganizers, (req, res) => {
    sendJson(req, res, { items: bin.list(knownActor(req)) }, { cache: 'private' });
  });
  router.post(`${itemPath}/restore`, allowed, async (req, res) => {
    bin.restore(existingKind(req), idOf(req), knownActor(req));
    await settled();
    res.status(204).end();
  });
  router.delete(itemPath, allowed, async (req, res) => {
    bin.mustOwnWhole(existingKind(req), idOf(req), knownActor(req));
    await bin.purge(existingKind(req), idOf(req), knownActor(req));
    await settled();
    res.status(204).end();
  });
  router.all(binPath, everyone, methodNotAllowed('GET, HEAD'));
  router.all(`${itemPath}/restore`, everyone, methodNotAllowed('POST'));
  router.all(itemPath, everyone, methodNotAllowed('DELETE'));
  return router;
}

function idOf(req: Request): string {
  return (req.params as { id: string }).id; // every path above has it
}

function kindOf(req: Request): DeletableKind | null {
  return deletableKindSchema.safeParse((req.params as { kind?: unknown }).kind).data ?? null;
}

function existingKind(req: Request): DeletableKind {
  const kind = kindOf(req);
  if (kind === null) throw notFound('such thing');
  return kind;
}

import { json, type Request, Router } from 'express';
import { decisionsSchema } from '#server/contract/matching-schemas.ts';
import { methodNotAllowed, sendJson, validated } from '#server/kernel/http.ts';
import { readerLanguage } from '#server/kernel/language.ts';
import { forOrganizersOf } from '../../accounts/access.ts';
import { knownActor } from '../../accounts/actor.ts';
import type { Matching } from './matching.ts';

const path = '/api/v1/organize/conferences/:id/matches';

/** What there is to match in a conference, and what people decide about it. */
export function matchingRoutes({ matching }: { matching: Matching }): Router {
  const router = Router();
  const idOf = (req: Request) => Number((req.params as { id: string }).id); // the path has it
  const ofConference = forOrganizersOf(
    (req) => (Number.isInteger(idOf(req)) && matching.hasConference(idOf(req)) ? [idOf(req)] : null),
    'conference',
  );
  router.get(path, ofConference, async (req, res) => {
    const which = { conferenceId: idOf(req), language: readerLanguage(req, res) };
    sendJson(req, res, await matching.read(which), { cache: 'private' });
  });
  router.post(path, ofConference, json({ limit: '200kb' }), async (req, res) => {
    const { decisions } = validated(decisionsSchema, req.body);
    sendJson(req, res, await matching.decide(idOf(req), decisions, knownActor(req)), { cache: 'private' });
  });
  router.all(path, methodNotAllowed('GET, HEAD, POST'));
  return router;
}

import { type Request, Router } from 'express';
import { AppError } from '#server/kernel/errors.ts';
import { methodNotAllowed, sendJson } from '#server/kernel/http.ts';
import { forOrganizers, forOrganizersOf } from '../../accounts/access.ts';
import { knownActor, mayOrganize } from '../../accounts/actor.ts';
import type { PeopleService } from './people.ts';

const list = '/api/v1/organize/people';
const pair = `${list}/:id/:other`;
const undoPath = '/api/v1/organize/merges/:id/undo';
const most = 200;

/** Speakers who may be one person, and what organizers say of them; merging needs the right on both. */
export function peopleRoutes(o: {
  people: PeopleService;
  conferencesOfSpeaker: (id: string) => Array<number | null> | null;
}): Router {
  const { people, conferencesOfSpeaker } = o;
  const router = Router();
  const numbers = (req: Request) => {
    const { id, other } = req.params as { id: string; other?: string }; // the paths have them
    return { id: Number(id), other: Number(other) };
  };
  const ofSpeaker = forOrganizersOf((req) => conferencesOfSpeaker(String(numbers(req).id)), 'speaker');
  const ofMerge = forOrganizersOf((req) => {
    const merged = people.mergedBy(numbers(req).id);
    return merged === null ? null : conferencesOfSpeaker(String(merged));
  }, 'merge');
  const checkOther = (req: Request) => {
    if (!mayOrganize(knownActor(req), conferencesOfSpeaker(String(numbers(req).other)) ?? []))
      throw new AppError('forbidden', 'The other speaker belongs to conferences that you do not organize.');
  };

  router.get(list, forOrganizers, async (req, res) => {
    const actor = knownActor(req);
    const isAllowed = (id: number) => mayOrganize(actor, conferencesOfSpeaker(String(id)) ?? []);
    const conferenceIds = actor.role === 'admin' ? null : actor.conferenceIds;
    sendJson(req, res, await people.read({ isAllowed, conferenceIds, limit: most }), { cache: 'private' });
  });
  router.post(`${pair}/merge`, ofSpeaker, (req, res) => {
    checkOther(req);
    const { id, other } = numbers(req);
    sendJson(req, res, { mergeId: people.merge(id, other, knownActor(req)) }, { cache: 'private' });
  });
  router.post(`${pair}/reject`, ofSpeaker, (req, res) => {
    checkOther(req);
    const { id, other } = numbers(req);
    people.reject(id, other, knownActor(req));
    res.status(204).end();
  });
  router.post(undoPath, ofMerge, (req, res) => {
    people.undo(numbers(req).id, knownActor(req));
    res.status(204).end();
  });
  router.all(list, methodNotAllowed('GET, HEAD'));
  router.all([`${pair}/merge`, `${pair}/reject`, undoPath], methodNotAllowed('POST'));
  return router;
}

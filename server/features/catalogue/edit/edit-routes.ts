import { json, type Request, type Response, Router } from 'express';
import * as schemas from '#server/contract/editing-schemas.ts';
import { paths } from '#server/contract/paths.ts';
import { AppError } from '#server/kernel/errors.ts';
import { methodNotAllowed, sendJson, validated } from '#server/kernel/http.ts';
import { readerLanguage } from '#server/kernel/language.ts';
import { type ConferencesOf, everyone, forOrganizers, forOrganizersOf } from '../../accounts/access.ts';
import { actorOf, knownActor } from '../../accounts/actor.ts';
import type { Editing } from './editing.ts';

const body = json({ limit: '2mb' });
const base = '/api/v1/organize';

/** `/api/v1/organize/{conferences,talks,speakers,tags,changes}`: what organizers make and change by hand. */
export function editRoutes({
  editing,
  settled,
}: {
  editing: Editing;
  /** When search knows of the last change. */
  settled: () => Promise<void>;
}): Router {
  const router = Router();
  const { belongs } = editing;
  const ofConference = rule((id) => belongs.conference(id), 'conference');
  const ofTalk = rule((id) => belongs.talk(id), 'talk');
  const ofSpeaker = rule((id, req) => belongs.speaker(id, actorOf(req)), 'speaker');
  const ofTag = rule((id) => editing.tags.conferences(id), 'tag');
  const ofChange = rule((id, req) => editing.belongsChange(id, actorOf(req)), 'change');

  router.post(`${base}/conferences`, forOrganizers, body, (req, res) => {
    const patch = validated(schemas.conferencePatchSchema, req.body);
    const saved = editing.conference.create({ patch, actor: knownActor(req) });
    sendNew(res, paths.api.organizeConference(saved.thing.id), saved);
  });
  router.get(`${base}/conferences/:id`, ofConference, (req, res) =>
    sendThing(res, editing.conference.read(idOf(req))),
  );
  router.patch(`${base}/conferences/:id`, ofConference, body, async (req, res) => {
    const patch = validated(schemas.conferencePatchSchema, req.body);
    const saved = editing.conference.save({ ...whatOf(req), patch });
    await settled();
    sendSaved(res, saved);
  });
  router.get(`${base}/conferences/:id/talks`, ofConference, (req, res) => {
    const { id, timeZone } = editing.conference.read(idOf(req));
    const page = { items: editing.lists.programme(id, timeZone), nextCursor: null };
    sendJson(req, res, page, { cache: 'private' });
  });

  router.post(`${base}/talks`, forOrganizers, body, (req, res) => {
    const { conferenceId, ...patch } = validated(schemas.newTalkSchema, req.body);
    const actor = knownActor(req);
    if (!editing.mayAddTalk(actor, conferenceId))
      throw new AppError('forbidden', 'You can add talks to conferences that you organize.');
    const saved = editing.talk.create({ conferenceId, patch, actor });
    sendNew(res, paths.api.organizeTalk(saved.thing.id), saved);
  });
  router.get(`${base}/talks/:id`, ofTalk, (req, res) => sendThing(res, editing.talk.read(idOf(req))));
  router.patch(`${base}/talks/:id`, ofTalk, body, (req, res) => {
    const patch = validated(schemas.talkPatchSchema, req.body);
    sendSaved(res, editing.talk.save({ ...whatOf(req), patch }));
  });

  router.get(`${base}/speakers`, forOrganizers, (req, res) => {
    const query = validated(schemas.findQuerySchema, req.query);
    const language = readerLanguage(req, res);
    sendJson(req, res, editing.lists.speakers({ ...query, language, actor: knownActor(req) }), {
      cache: 'private',
    });
  });
  router.post(`${base}/speakers`, forOrganizers, body, (req, res) => {
    const patch = validated(schemas.speakerPatchSchema, req.body);
    const saved = editing.speaker.create({ patch, actor: knownActor(req) });
    sendNew(res, paths.api.organizeSpeaker(saved.thing.id), saved);
  });
  router.get(`${base}/speakers/:id`, ofSpeaker, (req, res) =>
    sendThing(res, editing.shownTo(knownActor(req), editing.speaker.read(idOf(req)))),
  );
  router.patch(`${base}/speakers/:id`, ofSpeaker, body, async (req, res) => {
    const patch = validated(schemas.speakerPatchSchema, req.body);
    const { thing, change } = editing.speaker.save({ ...whatOf(req), patch });
    await settled();
    sendSaved(res, { thing: editing.shownTo(knownActor(req), thing), change });
  });

  router.get(`${base}/tags`, forOrganizers, (req, res) => {
    sendJson(req, res, editing.tags.list(validated(schemas.findQuerySchema, req.query)), {
      cache: 'private',
    });
  });
  router.patch(`${base}/tags/:id`, ofTag, body, async (req, res) => {
    const { name } = validated(schemas.tagPatchSchema, req.body);
    const tag = editing.tags.rename(idOf(req), name, knownActor(req));
    await settled();
    sendPrivate(res, tag);
  });
  router.post(`${base}/tags/:id/merge`, ofTag, body, async (req, res) => {
    const { into } = validated(schemas.mergeTagSchema, req.body);
    const tag = editing.tags.merge(idOf(req), into, knownActor(req));
    await settled();
    sendPrivate(res, tag);
  });
  router.delete(`${base}/tags/:id`, ofTag, async (req, res) => {
    editing.tags.remove(idOf(req), knownActor(req));
    await settled();
    res.status(204).setHeader('Cache-Control', 'private, no-store').end();
  });

  router.post(`${base}/changes/:id/undo`, ofChange, async (req, res) => {
    const undone = editing.undo(idOf(req), knownActor(req));
    await settled();
    sendPrivate(res, undone);
  });

  const others: ReadonlyArray<readonly [path: string, allowed: string]> = [
    [`${base}/conferences/:id/talks`, 'GET, HEAD'],
    [`${base}/talks`, 'POST'],
    [`${base}/speakers`, 'GET, HEAD, POST'],
    [`${base}/tags`, 'GET, HEAD'],
    [`${base}/tags/:id`, 'PATCH, DELETE'],
    [`${base}/tags/:id/merge`, 'POST'],
    [`${base}/changes/:id/undo`, 'POST'],
  ];
  for (const [path, allowed] of others) router.all(path, everyone, methodNotAllowed(allowed));
  return router;
}

function rule(of: (id: number, req: Request) => ReturnType<ConferencesOf>, what: string) {
  return forOrganizersOf((req) => {
    const id = idOf(req);
    return Number.isSafeInteger(id) ? of(id, req) : null;
  }, what);
}

function idOf(req: Request<{ id?: string }>): number {
  return /^\d{1,15}$/.test(req.params.id ?? '') ? Number(req.params.id) : Number.NaN;
}

/** Who changes what, and the edition of it that was read (RFC 9110, 13.1.1). */
function whatOf(req: Request) {
  const edition = /^(?:W\/)?"(\d{1,15})"$/.exec(req.headers['if-match']?.trim() ?? '')?.[1];
  if (edition === undefined)
    throw new AppError('invalid', 'Send If-Match with the edition that was read, in quotes.');
  return { id: idOf(req), edition: Number(edition), actor: knownActor(req) };
}

function sendThing(res: Response, thing: { edition: number }): void {
  res.setHeader('ETag', `"${thing.edition}"`);
  sendPrivate(res, thing);
}

function sendSaved(res: Response, saved: { thing: { edition: number }; change: number | null }): void {
  res.setHeader('ETag', `"${saved.thing.edition}"`);
  sendPrivate(res, saved);
}

function sendNew(
  res: Response,
  location: string,
  saved: { thing: { edition: number }; change: number | null },
): void {
  res.status(201).location(location);
  sendSaved(res, saved);
}

function sendPrivate(res: Response, answer: unknown): void {
  res.setHeader('Cache-Control', 'private, no-store');
  res.type('application/json').send(JSON.stringify(answer));
}

import { json, type Request, type Response, Router } from 'express';
import { optOutSchema, publishManySchema, scheduleManySchema } from '#server/contract/board-schemas.ts';
import type { Board, BulkReport } from '#server/contract/wire.ts';
import { methodNotAllowed, notFound, sendJson, validated } from '#server/kernel/http.ts';
import { readerLanguage } from '#server/kernel/language.ts';
import { forOrganizers, forOrganizersOf } from '../accounts/access.ts';
import { knownActor, mayOrganize, presentActor } from '../accounts/actor.ts';
import type { Change } from '../accounts/change-log.ts';
import { readBoard } from './board.ts';
import { streamNews } from './news-stream.ts';
import { organizedConferences } from './organized-conferences.ts';
import type { BoardStore } from './store.ts';
import type { BoardWatch } from './watch.ts';

type By = Change['actor'];

export interface BoardRoutesDeps {
  store: BoardStore;
  watch: BoardWatch;
  optOut: (o: { talkId: number; isOptedOut: boolean; by: By }) => Promise<void>;
  publishMany: {
    publish: (conferenceId: number, which: readonly string[] | 'all ready', by: By) => Promise<BulkReport>;
    schedule: (
      conferenceId: number,
      o: { selection: readonly string[]; at: string; by: By },
    ) => Promise<BulkReport>;
  };
  now?: () => number;
}

const list = '/api/v1/organize/conferences';
const one = `${list}/:id`;
const optOutPath = '/api/v1/organize/talks/:id/opt-out';
const body = json({ limit: '1mb' });

/** The board of a conference: what became of its talks, its news as server-sent events, and what is done to many at once. */
export function boardRoutes(o: BoardRoutesDeps): Router {
  const { store, now = Date.now } = o;
  const router = Router();
  const idOf = (req: Request) => Number((req.params as { id: string }).id); // every path below has it
  const ofConference = forOrganizersOf((req) => {
    const id = idOf(req);
    return Number.isInteger(id) && store.conference(id, 'en') !== undefined ? [id] : null;
  }, 'conference');
  const ofTalk = forOrganizersOf((req) => {
    const talk = Number.isInteger(idOf(req)) ? store.talk(idOf(req)) : undefined;
    return talk === undefined ? null : [talk.conference_id];
  }, 'talk');
  const boardOf = (req: Request, res: Response): Board => {
    const board = readBoard(store, {
      conferenceId: idOf(req),
      language: readerLanguage(req, res),
      nowMs: now(),
    });
    if (board === null) throw notFound('such conference');
    return board;
  };

  router.get(list, forOrganizers, async (req, res) => {
    const actor = knownActor(req);
    const items = await organizedConferences(store, {
      language: readerLanguage(req, res),
      nowMs: now(),
      isMine: (id) => mayOrganize(actor, [id]),
    });
    sendJson(req, res, { items }, { cache: 'private' });
  });
  router.get(`${one}/board`, ofConference, (req, res) => {
    sendJson(req, res, boardOf(req, res), { cache: 'private' });
  });
  router.get(`${one}/board/events`, ofConference, (req, res) => {
    const which = { conferenceId: idOf(req), language: readerLanguage(req, res) };
    streamNews(req, res, {
      isStillTheirs: () => mayOrganize(presentActor(req), [which.conferenceId]),
      listen: (listener) => o.watch.listen(which, listener),
    });
  });
  router.post(`${one}/publish`, ofConference, body, async (req, res) => {
    const { recordingIds } = validated(publishManySchema, req.body);
    const report = await o.publishMany.publish(idOf(req), recordingIds, knownActor(req));
    sendJson(req, res, report, { cache: 'private' });
  });
  router.post(`${one}/schedule`, ofConference, body, async (req, res) => {
    const { recordingIds, at } = validated(scheduleManySchema, req.body);
    const by = knownActor(req);
    const report = await o.publishMany.schedule(idOf(req), { selection: recordingIds, at, by });
    sendJson(req, res, report, { cache: 'private' });
  });
  router.post(optOutPath, ofTalk, body, async (req, res) => {
    const { isOptedOut } = validated(optOutSchema, req.body);
    await o.optOut({ talkId: idOf(req), isOptedOut, by: knownActor(req) });
    sendJson(req, res, { isOptedOut }, { cache: 'private' });
  });
  router.all([`${one}/board`, `${one}/board/events`], methodNotAllowed('GET, HEAD'));
  router.all([`${one}/publish`, `${one}/schedule`, optOutPath], methodNotAllowed('POST'));
  return router;
}

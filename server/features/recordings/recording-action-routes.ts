import { json, type Request, type Response, Router } from 'express';
import { assignSchema, scheduleSchema } from '#server/contract/board-schemas.ts';
import { paths } from '#server/contract/paths.ts';
import { AppError } from '#server/kernel/errors.ts';
import { methodNotAllowed, notFound, sendJson, validated } from '#server/kernel/http.ts';
import { forOrganizersOf } from '../accounts/access.ts';
import { knownActor, mayOrganize } from '../accounts/actor.ts';
import type { LibraryView } from './library-view/library-view.ts';
import type { By, Publication } from './publication.ts';
import type { Releases } from './releases.ts';
import type { StandingStore } from './standing-store.ts';
import type { TalkDirectory } from './talk-directory.ts';

const one = `${paths.api.recordings()}/:id`;

/** What organizers do with a recording; each answers with the recording as it is then. */
export function recordingActionRoutes(o: {
  view: LibraryView;
  standing: StandingStore;
  publication: Publication;
  releases: Releases;
  talks: TalkDirectory;
}): Router {
  const { publication, releases, standing, talks } = o;
  const router = Router();
  const body = json({ limit: '10kb' });
  const idOf = (req: Request) => (req.params as { id: string }).id; // every path below has it
  const ofRecording = forOrganizersOf((req) => {
    const row = standing.of(idOf(req));
    return row === null ? null : [row.conference_id];
  }, 'recording');
  const answer = (req: Request, res: Response) => {
    const recording = o.view.one(idOf(req));
    if (recording === null) throw notFound('such recording');
    sendJson(req, res, recording, { cache: 'private' });
  };
  const post = (action: string, act: (id: string, by: By) => unknown) =>
    router.post(`${one}/${action}`, ofRecording, async (req, res) => {
      await act(idOf(req), knownActor(req));
      answer(req, res);
    });

  post('publish', publication.publish);
  post('unpublish', publication.unpublish);
  post('retry', publication.retry);
  post('cancel', publication.cancel);
  router.post(`${one}/assign`, ofRecording, body, async (req, res) => {
    const { talkId } = validated(assignSchema, req.body);
    const by = knownActor(req);
    if (talkId !== null) {
      const conferenceId = standing.conferenceOfTalk(talkId);
      if (conferenceId === undefined) throw notFound('such talk');
      if (!mayOrganize(by, [conferenceId]))
        throw new AppError('forbidden', 'This talk belongs to a conference that you do not organize.');
    }
    await publication.assign(idOf(req), talkId === null ? null : talks.talkById(talkId), by);
    answer(req, res);
  });
  router.post(`${one}/schedule`, ofRecording, body, (req, res) => {
    releases.schedule(idOf(req), validated(scheduleSchema, req.body).at, knownActor(req));
    answer(req, res);
  });
  router.delete(`${one}/schedule`, ofRecording, (req, res) => {
    releases.unschedule(idOf(req), knownActor(req));
    answer(req, res);
  });
  const posted = ['publish', 'unpublish', 'retry', 'cancel', 'assign'].map((action) => `${one}/${action}`);
  router.all(posted, methodNotAllowed('POST'));
  router.all(`${one}/schedule`, methodNotAllowed('POST, DELETE'));
  return router;
}

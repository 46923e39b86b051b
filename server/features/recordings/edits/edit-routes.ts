import { json, type Request, type Response, Router } from 'express';
import {
  cutSchema,
  replaceSchema,
  revertSchema,
  trimSchema,
} from '#server/contract/edit-recording-schemas.ts';
import { paths } from '#server/contract/paths.ts';
import { AppError } from '#server/kernel/errors.ts';
import { methodNotAllowed, notFound, sendJson, validated } from '#server/kernel/http.ts';
import { forOrganizersOf } from '../../accounts/access.ts';
import { knownActor, mayOrganize } from '../../accounts/actor.ts';
import type { StandingStore } from '../standing-store.ts';
import type { TalkDirectory, TalkRef } from '../talk-directory.ts';
import type { Edits } from './edits.ts';

const one = `${paths.api.recordings()}/:id`;

/** Trimming, cutting and replacing recordings. What changes an edit names the one it was chosen for in If-Match. */
export function recordingEditRoutes(o: {
  edits: Edits;
  standing: StandingStore;
  talks: TalkDirectory;
}): Router {
  const { edits, standing, talks } = o;
  const router = Router();
  const body = json({ limit: '100kb' });
  const conferencesOf = (id: string) => {
    const row = standing.of(id);
    return row === null ? null : [row.conference_id];
  };
  const ofRecording = forOrganizersOf((req) => conferencesOf(idOf(req)), 'recording');
  const answer = async (req: Request, res: Response) =>
    sendJson(req, res, await edits.view(idOf(req)), { cache: 'private' });

  const talkOf = (req: Request, talkId: number): TalkRef => {
    const conferenceId = standing.conferenceOfTalk(talkId);
    const talk = talks.talkById(talkId);
    if (conferenceId === undefined || talk === null) throw notFound('such talk');
    if (!mayOrganize(knownActor(req), [conferenceId]))
      throw new AppError('forbidden', `“${talk.title}” belongs to a conference that you do not organize.`);
    return talk;
  };

  router.get(`${one}/edits`, ofRecording, answer);
  router.post(`${one}/trim`, ofRecording, body, async (req, res) => {
    const { start, end, isPrivate } = validated(trimSchema, req.body);
    const id = idOf(req);
    const seen = seenEdit(req);
    const originalMs = await edits.originalMs(id);
    const by = knownActor(req);
    await edits.trim({ id, startMs: start, endMs: end, isPrivate, seen, originalMs, by });
    await answer(req, res);
  });
  router.post(`${one}/revert`, ofRecording, body, async (req, res) => {
    const { editNumber } = validated(revertSchema, req.body);
    edits.revert({ id: idOf(req), to: editNumber, seen: seenEdit(req), by: knownActor(req) });
    await answer(req, res);
  });
  router.post(`${one}/cut`, ofRecording, body, async (req, res) => {
    const id = idOf(req);
    const pieces = validated(cutSchema, req.body).pieces.map(({ talkId, ...part }) => ({
      ...part,
      talk: talkOf(req, talkId),
    }));
    const seen = seenEdit(req);
    const originalMs = await edits.originalMs(id);
    const recordingIds = edits.cut({ id, pieces, seen, originalMs, by: knownActor(req) });
    sendJson(req, res, { recordingIds }, { cache: 'private' });
  });
  router.post(`${one}/replace`, ofRecording, body, async (req, res) => {
    const { withRecordingId } = validated(replaceSchema, req.body);
    const by = knownActor(req);
    const others = conferencesOf(withRecordingId);
    if (others === null) throw notFound('such recording');
    if (!mayOrganize(by, others))
      throw new AppError(
        'forbidden',
        'The other recording belongs to a conference that you do not organize.',
      );
    edits.replacing.replace({ id: idOf(req), withId: withRecordingId, by });
    res.status(204).end();
  });
  router.delete(`${one}/replace`, ofRecording, (req, res) => {
    edits.replacing.cancel({ id: idOf(req), by: knownActor(req) });
    res.status(204).end();
  });
  router.all(`${one}/edits`, methodNotAllowed('GET, HEAD'));
  router.all([`${one}/trim`, `${one}/revert`, `${one}/cut`], methodNotAllowed('POST'));
  router.all(`${one}/replace`, methodNotAllowed('POST, DELETE'));
  return router;
}

function idOf(req: Request): string {
  return (req.params as { id: string }).id; // every path above has it
}

/** The edit that the times were chosen for, from If-Match (RFC 9110, 13.1.1). @throws {AppError} `invalid` */
function seenEdit(req: Request): number {
  const found = /^(?:W\/)?"(\d{1,9})"$/.exec(req.get('if-match')?.trim() ?? '')?.[1];
  if (found === undefined)
    throw new AppError('invalid', 'Say which edit you have seen: If-Match with its editNumber in quotes.');
  return Number(found);
}

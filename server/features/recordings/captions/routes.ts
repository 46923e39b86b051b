import express, { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { captionFormatSchema, captionLanguageSchema } from '#server/contract/caption-schemas.ts';
import { paths } from '#server/contract/paths.ts';
import { AppError } from '#server/kernel/errors.ts';
import { methodNotAllowed, sendJson, validated } from '#server/kernel/http.ts';
import { forOrganizersOf } from '../../accounts/access.ts';
import { knownActor } from '../../accounts/actor.ts';
import type { StandingStore } from '../standing-store.ts';
import type { CaptionTracks } from './caption-tracks.ts';

const all = `${paths.api.recordings()}/:id/captions`;
const one = `${all}/:track`;
const restored = `${one}/restore`;
const largestBytes = 10 * 1024 * 1024;

const raw = express.raw({ type: () => true, limit: largestBytes });

/** Reads the body as it is. @throws {AppError} `too_large` */
const file: RequestHandler = (req, res, next) =>
  raw(req, res, (error?: unknown) => {
    const isTooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large';
    next(
      isTooLarge ? new AppError('too_large', 'The file is larger than captions ever are (10 MiB).') : error,
    );
  });

/** The captions of a recording: list, upload for a language, download, delete and take back. A track is named by id or language. */
export function captionRoutes(o: { tracks: CaptionTracks; standing: StandingStore }): Router {
  const { tracks } = o;
  const router = Router();
  const idOf = (req: Request) => (req.params as { id: string }).id; // every path here has it
  const trackOf = (req: Request) => (req.params as { track: string }).track; // those that ask have it
  const ofRecording = forOrganizersOf((req) => {
    const row = o.standing.of(idOf(req));
    return row === null ? null : [row.conference_id];
  }, 'recording');

  router.get(all, ofRecording, (req, res) => {
    sendJson(req, res, { items: tracks.list(idOf(req)) }, { cache: 'private' });
  });

  router.put(one, ofRecording, file, async (req, res) => {
    const { language } = validated(z.object({ language: captionLanguageSchema }), { language: trackOf(req) });
    const bytes: unknown = req.body;
    const { isNew, answer } = await tracks.put({
      ...{ recordingId: idOf(req), language, by: knownActor(req) },
      bytes: Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0),
      fileName: fileNameOf(req),
    });
    res.status(isNew ? 201 : 200);
    sendJson(req, res, answer, { cache: 'private' });
  });

  router.get(one, ofRecording, (req, res) => {
    const { format } = validated(captionFormatSchema, req.query);
    const { text, track, row } = tracks.file(idOf(req), trackOf(req), format);
    const stem = `${(row.talk_slug ?? row.id).replace(/[^A-Za-z0-9-]+/g, '-')}.${track.language ?? 'und'}.${format}`;
    res.setHeader('Cache-Control', 'private, no-store');
    res.setHeader('Content-Disposition', `attachment; filename="${stem}"`);
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.type(format === 'vtt' ? 'text/vtt; charset=utf-8' : 'application/x-subrip; charset=utf-8').send(text);
  });

  router.delete(one, ofRecording, async (req, res) => {
    const id = await tracks.remove(idOf(req), trackOf(req), knownActor(req));
    sendJson(req, res, { deleted: id }, { cache: 'private' });
  });

  router.post(restored, ofRecording, async (req, res) => {
    sendJson(req, res, await tracks.restore(idOf(req), trackOf(req), knownActor(req)), { cache: 'private' });
  });

  router.all(all, methodNotAllowed('GET, HEAD'));
  router.all(one, methodNotAllowed('GET, HEAD, PUT, DELETE'));
  router.all(restored, methodNotAllowed('POST'));
  return router;
}

/** The file's name as people gave it, percent-encoded in a header; for messages. */
function fileNameOf(req: Request): string {
  const given = req.get('x-file-name');
  if (given === undefined) return 'The file';
  try {
    return decodeURIComponent(given).slice(0, 200);
  } catch {
    return given.slice(0, 200);
  }
}

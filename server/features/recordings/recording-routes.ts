import { type RequestHandler, Router } from 'express';
import { paths } from '#server/contract/paths.ts';
import { listQuerySchema } from '#server/contract/schemas.ts';
import { methodNotAllowed, notFound, sendJson, validated } from '#server/kernel/http.ts';
import type { LibraryView } from './library-view/library-view.ts';
import { readCursor, writeCursor } from './list-cursor.ts';

const one = `${paths.api.recordings()}/:id`;

/** The organizers' view of the recordings: a list, and each with its versions, loudness and newest job. */
export function recordingRoutes(o: { view: LibraryView; requireOrganizer: RequestHandler }): Router {
  const router = Router();

  router.get(paths.api.recordings(), o.requireOrganizer, (req, res) => {
    const { limit, cursor } = validated(listQuerySchema, req.query);
    const { items, next } = o.view.page({ limit, after: readCursor(cursor) });
    sendJson(req, res, { items, nextCursor: next && writeCursor(next) }, { cache: 'private' });
  });

  router.get(one, o.requireOrganizer, (req, res) => {
    const { id } = req.params as { id: string }; // the path has it
    const recording = o.view.one(id);
    if (recording === null) throw notFound('such recording');
    sendJson(req, res, recording, { cache: 'private' });
  });

  router.all([paths.api.recordings(), one], methodNotAllowed('GET, HEAD'));
  return router;
}

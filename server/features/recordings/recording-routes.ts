import { Router } from 'express';
import { libraryListQuerySchema } from '#server/contract/organizer-schemas.ts';
import { paths } from '#server/contract/paths.ts';
import { forOrganizers, forOrganizersOf } from '#server/features/accounts/access.ts';
import { actorOf } from '#server/features/accounts/actor.ts';
import type { Belongings } from '#server/features/accounts/belongings.ts';
import { methodNotAllowed, notFound, sendJson, validated } from '#server/kernel/http.ts';
import type { LibraryView } from './library-view/library-view.ts';
import { readCursor, writeCursor } from './list-cursor.ts';

const one = `${paths.api.recordings()}/:id`;

/** The organizers' view of the recordings: a list, and each with its versions, loudness and newest job. */
export function recordingRoutes(o: { view: LibraryView; belongings: Belongings }): Router {
  const router = Router();
  const forItsOrganizers = forOrganizersOf(
    (req) => o.belongings.recording(String(req.params.id)),
    'recording',
  );

  router.get(paths.api.recordings(), forOrganizers, (req, res) => {
    const { limit, cursor, conference, show } = validated(libraryListQuerySchema, req.query);
    const { items, next } = o.view.page({
      limit,
      after: readCursor(cursor),
      filter: {
        conferenceId: conference ?? null,
        publication: show === 'all' || show === 'unmatched' ? null : show,
        isUnmatched: show === 'unmatched',
      },
      isAllowed: (id) => o.belongings.maySeeRecording(actorOf(req), id),
    });
    sendJson(req, res, { items, nextCursor: next && writeCursor(next) }, { cache: 'private' });
  });

  router.get(one, forItsOrganizers, (req, res) => {
    const { id } = req.params as { id: string }; // the path has it
    const recording = o.view.one(id);
    if (recording === null) throw notFound('such recording');
    sendJson(req, res, recording, { cache: 'private' });
  });

  router.all([paths.api.recordings(), one], methodNotAllowed('GET, HEAD'));
  return router;
}

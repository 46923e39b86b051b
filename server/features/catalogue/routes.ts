import { type Request, type Response, Router } from 'express';
import { paths } from '#server/contract/paths.ts';
import { listQuerySchema, speakerListQuerySchema, talkListQuerySchema } from '#server/contract/schemas.ts';
import { everyone } from '#server/features/accounts/access.ts';
import { methodNotAllowed, notFound, sendJson, validated } from '#server/kernel/http.ts';
import { readerLanguage } from '#server/kernel/language.ts';
import type { Catalogue } from './catalogue.ts';

/** `/api/v1` of conferences, talks and speakers, for viewers. */
export function catalogueRoutes({ catalogue }: { catalogue: Catalogue }): Router {
  const router = Router();
  const cache = 'public' as const;

  router.get('/api/v1/conferences', everyone, (req, res) => {
    const language = readerLanguage(req, res);
    const { limit, cursor } = validated(listQuerySchema, req.query);
    sendJson(req, res, catalogue.listConferences({ language, limit, cursor }), { cache });
  });

  router.get('/api/v1/conferences/:slug', everyone, (req, res) => {
    const conference = catalogue.conference(req.params.slug, readerLanguage(req, res));
    const moved = conference === null ? catalogue.movedConference(req.params.slug) : null;
    if (moved !== null) return redirect(req, res, paths.api.conference(moved));
    if (conference === null) throw notFound('such conference');
    sendJson(req, res, conference, { cache });
  });

  router.get('/api/v1/talks', everyone, (req, res) => {
    const language = readerLanguage(req, res);
    const { language: spoken, ...query } = validated(talkListQuerySchema, req.query);
    sendJson(req, res, catalogue.listTalks({ ...query, spoken, language }), { cache });
  });

  router.get('/api/v1/talks/:slug', everyone, (req, res) => {
    const found = catalogue.talk(req.params.slug, readerLanguage(req, res));
    if (found === null) throw notFound('such talk');
    if (found.kind === 'moved') redirect(req, res, paths.api.talk(found.slug));
    else {
      if (!found.isListed) res.setHeader('X-Robots-Tag', 'noindex');
      sendJson(req, res, found.talk, { cache: found.isListed ? cache : 'private' });
    }
  });

  router.get('/api/v1/speakers', everyone, (req, res) => {
    const language = readerLanguage(req, res);
    const { q, limit, cursor } = validated(speakerListQuerySchema, req.query);
    sendJson(req, res, catalogue.listSpeakers({ q, language, limit, cursor }), { cache });
  });

  router.get('/api/v1/speakers/:slug', everyone, (req, res) => {
    const found = catalogue.speaker(req.params.slug, readerLanguage(req, res));
    if (found === null) throw notFound('such speaker');
    if (found.kind === 'moved') redirect(req, res, paths.api.speaker(found.slug));
    else sendJson(req, res, found.speaker, { cache });
  });

  router.all(
    ['conferences', 'talks', 'speakers'].flatMap((list) => [`/api/v1/${list}`, `/api/v1/${list}/:slug`]),
    methodNotAllowed('GET, HEAD'),
  );
  return router;
}

/** 301 to where a thing is now, with the query it was asked with. */
function redirect(req: Request, res: Response, path: string): void {
  const query = req.originalUrl.indexOf('?');
  res.setHeader('Cache-Control', 'public, no-cache');
  res.redirect(301, query === -1 ? path : path + req.originalUrl.slice(query));
}

import { type Request, Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { AppError } from '#server/kernel/errors.ts';
import { methodNotAllowed, notFound, sendJson } from '#server/kernel/http.ts';
import { everyone } from '../accounts/access.ts';
import type { ViewCounts } from './view-counts.ts';

/** Told by the player after some seconds of watching; no cookie, and nothing of who watches is stored. */
export function viewRoutes({ views }: { views: ViewCounts }): Router {
  const router = Router();
  const path = '/api/v1/talks/:slug/view';
  router.post<{ slug: string }>(path, everyone, limitViews(), (req, res) => {
    if (req.get('sec-fetch-site') === 'cross-site')
      throw new AppError('forbidden', 'Views are told by the pages of this portal only.');
    const count = views.count(req.params.slug, watcherOf(req));
    if (count === null) throw notFound('such talk with a recording');
    sendJson(req, res, { views: count }, { cache: 'private' });
  });
  router.all(path, methodNotAllowed('POST'));
  return router;
}

function watcherOf(req: Request): string {
  return `${req.ip ?? ''}\n${req.get('user-agent') ?? ''}`;
}

/** Sixty views a minute from one address are those of a full lecture hall behind one router. */
function limitViews() {
  return rateLimit({
    windowMs: 60_000,
    limit: 60,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_req, _res, next) =>
      next(new AppError('rate_limited', 'Too many views from this address in a minute: later ones count.')),
  });
}

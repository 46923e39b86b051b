import { Router } from 'express';
import { paths } from '#server/contract/paths.ts';
import { momentQuerySchema } from '#server/contract/schemas.ts';
import { methodNotAllowed, notFound, sendJson, validated } from '#server/kernel/http.ts';
import { everyone } from '../../accounts/access.ts';
import type { Moments } from './moments.ts';

/** Where a noted second of a talk lies after its recording was trimmed, for positions that browsers keep. */
export function momentRoutes({ moments }: { moments: Moments }): Router {
  const router = Router();
  const path = '/api/v1/talks/:slug/moment';
  router.get(path, everyone, (req, res) => {
    const { t, e } = validated(momentQuerySchema, req.query);
    const found = moments.find({ slug: req.params.slug, seconds: t, edit: e });
    if (found === null) throw notFound('recording of such a talk');
    if (found.kind === 'moved') {
      res.setHeader('Cache-Control', 'public, no-cache');
      return res.redirect(301, paths.api.moment(found.slug, t, e));
    }
    if (!found.isListed) res.setHeader('X-Robots-Tag', 'noindex');
    sendJson(req, res, found.moment, { cache: found.isListed ? 'public' : 'private' });
  });
  router.all(path, methodNotAllowed('GET, HEAD'));
  return router;
}

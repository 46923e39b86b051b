import { Router } from 'express';
import { everyone } from '#server/features/accounts/access.ts';
import { methodNotAllowed } from '#server/kernel/http.ts';
import { actorOf } from '../features/accounts/actor.ts';
import { chosenLanguage } from './language-choice.ts';
import type { Renderer } from './render.ts';
import type { Site } from './site.ts';

/**
 * The shell of the organizers' pages, one document for `/organize` and everything below: what it shows comes from the
 * API, to those who have the token. It is not kept by anybody, nor found by search engines.
 */
export function organizeRoutes(o: { renderer: Renderer; site: Site }): Router {
  const router = Router({ caseSensitive: true });
  const path = '/organize{/*below}';
  router.get(path, everyone, async (req, res) => {
    const language = chosenLanguage(req, res);
    const html = await o.renderer.render({
      site: o.site.info(language),
      language,
      location: req.path,
      data: { page: 'organize', isSignedIn: actorOf(req) !== null },
    });
    res.setHeader('Cache-Control', 'private, no-store');
    res.setHeader('X-Robots-Tag', 'noindex');
    res.type('html').send(html);
  });
  router.all(path, methodNotAllowed('GET, HEAD'));
  return router;
}

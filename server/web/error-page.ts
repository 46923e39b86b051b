import type { ErrorRequestHandler } from 'express';
import { problemOf } from '#server/kernel/http.ts';
import type { Log } from '#server/kernel/log.ts';
import { chosenLanguage } from './language-choice.ts';
import type { Renderer } from './render.ts';
import type { Site } from './site.ts';

/** Shows an error as a page of the portal, in the reader's language; never cached. */
export function createErrorPage(o: { renderer: Renderer; site: Site; log: Log }): ErrorRequestHandler {
  return async (error, req, res, next) => {
    if (res.headersSent) return next(error);
    const problem = problemOf(error, o.log);
    const language = chosenLanguage(req, res);
    res.removeHeader('Content-Encoding');
    res.removeHeader('Content-Length');
    res.removeHeader('ETag');
    res.status(problem.status).setHeader('Cache-Control', 'no-store');
    try {
      const html = await o.renderer.render({
        site: o.site.info(language),
        language,
        location: '/',
        data: { page: 'error', status: problem.status },
      });
      res.type('html').send(html);
    } catch (cause) {
      o.log.error({ err: cause }, 'the error page cannot be rendered');
      res.type('text/plain').send(`${problem.title}\n`);
    }
  };
}

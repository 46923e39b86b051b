import { join } from 'node:path';
import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import type { PageData } from '#server/contract/pages.ts';
import { everyone } from '#server/features/accounts/access.ts';
import { actorOf } from '#server/features/accounts/actor.ts';
import { methodNotAllowed, notFound } from '#server/kernel/http.ts';
import { readerLanguage } from '#server/kernel/language.ts';
import type { Log } from '#server/kernel/log.ts';
import { assetRoutes } from './assets.ts';
import { letFramesShow } from './csp.ts';
import { acceptedEncoding } from './encoding.ts';
import { createErrorPage } from './error-page.ts';
import { chosenLanguage } from './language-choice.ts';
import { organizeRoutes } from './organize.ts';
import { createPageCache, readyPage } from './page-cache.ts';
import type { PageSources } from './page-sources.ts';
import { viewerPages } from './pages.ts';
import { createRenderer } from './render.ts';
import { sendPage } from './send-page.ts';
import { siteFileRoutes } from './site-files.ts';
import type { ViewerPage } from './viewer-page.ts';

export interface WebDeps extends PageSources {
  /** The build: `client/` for browsers, `server/render.js` for pages. */
  distDir: string;
  log: Log;
}

/**
 * Everything that browsers are shown outside the API: the built files, the viewers' pages, and errors as a page.
 * The router is asked after those of the API; it leaves what it does not know to whoever comes next.
 */
export function createWeb(deps: WebDeps): { router: Router; errorPage: ErrorRequestHandler } {
  const renderer = createRenderer(deps.distDir);
  const cache = createPageCache();

  const handlerOf =
    (page: ViewerPage): RequestHandler<{ slug?: string }> =>
    async (req, res) => {
      if (page.isFramed) letFramesShow(res);
      const language = page.isFramed ? readerLanguage(req, res) : chosenLanguage(req, res);
      const query = knownQuery(req.query, page.parameters);
      if (req.path.length > 1 && req.path.endsWith('/')) {
        return res.redirect(301, withQuery(req.path.replace(/\/+$/, '') || '/', query));
      }
      const location = withQuery(req.path, query);
      const slug = req.params.slug ?? '';
      const sendPrivately = async (data: PageData, notice: 'draft' | 'unlisted') => {
        const site = deps.site.info(language);
        const html = await renderer.render({ site, language, location, data, notice });
        res.setHeader('Cache-Control', 'private, no-store');
        res.setHeader('X-Robots-Tag', 'noindex');
        res.setHeader('Referrer-Policy', 'same-origin');
        res.type('html').send(html);
      };
      if (page.preview && req.query.preview === '1') {
        const data = page.preview(deps, { slug, query, language, actor: actorOf(req) });
        if (data === null) throw notFound('such page');
        return sendPrivately(data, 'draft');
      }
      const encoding = acceptedEncoding(req);
      const asOf = [renderer.build(), deps.catalogue.revision(), page.showsViews ? deps.views.shownAs() : 0];
      const key = JSON.stringify([...asOf, language, encoding, location]);
      const known = cache.find(key);
      if (known) return sendPage(req, res, await known);

      const loaded = page.load(deps, { slug, query, language });
      if (loaded === null) throw notFound('such page');
      if (loaded.kind === 'moved') {
        res.setHeader('Cache-Control', 'public, no-cache');
        return res.redirect(301, loaded.to);
      }
      if (loaded.isPrivate) return sendPrivately(loaded.data, 'unlisted');
      const props = { site: deps.site.info(language), language, location, data: loaded.data };
      const making = renderer.render(props).then((html) => readyPage(html, encoding));
      return sendPage(req, res, await cache.keep(key, making));
    };

  const router = Router({ caseSensitive: true });
  router.use(assetRoutes(join(deps.distDir, 'client'), renderer.build));
  router.use(siteFileRoutes(deps.site));
  router.use(organizeRoutes({ renderer, site: deps.site }));
  for (const page of viewerPages) {
    router.route(page.path).get(everyone, handlerOf(page)).all(methodNotAllowed('GET, HEAD'));
  }
  return { router, errorPage: createErrorPage({ renderer, site: deps.site, log: deps.log }) };
}

function knownQuery(
  query: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, string> {
  const known: Record<string, string> = {};
  for (const name of names) {
    const given = query[name];
    const first: unknown = Array.isArray(given) ? given[0] : given;
    if (typeof first === 'string' && first !== '') known[name] = first;
  }
  return known;
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? path : `${path}?${text}`;
}

import { join } from 'node:path';
import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { uiLanguages } from '#server/contract/languages.ts';
import type { PageData } from '#server/contract/pages.ts';
import { everyone } from '#server/features/accounts/access.ts';
import { actorOf } from '#server/features/accounts/actor.ts';
import { methodNotAllowed, notFound } from '#server/kernel/http.ts';
import { readerLanguage } from '#server/kernel/language.ts';
import type { Log } from '#server/kernel/log.ts';
import { assetRoutes } from './assets.ts';
import { letFramesShow } from './csp.ts';
import { acceptedEncoding, type Encoding } from './encoding.ts';
import { createErrorPage } from './error-page.ts';
import { chosenLanguage } from './language-choice.ts';
import { organizeRoutes } from './organize.ts';
import { createPageCache, type ReadyPage, readyPage } from './page-cache.ts';
import type { PageSources } from './page-sources.ts';
import { viewerPages } from './pages.ts';
import { createRenderer } from './render.ts';
import { sendPage } from './send-page.ts';
import { siteFileRoutes } from './site-files.ts';
import type { PageRequest, ViewerPage } from './viewer-page.ts';
import { warmUp } from './warm-up.ts';

export interface WebDeps extends PageSources {
  /** The build: `client/` for browsers, `server/render.js` for pages. */
  distDir: string;
  log: Log;
}

/**
 * Everything that browsers are shown outside the API: the built files, the viewers' pages, and errors as a page.
 * The router is asked after those of the API; it leaves what it does not know to whoever comes next.
 */
export function createWeb(deps: WebDeps): {
  router: Router;
  errorPage: ErrorRequestHandler;
  /** Makes the first pages before they are asked for; never rejects. */
  warmUp(signal: AbortSignal): Promise<void>;
} {
  const renderer = createRenderer(deps.distDir);
  const cache = createPageCache();

  /** A page for everybody, made or kept; or what there is instead. */
  const publicPage = (page: ViewerPage, o: PageRequest & { location: string; encoding: Encoding }) => {
    const { slug, query, language, location, encoding } = o;
    const asOf = [renderer.build(), deps.catalogue.revision(), page.showsViews ? deps.views.shownAs() : 0];
    const key = JSON.stringify([...asOf, language, encoding, location]);
    const known = cache.find(key);
    if (known) return { kind: 'page', ready: known } as const;
    const loaded = page.load(deps, { slug, query, language });
    if (loaded === null || loaded.kind === 'moved') return loaded;
    if (loaded.isPrivate) return { kind: 'private', data: loaded.data } as const;
    const props = { site: deps.site.info(language), language, location, data: loaded.data };
    const making = renderer.render(props).then((html) => readyPage(html, encoding));
    return { kind: 'page', ready: cache.keep(key, making) } as const;
  };

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
      const found = publicPage(page, { slug, query, language, location, encoding: acceptedEncoding(req) });
      if (found === null) throw notFound('such page');
      if (found.kind === 'private') return sendPrivately(found.data, 'unlisted');
      if (found.kind === 'moved') {
        res.setHeader('Cache-Control', 'public, no-cache');
        return res.redirect(301, found.to);
      }
      return sendPage(req, res, await found.ready);
    };

  const router = Router({ caseSensitive: true });
  router.use(assetRoutes(join(deps.distDir, 'client'), renderer.build));
  router.use(siteFileRoutes(deps.site));
  router.use(organizeRoutes({ renderer, site: deps.site }));
  for (const page of viewerPages) {
    router.route(page.path).get(everyone, handlerOf(page)).all(methodNotAllowed('GET, HEAD'));
  }
  const language = uiLanguages[0];
  const pageAt = async (path: string): Promise<ReadyPage | null> => {
    const [, room = '', slug, ...more] = path.split('/').map(decodeURIComponent);
    const page = viewerPages.find((one) => one.path === (slug === undefined ? `/${room}` : `/${room}/:slug`));
    if (!page || more.length > 0) return null;
    const asked = { slug: slug ?? '', query: {}, language, location: path, encoding: 'br' } as const;
    const found = publicPage(page, asked);
    return found?.kind === 'page' ? found.ready : null;
  };
  return {
    router,
    errorPage: createErrorPage({ renderer, site: deps.site, log: deps.log }),
    async warmUp(signal) {
      try {
        await warmUp({ pageAt, signal });
      } catch (error) {
        if (!signal.aborted) deps.log.warn({ err: error }, 'first pages not made ahead');
      }
    },
  };
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

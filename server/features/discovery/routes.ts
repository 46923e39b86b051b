import { once } from 'node:events';
import { type Request, type Response, Router } from 'express';
import type { UiLanguage } from '#server/contract/languages.ts';
import { oembedQuerySchema } from '#server/contract/schemas.ts';
import type { Talk } from '#server/contract/wire.ts';
import { everyone } from '#server/features/accounts/access.ts';
import {
  etagOf,
  methodNotAllowed,
  notFound,
  sendProblem,
  sendWithEtag,
  validated,
} from '#server/kernel/http.ts';
import { readerLanguage } from '#server/kernel/language.ts';
import { oembedOf, oembedXml, talkAddress } from './oembed.ts';
import { robotsText } from './robots.ts';
import { createSitemap } from './sitemap.ts';
import type { DiscoveryStore } from './store.ts';

export interface DiscoveryDeps {
  store: DiscoveryStore;
  /** The portal's address; null = the one it is asked by. */
  publicUrl: string | null;
  catalogue: {
    talk(
      slug: string,
      language: UiLanguage,
    ): { kind: 'found'; talk: Talk; isListed: boolean } | { kind: 'moved'; slug: string } | null;
    /** Grows with every change that viewers could see. */
    revision(): number;
  };
  siteName: (language: UiLanguage) => string;
}

/** What machines ask a site for: robots.txt, sitemaps, and how to show a talk inside another page (oEmbed). */
export function discoveryRoutes(deps: DiscoveryDeps): Router {
  const { store, catalogue } = deps;
  const router = Router({ caseSensitive: true });
  const portalOf = (req: Request) => deps.publicUrl ?? `${req.protocol}://${req.get('host') ?? 'localhost'}`;
  const xml = 'application/xml; charset=utf-8';

  router.get('/robots.txt', everyone, (req, res) => {
    const body = robotsText(portalOf(req));
    sendWithEtag(req, res, { body, type: 'text/plain; charset=utf-8', cache: 'public' });
  });

  router.get('/sitemap.xml', everyone, (req, res) => {
    const body = createSitemap({ store, portal: portalOf(req) }).index();
    sendWithEtag(req, res, { body, type: xml, cache: 'public' });
  });

  router.get('/sitemaps/:name.xml', everyone, async (req, res) => {
    const { name } = req.params;
    const portal = portalOf(req);
    const parts = createSitemap({ store, portal }).file(name);
    if (parts === null) throw notFound('such sitemap');
    res.setHeader('Content-Type', xml);
    res.setHeader('Cache-Control', 'public, no-cache');
    res.setHeader('ETag', `W/${etagOf(JSON.stringify([portal, catalogue.revision(), name]))}`);
    if (req.fresh) res.status(304).end();
    else if (req.method === 'HEAD') res.end();
    else await stream(res, parts);
  });

  const findTalk = (slug: string, language: UiLanguage): Talk | null => {
    const found = catalogue.talk(slug, language);
    if (found?.kind === 'moved') return findTalk(found.slug, language);
    // Who has an unlisted address may watch; telling other sites about it is another matter.
    return found?.isListed && found.talk.recording?.playlistUrl ? found.talk : null;
  };

  router.get('/oembed', everyone, (req, res) => {
    const query = validated(oembedQuerySchema, req.query);
    if (query.format !== 'json' && query.format !== 'xml')
      return sendProblem(res, {
        ...{ status: 501, code: 'not_implemented' },
        title: 'There are two formats: json and xml.',
      });
    const portal = portalOf(req);
    const address = talkAddress(query.url, portal);
    const language = readerLanguage(req, res);
    const talk = address && findTalk(address.slug, language);
    if (!talk) throw notFound('talk to watch at that address');
    const video = oembedOf({
      ...{ talk, portal, query, moment: address },
      siteName: deps.siteName(language),
      poster: talk.recording && store.posterSize(talk.recording.id),
    });
    res.setHeader('Access-Control-Allow-Origin', '*');
    const isJson = query.format === 'json';
    sendWithEtag(req, res, {
      body: isJson ? JSON.stringify(video) : oembedXml(video),
      type: isJson ? 'application/json; charset=utf-8' : 'text/xml; charset=utf-8',
      cache: 'public',
    });
  });

  router.all(
    ['/robots.txt', '/sitemap.xml', '/sitemaps/:name.xml', '/oembed'],
    methodNotAllowed('GET, HEAD'),
  );
  return router;
}

const writtenAtOnce = 64 * 1024;

/** Sends a text in pieces, no faster than it is taken. */
async function stream(res: Response, parts: AsyncGenerator<string>): Promise<void> {
  let piece = '';
  for await (const part of parts) {
    if (res.destroyed) return;
    piece += part;
    if (piece.length < writtenAtOnce) continue;
    const hasRoom = res.write(piece);
    piece = '';
    if (!hasRoom) await Promise.race([once(res, 'drain'), once(res, 'close')]);
  }
  res.end(piece);
}

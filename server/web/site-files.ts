import { Router } from 'express';
import { everyone } from '#server/features/accounts/access.ts';
import { sendWithEtag } from '#server/kernel/http.ts';
import type { Site } from './site.ts';

/** What a browser may load ahead: pages a reader points at, never files, answers of the API or a language choice. */
const speculationRules = {
  prefetch: [
    {
      source: 'document',
      eagerness: 'moderate',
      where: {
        and: [
          { href_matches: '/*' },
          { not: { href_matches: '/api/*' } },
          { not: { href_matches: '/hls/*' } },
          { not: { href_matches: '/organize*' } },
          { not: { href_matches: '/*\\?*(^|&)lang=*' } },
          { not: { selector_matches: '[download]' } },
          { not: { selector_matches: '[rel~=nofollow]' } },
        ],
      },
    },
  ],
};

/** The small files a browser asks for by name: the web app's manifest and the speculation rules. */
export function siteFileRoutes(site: Site): Router {
  const router = Router();
  router.get('/site.webmanifest', everyone, (req, res) => {
    const { name } = site.info('en');
    const body = {
      name,
      short_name: name,
      id: '/',
      start_url: '/',
      scope: '/',
      display: 'standalone',
      display_override: ['minimal-ui', 'standalone'],
      background_color: '#faf6ee',
      theme_color: '#faf6ee',
      icons: [
        { src: '/icons/192.png', sizes: '192x192', type: 'image/png' },
        { src: '/icons/512.png', sizes: '512x512', type: 'image/png' },
        { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' },
      ],
    };
    sendWithEtag(req, res, {
      body: JSON.stringify(body),
      type: 'application/manifest+json; charset=utf-8',
      cache: 'public',
    });
  });
  router.get('/speculation-rules.json', everyone, (req, res) => {
    sendWithEtag(req, res, {
      body: JSON.stringify(speculationRules),
      type: 'application/speculationrules+json',
      cache: 'public',
    });
  });
  return router;
}

import { paths } from '#server/contract/paths.ts';

/** What crawlers are asked to leave alone (RFC 9309): the organizers' pages and the API, where nothing is for reading. */
export function robotsText(portal: string): string {
  return [
    'User-agent: *',
    'Disallow: /organize',
    'Disallow: /api/',
    '',
    `Sitemap: ${portal}${paths.sitemapIndex()}`,
    '',
  ].join('\n');
}

import { posix } from 'node:path';
import { paths } from '#server/contract/paths.ts';
import type { SitemapTalkRow } from './store.ts';
import { xmlElement } from './xml.ts';

const longestTitle = 100;
const longestDescription = 1000;
const longestVideoSeconds = 28_800;

/** One `url` of a sitemap (https://www.sitemaps.org/protocol.html). */
export function urlEntry(address: string, updatedMs: number | null, inside = ''): string {
  const changed = updatedMs === null ? null : new Date(updatedMs).toISOString();
  return `<url>${xmlElement('loc', address)}${xmlElement('lastmod', changed)}${inside}</url>\n`;
}

/** A talk, with its video where it can be watched in full. */
export function talkEntry(row: SitemapTalkRow, portal: string): string {
  const updatedMs = Math.max(row.updated_ms, row.version_ms ?? 0);
  return urlEntry(portal + paths.talk(row.slug), updatedMs, videoOf(row, portal));
}

/** Google's extension for videos: a picture, a name, a description and a player are its least. */
function videoOf(row: SitemapTalkRow, portal: string): string {
  const { recording_id, version_id, poster, duration_ms } = row;
  if (recording_id === null || version_id === null || poster === null || duration_ms === null) return '';
  const seconds = Math.min(longestVideoSeconds, Math.max(1, Math.round(duration_ms / 1000)));
  const published = row.first_public_ms === null ? null : new Date(row.first_public_ms).toISOString();
  const picture = paths.versionFile(recording_id, version_id, posix.normalize(poster));
  return [
    '<video:video>',
    xmlElement('video:thumbnail_loc', portal + picture),
    xmlElement('video:title', shortened(row.title, longestTitle)),
    xmlElement('video:description', shortened(row.abstract ?? row.title, longestDescription)),
    xmlElement('video:player_loc', portal + paths.embed(row.slug)),
    xmlElement('video:duration', seconds),
    xmlElement('video:publication_date', published),
    '</video:video>',
  ].join('');
}

function shortened(text: string, longest: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`.replace(/[\uD800-\uDBFF]…$/, '…');
}

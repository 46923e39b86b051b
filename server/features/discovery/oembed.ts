import type { z } from 'zod';
import { paths } from '#server/contract/paths.ts';
import { momentQuerySchema, type oembedQuerySchema } from '#server/contract/schemas.ts';
import type { Talk } from '#server/contract/wire.ts';
import { xmlElement, xmlText } from './xml.ts';

/** What the oEmbed specification (1.0, 2.3.4) says of a video. */
export type OembedVideo = Record<string, string | number> & { type: 'video'; html: string };

const usual = { width: 800, height: 450 };

/** Which talk an address of the portal shows, and at which moment; null where it shows none. */
export function talkAddress(
  url: string,
  portal: string,
): { slug: string; seconds?: number | undefined; edit?: number | undefined } | null {
  if (!URL.canParse(url)) return null;
  const { origin, pathname, searchParams } = new URL(url);
  const base = new URL(portal);
  if (origin !== base.origin) return null;
  const below = pathname.slice(base.pathname.replace(/\/+$/, '').length);
  const [, slug] = /^\/(?:talks|embed)\/([^/]+)\/?$/.exec(below) ?? [];
  const decoded = slug === undefined ? null : decodedSegment(slug);
  if (decoded === null) return null;
  const moment = momentQuerySchema.safeParse({
    t: searchParams.get('t') ?? undefined,
    e: searchParams.get('e') ?? undefined,
  });
  return { slug: decoded, seconds: moment.data?.t, edit: moment.data?.e };
}

function decodedSegment(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Tells another site how to show a talk: an iframe that fits into the room it has. */
export function oembedOf(o: {
  talk: Talk;
  portal: string;
  siteName: string;
  moment: { seconds?: number | undefined; edit?: number | undefined };
  query: Pick<z.infer<typeof oembedQuerySchema>, 'maxwidth' | 'maxheight'>;
  poster: { width: number; height: number } | null;
}): OembedVideo {
  const { talk, portal, poster } = o;
  const { width, height } = fitting(o.query);
  const src = portal + paths.embed(talk.slug, o.moment.seconds, o.moment.edit);
  const [speaker, ...others] = talk.speakers;
  return {
    type: 'video',
    version: '1.0',
    title: talk.title,
    ...(speaker ? { author_name: talk.speakers.map(({ name }) => name).join(', ') } : {}),
    ...(speaker && others.length === 0 ? { author_url: portal + paths.speaker(speaker.slug) } : {}),
    provider_name: o.siteName,
    provider_url: `${portal}/`,
    cache_age: 3600,
    ...(poster && talk.posterUrl
      ? {
          thumbnail_url: portal + talk.posterUrl,
          thumbnail_width: poster.width,
          thumbnail_height: poster.height,
        }
      : {}),
    html:
      `<iframe src="${xmlText(src)}" title="${xmlText(talk.title)}" width="${width}" height="${height}" ` +
      'allow="autoplay; fullscreen; picture-in-picture" allowfullscreen loading="lazy"></iframe>',
    width,
    height,
  };
}

/** 16:9, as wide as usual, or as the consumer's room lets it be. */
function fitting({ maxwidth, maxheight }: { maxwidth?: number | undefined; maxheight?: number | undefined }) {
  const share = Math.min(
    1,
    (maxwidth ?? usual.width) / usual.width,
    (maxheight ?? usual.height) / usual.height,
  );
  return { width: Math.floor(usual.width * share), height: Math.floor(usual.height * share) };
}

/** The same as XML (oEmbed 1.0, 2.3.2). */
export function oembedXml(video: OembedVideo): string {
  const fields = Object.entries(video).map(([name, value]) => xmlElement(name, value));
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>${fields.join('')}</oembed>\n`;
}

import { paths } from '#server/contract/paths.ts';

/** What is shared: a talk, perhaps at a second of the timeline of one edit of its recording. */
export interface Shared {
  /** Where the portal is, without a trailing slash. */
  origin: string;
  slug: string;
  title: string;
  seconds: number | null;
  edit: number | null;
}

/** The talk's page. */
export function shareLink({ origin, slug, seconds, edit }: Shared): string {
  return origin + paths.talk(slug, seconds ?? undefined, edit ?? undefined);
}

/** Markup that shows the talk on any page: an iframe as wide as its place, 16:9. */
export function embedCode({ origin, slug, title, seconds, edit }: Shared): string {
  const url = origin + paths.embed(slug, seconds ?? undefined, edit ?? undefined);
  return (
    `<iframe src="${escaped(url)}" title="${escaped(title)}" width="640" height="360" ` +
    `style="width:100%;height:auto;aspect-ratio:16/9;border:0" loading="lazy" ` +
    `allow="autoplay; fullscreen; picture-in-picture" allowfullscreen></iframe>`
  );
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

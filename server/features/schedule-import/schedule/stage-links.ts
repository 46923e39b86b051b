import { plainLine } from '../../catalogue/text/plain-text.ts';
import { webUri } from '../../catalogue/text/web-uri.ts';
import { shortened, type Tell, type Where } from '../oddities.ts';
import type { FoundLink } from './found-schedule.ts';

/**
 * Links of http(s), each once; addresses without a host are taken from the schedule's own. Others are told and left out.
 * @param o.ownAddress links to the portal that wrote the file are no links of the talk
 */
export function stageLinks(
  links: readonly FoundLink[],
  o: { baseUrl: string | null; ownAddress: string | null; where: Where; tell: Tell },
): { title: string; url: string }[] {
  const staged = new Map<string, { title: string; url: string }>();
  for (const { title, url } of links) {
    const given = url?.trim() ?? '';
    const address = webAddress(given, o.baseUrl);
    if (address === null) {
      const what = given === '' ? 'A link without an address' : `The link to “${shortened(given, 80)}”`;
      o.tell(o.where, `${what} was left out: only http and https are taken.`);
      continue;
    }
    if (o.ownAddress !== null && address.startsWith(`${o.ownAddress}/`)) continue;
    const name = shortened(plainLine(title ?? ''), 300) || new URL(address).hostname;
    if (!staged.has(address)) staged.set(address, { title: name, url: address });
  }
  return [...staged.values()];
}

/** An absolute http(s) address of up to 2,000 characters; null for anything else. */
export function webAddress(text: string, base: string | null): string | null {
  if (text === '' || text.length > 2000) return null;
  const found = URL.parse(
    /^www\./i.test(text) ? `https://${text}` : text,
    base !== null && URL.canParse(base) ? base : undefined,
  );
  const isWeb = found !== null && /^https?:$/.test(found.protocol) && found.hostname !== '';
  // As it was written where that is an address already, so that nothing changes by itself.
  return isWeb ? (/^https?:/i.test(text) && webUri(text) === text ? text : webUri(found.href)) : null;
}

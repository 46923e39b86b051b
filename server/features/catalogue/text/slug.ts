import { fold } from './fold.ts';
import { latinised } from './transliterate.ts';

const maxLength = 80;

/**
 * The words of a text as a path segment: Cyrillic in Latin letters, other scripts as they are (browsers show them).
 * @returns '' where the text has no letter or digit
 */
export function slugify(text: string): string {
  const words =
    latinised(fold(text.replaceAll('++', ' plus plus').replaceAll('#', ' sharp ').replaceAll("'", ''))).match(
      /[\p{L}\p{N}\p{M}]+/gu,
    ) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, maxLength) : `${slug}-${word}`;
    if (longer.length > maxLength) break;
    slug = longer;
  }
  return slug;
}

/**
 * The first free slug among `base`, `base-2`, `base-3`, …
 * @param isTaken asks the store
 */
export function freeSlug(base: string, isTaken: (slug: string) => boolean): string {
  if (!isTaken(base)) return base;
  for (let number = 2; ; number += 1) {
    const slug = `${base}-${number}`;
    if (!isTaken(slug)) return slug;
  }
}

import { foldWords } from '../../intake/fold.ts';

const boundaries =
  /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u;

/**
 * The smallest words of a text, folded: `LinuxKernel2` gives three. Percent-encoded bytes are read, and what file systems
 * do not allow in names (`What_s_new_`) reads as it was meant.
 */
export function atomsOf(text: string): string[] {
  return tokensOf(text).flatMap(splitToken);
}

/** The runs of letters and digits of a text, as they are written. */
export function tokensOf(text: string): string[] {
  // An apostrophe that became an underscore: Don_t, it_s.
  const plain = decoded(text).replace(/(\p{L})['’ʼ`_](s|t|re|ve|ll|m|d)(?=[_\s.,!?-]|$)/giu, '$1$2');
  return plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** A run of letters and digits, cut where its case or kind changes, and folded. */
export function splitToken(token: string): string[] {
  return token.split(boundaries).flatMap(foldWords);
}

/** Words written as one: how a phrase compares with itself spelt with other spaces. */
export function joined(words: readonly string[]): string {
  return words.join('');
}

function decoded(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Where a phrase stands in a row of words, spaces aside (`x org` in `fosdem xorg`): from and to as places of words.
 * @returns null where it does not begin and end with words
 */
export function runOf(
  phrase: string,
  words: readonly string[],
  from = 0,
): { from: number; to: number } | null {
  if (phrase === '') return null;
  for (let start = from; start < words.length; start++) {
    let text = '';
    for (let end = start; end < words.length && text.length < phrase.length; end++) {
      text += words[end];
      if (!phrase.startsWith(text)) break;
      if (text.length === phrase.length) return { from: start, to: end + 1 };
    }
  }
  return null;
}

import { fold } from '../text/fold.ts';
import { nameKey } from '../text/name-key.ts';
import { latinised } from '../text/transliterate.ts';
import { areShortForms } from './short-forms.ts';
import { isSpeltAlike } from './spelt-alike.ts';

/** Why two names may be one person's. */
export type LikenessKind = 'accents' | 'order' | 'script' | 'middle' | 'short' | 'initials' | 'spelling';

export interface Likeness {
  kind: LikenessKind;
  /** 0-1. */
  score: number;
}

const scores: Readonly<Record<LikenessKind, number>> = {
  accents: 0.98,
  order: 0.95,
  script: 0.92,
  middle: 0.85,
  short: 0.8,
  spelling: 0.75,
  initials: 0.65,
};

/** A name taken apart for comparing. */
export interface NameParts {
  words: readonly string[];
  /** The words in Latin letters, each by the key of its spellings. */
  keys: readonly string[];
}

/** Takes a name apart: `Satoshi "moris" Tagomori` and `Brittany (Martin) Springer` lose what is in quotes and brackets. */
export function partsOfName(name: string): NameParts {
  const bare = name.replace(/["“”«»(（].*?["“”«»)）]/gu, ' ').replace(/[@#]\S+/g, ' ');
  const letters = fold(bare).replace(/['’ʼ`]/g, '');
  const words = letters.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return { words, keys: words.map((word) => nameKey(word) ?? latinised(word)) };
}

/** Under which keys names that may be one person's meet: not all that meet are. */
export function meetingKeys({ words, keys }: NameParts): string[] {
  if (words.length === 0) return [];
  if (words.length === 1) return words[0] !== undefined && words[0].length >= 6 ? [`1 ${keys[0]}`] : [];
  const first = keys[0] ?? '';
  const last = keys.at(-1) ?? '';
  return [
    keys.toSorted().join(' '),
    [first, last].toSorted().join(' '),
    // Short forms and initials share the family name and the first letter, misspelt names one of their words.
    `${first[0]} ${last}`,
    ...(keys.length === 2 ? [`${last[0]} ${first}`] : []),
    `${first} ${last.slice(0, 2)}`,
  ];
}

/** Compares two names; null where nothing says that they are one person's. */
export function likeness(a: NameParts, b: NameParts): Likeness | null {
  const kind = kindOf(a, b);
  return kind === null ? null : { kind, score: scores[kind] };
}

function kindOf(a: NameParts, b: NameParts): LikenessKind | null {
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a];
  if (short.words.length < 2)
    return short.words.length === 1 && sameRow(short.words, long.words) ? 'accents' : null;
  if (sameRow(a.words, b.words)) return 'accents';
  if (sameRow(a.words.toSorted(), b.words.toSorted())) return 'order';
  if (sameRow(a.keys, b.keys) || sameRow(a.keys.toSorted(), b.keys.toSorted()))
    return isOneScript(a, b) ? 'spelling' : 'script';
  if (short.words.length < long.words.length) return isWithoutMiddle(short, long) ? 'middle' : null;
  if (short.words.length === 2) return twoWords(a, b);
  const areEnds = a.keys[0] === b.keys[0] && a.keys.at(-1) === b.keys.at(-1);
  const areShortened = a.words.every((word, at) => {
    const other = b.words[at] ?? '';
    return word === other || (Math.min(word.length, other.length) === 1 && word[0] === other[0]);
  });
  return areEnds && areShortened ? 'middle' : null;
}

/** First and last word agree, and what one has between them the other leaves out or shortens. */
function isWithoutMiddle(short: NameParts, long: NameParts): boolean {
  if (short.keys[0] !== long.keys[0] || short.keys.at(-1) !== long.keys.at(-1)) return false;
  const middles = long.words.slice(1, -1);
  return short.words.slice(1, -1).every((word) => middles.some((other) => other.startsWith(word)));
}

function twoWords(a: NameParts, b: NameParts): LikenessKind | null {
  const [aFirst = '', aLast = ''] = a.words;
  const [bFirst = '', bLast = ''] = b.words;
  const isOneFamily = a.keys[1] === b.keys[1];
  if (isOneFamily && aFirst[0] === bFirst[0] && (aFirst.length === 1 || bFirst.length === 1))
    return 'initials';
  if (isOneFamily && areShortForms(aFirst, bFirst)) return 'short';
  if (isOneFamily && isSpeltAlike(aFirst, bFirst)) return 'spelling';
  return a.keys[0] === b.keys[0] && isSpeltAlike(aLast, bLast) ? 'spelling' : null;
}

function sameRow(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, at) => word === b[at]);
}

function isOneScript(a: NameParts, b: NameParts): boolean {
  const isLatin = (name: NameParts) => name.words.every((word) => /^\p{Script=Latin}/u.test(word));
  return isLatin(a) === isLatin(b);
}

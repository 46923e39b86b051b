import { latinised } from './transliterate.ts';

const rules: readonly (readonly [RegExp, string])[] = [
  [/shch|sch/g, 'sh'],
  [/tch/g, 'ch'],
  [/ph/g, 'f'],
  [/kh/g, 'h'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/tz|tc/g, 'ts'],
  [/ou/g, 'u'],
  [/(y|i|j)(a|o|u)/g, 'i$2'],
  [/(y|i|j)e/g, 'e'],
  [/[yj]/g, 'i'],
  [/i+/g, 'i'],
  [/ks/g, 'x'],
  [/off$/, 'ov'],
  [/eff$/, 'ev'],
  [/(.)\1+/g, '$1'],
];

/**
 * One key for the ways to spell a name in Latin and Cyrillic letters: Емельянов, Emelyanov, Emelianov and Yemelyanov
 * agree. Null for words of other scripts and words too short to tell apart.
 * @param folded one word, folded
 */
export function nameKey(folded: string): string | null {
  if (!/^[\p{Script=Latin}\p{Script=Cyrillic}]{3,}$/u.test(folded)) return null;
  let key = latinised(folded).replace(/^ye/, 'e');
  for (const [pattern, replacement] of rules) key = key.replace(pattern, replacement);
  return key.length >= 3 ? key : null;
}

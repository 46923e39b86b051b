import { fold } from './fold.ts';

/**
 * The folded name with the family name first, for sorting: the last word of a name in Latin or Cyrillic letters, the last
 * part after the middle dot of a foreign name in katakana; other names as they are. What stands in brackets behind a name
 * (pronouns, a company) files nobody.
 */
export function nameSortKey(name: string): string {
  const folded = fold(name)
    .replace(/["“”«»]/g, '')
    .replace(/(?<=\S)\s*[([（][^()[\]（）]{0,80}[)\]）]\s*$/u, '')
    .trim();
  const words = folded.split(/[\s・]+/u).filter((word) => word !== '');
  const family = words.at(-1);
  if (family === undefined || words.length === 1) return folded;
  return [family, ...words.slice(0, -1)].join(' ');
}

const kanaRows: readonly (readonly [heading: string, characters: RegExp])[] = [
  ['あ', /[ぁ-おゔ]/],
  ['か', /[か-ご]/],
  ['さ', /[さ-ぞ]/],
  ['た', /[た-ど]/],
  ['な', /[な-の]/],
  ['は', /[は-ぽ]/],
  ['ま', /[ま-も]/],
  ['や', /[ゃ-よ]/],
  ['ら', /[ら-ろ]/],
  ['わ', /[ゎ-ん]/],
];

/** The heading of an A-Z list that a sort key is filed under: a letter, a row of the kana table, or `#`. */
export function initialOf(sortKey: string): string {
  const [first] = sortKey;
  if (first === undefined) return '#';
  const hiragana = first.replace(/[ァ-ヶ]/, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
  const row = kanaRows.find(([, characters]) => characters.test(hiragana));
  if (row) return row[0];
  return /\p{L}/u.test(first) ? first.toUpperCase() : '#';
}

import { LRUCache } from 'lru-cache';

// biome-ignore format: a table is read by rows
const cyrillic: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', є: 'ie', ж: 'zh', з: 'z', и: 'i', і: 'i', к: 'k',
  л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ў: 'u', ф: 'f', х: 'kh', ц: 'ts',
  ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'i', ь: '', э: 'e', ю: 'iu', я: 'ia', ђ: 'dj', ј: 'i', љ: 'li', њ: 'ni',
  ћ: 'c', џ: 'dzh',
};

const latin: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Spellings of the same Russian sounds in Latin letters (ISO 9, BGN, passports), brought to one. */
const spellings: ReadonlyArray<readonly [RegExp, string]> = [
  [/shch|sch/g, 'sh'],
  [/kh|x/g, 'h'],
  [/tz/g, 'ts'],
  [/[yj]/g, 'i'],
  [/w/g, 'v'],
  [/i+/g, 'i'],
  [/(.)\1+/g, '$1'],
];

const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;

/**
 * The words of a text in a form in which the same name compares equal: case, accents and width are gone, Cyrillic and
 * Latin spellings meet. Chinese and Japanese, written without spaces, give one word a character.
 */
export function foldWords(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) {
    return (
      text
        .toLowerCase()
        .replace(/['`]/g, '')
        .match(/[a-z0-9]+/g) ?? []
    ).map(foldWord);
  }
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/['’ʼ`]/g, '');
  const spaced = [...plain.normalize('NFC')]
    .map((c) => (ideographs.test(c) ? ` ${c} ` : (latin[c] ?? c)))
    .join('');
  return (spaced.match(/[\p{L}\p{N}]+/gu) ?? []).map(foldWord);
}

/** Catalogues use the same words over and over. */
const folded = new LRUCache<string, string>({ max: 20_000 });

function foldWord(word: string): string {
  const known = folded.get(word);
  if (known !== undefined) return known;
  const made = foldAnew(word);
  folded.set(word, made);
  return made;
}

function foldAnew(word: string): string {
  const letters = [...word].map((c) => cyrillic[c] ?? c).join('');
  // Only words of letters: a folded number would be another number.
  if (!/^[a-z]+$/.test(letters)) return letters;
  return spellings.reduce((folded, [from, to]) => folded.replace(from, to), letters);
}

/** Whether a folded word stands for one character of Chinese or Japanese. */
export function isIdeograph(word: string): boolean {
  return ideographs.test(word);
}

import { fold } from './fold.ts';
import { nameKey } from './name-key.ts';
import { stemsOf } from './stems.ts';

/** Marks in private-use characters, so that stems and name keys never meet a word that somebody typed. */
const stemMark = '\uE001';
const nameKeyMark = '\uE002';

/** A word of a text: where it stands (UTF-16 offsets) and the index terms it is found under. */
export interface Token {
  start: number;
  end: number;
  kind: 'word' | 'code' | 'cjk';
  /** The folded word itself, or the joined form of a code word (`cplusplus`, `modlsapi`). */
  term: string;
  stems: readonly string[];
  /** Words that a code word is made of; the pairs of a run of Chinese or Japanese characters. */
  parts: readonly string[];
}

const cjk = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u30FC';
const cjkRun = new RegExp(`[${cjk}]+`, 'uy');
const letter = `(?:(?![${cjk}])[\\p{L}\\p{N}\\p{M}])`;
/** `C++`, `C#`, `.NET`, `P.Haul`, `mod_lsapi`, `node.js`; a full stop between words of prose has a space after it. */
const word = new RegExp(`\\.?${letter}+(?:[._]${letter}+)*(?:\\+\\+|#)?`, 'uy');

/** Cuts a text into the words that search knows. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    const run = matchAt(cjkRun, text, position);
    const found = run ?? matchAt(word, text, position);
    if (found === null) {
      position += 1;
      continue;
    }
    const token = run === null ? wordToken(found, position) : cjkToken(found, position);
    if (token) tokens.push(token);
    position += found.length;
  }
  return tokens;
}

function matchAt(pattern: RegExp, text: string, position: number): string | null {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0] ?? null;
}

function wordToken(found: string, start: number): Token | null {
  const end = start + found.length;
  const folded = fold(found);
  const parts = folded.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const [first] = parts;
  if (first === undefined) return null;
  if (parts.length === 1 && folded === first)
    return { start, end, kind: 'word', term: first, stems: stemsOf(first), parts: [] };
  const term = folded
    .replace(/^\./, 'dot')
    .replaceAll('+', 'plus')
    .replaceAll('#', 'sharp')
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '');
  return { start, end, kind: 'code', term, stems: [], parts };
}

function cjkToken(found: string, start: number): Token {
  const folded = fold(found);
  const characters = [...folded];
  const pairs = characters.slice(1).map((second, index) => `${characters[index]}${second}`);
  return { start, end: start + found.length, kind: 'cjk', term: folded, stems: [], parts: pairs };
}

/** The index terms of a text, separated by spaces, for a full-text column. */
export function indexTerms(text: string): string {
  return tokenize(text).flatMap(termsOf).join(' ');
}

/** As `indexTerms`, with the keys under which other spellings of a name are found. */
export function nameIndexTerms(name: string): string {
  return tokenize(name)
    .flatMap((token) => {
      const key = token.kind === 'word' ? nameKey(token.term) : null;
      return key === null ? termsOf(token) : [...termsOf(token), markedNameKey(key)];
    })
    .join(' ');
}

function termsOf(token: Token): string[] {
  if (token.kind === 'cjk') return token.parts.length > 0 ? [...token.parts, ...token.term] : [token.term];
  const partStems = token.parts.flatMap(stemsOf);
  return [token.term, ...token.parts, ...[...token.stems, ...partStems].map(markedStem)];
}

export function markedStem(stem: string): string {
  return stemMark + stem;
}

export function markedNameKey(key: string): string {
  return nameKeyMark + key;
}

/** True of vocabulary terms that stand for a word as people write it. */
export function isPlainTerm(term: string): boolean {
  return !term.startsWith(stemMark) && !term.startsWith(nameKeyMark);
}

import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemRussian } from '@orama/stemmers/russian';
import { LRUCache } from 'lru-cache';

const known = new LRUCache<string, readonly string[]>({ max: 20_000 });

/**
 * Stems of a folded word by its script: English for Latin letters, Russian for Cyrillic ones, none for the rest.
 * Mostly one; two where Snowball's Russian takes a noun for a verb (память is памя to it, памяти памят).
 */
export function stemsOf(folded: string): readonly string[] {
  const cached = known.get(folded);
  if (cached) return cached;
  const stems = makeStems(folded);
  known.set(folded, stems);
  return stems;
}

function makeStems(word: string): readonly string[] {
  if (word.length < 3) return [];
  if (/^[a-z]+$/.test(word)) return [stemEnglish(word)];
  if (!/^[а-яіїєґў]+$/.test(word)) return [];
  const stems = new Set([stemFully(word)]);
  if (word.endsWith('ь')) stems.add(word.slice(0, -1));
  return [...stems];
}

/** Until nothing more falls off: family names in -ов lose it only in some cases otherwise. */
function stemFully(word: string): string {
  const stem = stemRussian(word);
  return stem === word || stem.length < 4 ? stem : stemFully(stem);
}

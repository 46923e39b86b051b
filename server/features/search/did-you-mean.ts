import { isPlainTerm, type Token } from '../catalogue/text/tokens.ts';
import { editDistance } from './edit-distance.ts';
import type { SearchStore } from './store.ts';

const maxWords = 8;
const maxCandidates = 20_000;

/**
 * A query with its unknown words replaced by the nearest known ones (one letter off, two in words of six and more); null
 * where nothing is near. The first letter is taken to be right, which keeps the search of the vocabulary short.
 */
export function didYouMean(store: SearchStore, text: string, query: readonly Token[]): string | null {
  let suggestion = text;
  let hasChanged = false;
  for (const token of query.slice(0, maxWords).toReversed()) {
    if (token.kind !== 'word' || token.term.length < 4 || store.isWord(token.term)) continue;
    const better = nearest(store, token.term);
    if (better === null) continue;
    suggestion = suggestion.slice(0, token.start) + better + suggestion.slice(token.end);
    hasChanged = true;
  }
  return hasChanged ? suggestion : null;
}

function nearest(store: SearchStore, word: string): string | null {
  const [first = ''] = word;
  const maxDistance = word.length >= 6 ? 2 : 1;
  let best: { term: string; distance: number; doc: number } | null = null;
  for (const { term, doc } of store.words(first, `${first}\u{10FFFF}`, maxCandidates)) {
    if (!isPlainTerm(term) || Math.abs(term.length - word.length) > maxDistance) continue;
    const distance = editDistance(word, term, maxDistance);
    if (distance > maxDistance) continue;
    const isBetter =
      best === null || distance < best.distance || (distance === best.distance && doc > best.doc);
    if (isBetter) best = { term, distance, doc };
  }
  return best?.term ?? null;
}

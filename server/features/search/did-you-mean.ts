import { isPlainTerm, type Token } from '../catalogue/text/tokens.ts';
import { editDistance } from './edit-distance.ts';
import type { SearchStore } from './store.ts';

const maxWords = 3;
/** Terms read of a range of the vocabulary, and those of them that are compared: what one word may cost. */
const maxRead = 8000;
const maxCompared = 2000;

/**
 * A query with its unknown words replaced by the nearest known ones (one letter off, two in words of six and more); null
 * where nothing is near. At most three words are looked at, from the end. The first letter is taken to be right, and the
 * second where that finds something: this keeps the search of the vocabulary short.
 */
export function didYouMean(store: SearchStore, text: string, query: readonly Token[]): string | null {
  let suggestion = text;
  let hasChanged = false;
  const isUnknown = ({ kind, term }: Token) => kind === 'word' && term.length >= 4 && !store.isWord(term);
  for (const token of query.filter(isUnknown).slice(-maxWords).toReversed()) {
    const better = nearest(store, token.term);
    if (better === null) continue;
    suggestion = suggestion.slice(0, token.start) + better + suggestion.slice(token.end);
    hasChanged = true;
  }
  return hasChanged ? suggestion : null;
}

function nearest(store: SearchStore, word: string): string | null {
  const letters = [...word];
  const maxDistance = letters.length >= 6 ? 2 : 1;
  for (const known of [2, 1]) {
    const prefix = letters.slice(0, known).join('');
    const candidates = store.words({
      from: prefix,
      to: `${prefix}\u{10FFFF}`,
      minLength: letters.length - maxDistance,
      maxLength: letters.length + maxDistance,
      maxRead,
      limit: maxCompared,
    });
    const term = nearestOf(candidates, word, maxDistance);
    if (term !== null) return term;
  }
  return null;
}

function nearestOf(
  candidates: readonly { term: string; doc: number }[],
  word: string,
  maxDistance: number,
): string | null {
  let best: { term: string; distance: number; doc: number } | null = null;
  for (const { term, doc } of candidates) {
    if (!isPlainTerm(term)) continue;
    const distance = editDistance(word, term, maxDistance);
    if (distance > maxDistance) continue;
    const isBetter =
      best === null || distance < best.distance || (distance === best.distance && doc > best.doc);
    if (isBetter) best = { term, distance, doc };
  }
  return best?.term ?? null;
}

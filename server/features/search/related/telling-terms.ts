import { markedStem, tokenize } from '../../catalogue/text/tokens.ts';

/** A term that few talks have, and how much sharing it says: 0 to 1. */
export interface TellingTerm {
  term: string;
  weight: number;
}

const abstractWeight = 0.35;
const longestAbstract = 4000;

/**
 * The rarest words of a talk, weighed by how few talks have them (inverse document frequency); those of the title weigh
 * most.
 * @param o.talksWith in how many talks a term stands
 * @param o.mostTalks a term of more talks tells nothing
 */
export function tellingTerms(
  texts: { titles: readonly string[]; abstracts: readonly string[] },
  o: { talkCount: number; talksWith: (term: string) => number; mostTalks: number; limit: number },
): TellingTerm[] {
  const weights = new Map<string, number>();
  const add = (text: string, factor: number) => {
    for (const term of termsOf(text)) if (!weights.has(term)) weights.set(term, factor);
  };
  for (const title of texts.titles) add(title, 1);
  for (const abstract of texts.abstracts) add(abstract.slice(0, longestAbstract), abstractWeight);
  const found: TellingTerm[] = [];
  for (const [term, factor] of weights) {
    const talks = o.talksWith(term);
    // A word of this talk alone leads nowhere.
    if (talks >= 2 && talks <= o.mostTalks) found.push({ term, weight: factor * rarity(talks, o.talkCount) });
  }
  return found.sort((a, b) => b.weight - a.weight).slice(0, o.limit);
}

/** How telling something is that so many of all have: 0 where all do, 1 where one does. */
export function rarity(have: number, all: number): number {
  return Math.max(0, Math.log((all + 1) / Math.max(1, have)) / Math.log(all + 1));
}

function termsOf(text: string): string[] {
  return tokenize(text).flatMap((token) => {
    if (token.kind === 'cjk') return [...token.parts];
    if (token.kind === 'code') return [token.term];
    const [stem] = token.stems;
    if (/^\d+$/.test(token.term)) return [];
    return [stem === undefined ? token.term : markedStem(stem)];
  });
}

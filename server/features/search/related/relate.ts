import type { RelatedStore, RelationRow } from './store.ts';
import { rarity, tellingTerms } from './telling-terms.ts';

const speakerWeight = 1.2;
const tagWeight = 1.2;
const mostTerms = 14;
/** What two words of an abstract come to. */
const leastScore = 0.4;
const mostOfASpeaker = 60;
/** How many a talk keeps: more than are shown, for those that cease to be public. */
const kept = 20;

/** Remembers in how many talks a term stands, for as long as many talks are gone through. */
export interface TermCounts {
  talkCount: number;
  talksWith: (term: string) => number;
}

/** Counts of terms as of now, each read once. */
export function termCounts(store: RelatedStore): TermCounts {
  const known = new Map<string, number>();
  return {
    talkCount: store.talkCount(),
    talksWith(term) {
      const before = known.get(term);
      if (before !== undefined) return before;
      const talks = store.talksWithTerm(term);
      known.set(term, talks);
      return talks;
    },
  };
}

/** Finds what goes with a talk: its speakers' other talks, shared tags, rare words in common. Only reads; some milliseconds. */
export function findRelated(store: RelatedStore, talkId: number, counts: TermCounts): RelationRow[] {
  const own = store.ownWords(talkId);
  return own === null ? [] : best(store, scores(store, talkId, own, counts));
}

/**
 * Writes what was found in place of the talk's pairs before. Called inside a transaction; less than a millisecond.
 * @returns whether anything changed
 */
export function writeRelated(store: RelatedStore, talkId: number, found: readonly RelationRow[]): boolean {
  const before = store.listOf(talkId);
  store.forget(talkId);
  for (const relation of found) {
    store.put(talkId, relation);
    store.trim(relation.relatedId, kept);
  }
  return JSON.stringify(before) !== JSON.stringify(store.listOf(talkId));
}

interface Score {
  score: number;
  sharesSpeaker: boolean;
  /** Words in common; one alone is chance where nothing else is shared. */
  words: number;
  sharesTag: boolean;
}

const nothing: Score = { score: 0, sharesSpeaker: false, words: 0, sharesTag: false };

function scores(
  store: RelatedStore,
  talkId: number,
  own: { titles: string; abstracts: string },
  { talkCount, talksWith }: TermCounts,
): Map<number, Score> {
  const scored = new Map<number, Score>();
  const add = (id: number, score: number, by: 'speaker' | 'tag' | 'word') => {
    const before = scored.get(id) ?? nothing;
    scored.set(id, {
      score: before.score + score,
      sharesSpeaker: before.sharesSpeaker || by === 'speaker',
      sharesTag: before.sharesTag || by === 'tag',
      words: before.words + Number(by === 'word'),
    });
  };
  const mostTalks = tellsUpTo(talkCount);
  for (const { id, shared } of store.ofSameSpeakers(talkId, mostOfASpeaker))
    add(id, speakerWeight * shared, 'speaker');
  for (const tag of store.tagsOf(talkId)) {
    if (tag.talks > mostTalks) continue;
    for (const id of store.withTag(tag.tag_id, mostTalks))
      add(id, tagWeight * rarity(tag.talks, talkCount), 'tag');
  }
  // Made by json_group_array of TEXT columns.
  const texts = {
    titles: JSON.parse(own.titles) as string[],
    abstracts: JSON.parse(own.abstracts) as string[],
  };
  for (const { term, weight } of tellingTerms(texts, { talkCount, talksWith, mostTalks, limit: mostTerms })) {
    const match = `{title abstract} : "${term.replaceAll('"', '""')}"`;
    for (const id of store.withTerm(match, mostTalks)) add(id, weight, 'word');
  }
  scored.delete(talkId);
  return scored;
}

/** What more than two in a hundred talks have says little; in a small library, what half of them have. */
function tellsUpTo(talkCount: number): number {
  return Math.round(Math.min(300, Math.max(talkCount * 0.02, Math.min(talkCount / 2, 20))));
}

function best(store: RelatedStore, scored: Map<number, Score>): RelationRow[] {
  const ranked = [...scored]
    .filter(([, is]) => is.score >= leastScore && (is.sharesSpeaker || is.sharesTag || is.words >= 2))
    .sort(([a, x], [b, y]) => y.score - x.score || a - b)
    .slice(0, kept * 2);
  const shown = new Set(store.publicOnes(ranked.map(([id]) => id)));
  return ranked
    .filter(([id]) => shown.has(id))
    .slice(0, kept)
    .map(([relatedId, { score, sharesSpeaker }]) => ({ relatedId, score, sharesSpeaker }));
}

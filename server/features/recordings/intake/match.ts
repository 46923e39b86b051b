import { foldWords } from './fold.ts';
import { coverWords, isNoise, phraseAt, weigh } from './match-words.ts';

/** What is known of a talk that a file may be a recording of. */
export interface MatchCandidate {
  talkId: number;
  guid: string;
  slug: string;
  conferenceSlug: string | null;
  /** In every language it has. */
  titles: readonly string[];
  /** One list of names a speaker, in every script. */
  speakers: ReadonlyArray<readonly string[]>;
  /** Slug, acronym and titles of the conference, room, track: words that a path may well hold besides. */
  context: readonly string[];
}

export type Match = { kind: 'sure'; talkId: number; note: string } | { kind: 'none'; note: string };

/** A candidate with its words folded: made once, looked at for every file. */
export interface FoldedCandidate {
  candidate: MatchCandidate;
  /** Titles and the slug. */
  phrases: ReadonlyArray<readonly string[]>;
  titles: ReadonlyArray<readonly string[]>;
  /** Of each speaker, the parts of each name. */
  speakers: ReadonlyArray<ReadonlyArray<readonly string[]>>;
  context: ReadonlySet<string>;
}

/** Folds all words of a candidate, which costs far more than looking at them. */
export function foldCandidate(candidate: MatchCandidate): FoldedCandidate {
  const titles = candidate.titles.map(foldWords);
  const partsOf = (name: string) => foldWords(name).filter((part) => part.length > 1 || /\p{L}/u.test(part));
  return {
    candidate,
    titles,
    phrases: [...titles, foldWords(candidate.slug)],
    speakers: candidate.speakers.map((names) => names.map(partsOf)),
    context: new Set(candidate.context.flatMap(foldWords)),
  };
}

interface Fit {
  candidate: MatchCandidate;
  score: number;
  reasons: string[];
}

/**
 * Finds the one talk that a file's relative path names. It is sure only when exactly one talk fits clearly and nothing
 * in the file's name is left that this talk does not explain; all else is left to a person.
 * @param path as given by people: folders and a file name, `/` between
 */
export function matchPath(path: string, candidates: readonly MatchCandidate[]): Match {
  const matcher = createMatcher(path);
  matcher.look(candidates.map(foldCandidate));
  return matcher.decide();
}

/** `matchPath` in parts, for catalogues so large that looking at all talks at once would hold up requests. */
export function createMatcher(path: string): {
  look(candidates: readonly FoldedCandidate[]): void;
  decide(): Match;
} {
  const segments = splitPath(path);
  const nameIndex = segments.findLastIndex((segment) => segment.words.some((word) => !isNoise(word)));
  const name = segments[nameIndex];
  const around = segments.filter((_, index) => index !== nameIndex).flatMap((segment) => segment.words);
  const fits: Fit[] = [];
  return {
    look(candidates) {
      if (name === undefined) return;
      for (const folded of candidates) {
        const found = tryCandidate({ folded, path, name: name.text, words: name.words, around });
        if (found !== null) fits.push(found);
      }
    },
    decide: () =>
      name === undefined
        ? { kind: 'none', note: 'Nothing in the name of the file says which talk it is.' }
        : decide(fits),
  };
}

function decide(fits: readonly Fit[]): Match {
  const [best, second] = fits.toSorted((a, b) => b.score - a.score);
  if (best === undefined) return { kind: 'none', note: 'No talk fits the name of the file clearly.' };
  if (second !== undefined && second.score >= best.score) {
    const tied = fits.filter((found) => found.score === best.score).map((found) => found.candidate.slug);
    return { kind: 'none', note: `More than one talk fits: ${tied.slice(0, 5).join(', ')}.` };
  }
  return { kind: 'sure', talkId: best.candidate.talkId, note: `Found by ${best.reasons.join(' and ')}.` };
}

function splitPath(path: string): Array<{ text: string; words: string[] }> {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.map((part, index) => {
    const text = index === parts.length - 1 ? part.replace(/\.[A-Za-z0-9]{2,5}$/, '') : part;
    return { text, words: foldWords(text) };
  });
}

function tryCandidate(o: {
  folded: FoldedCandidate;
  path: string;
  name: string;
  words: readonly string[];
  around: readonly string[];
}): Fit | null {
  const { words, around } = o;
  const { candidate, phrases, context } = o.folded;
  if (candidate.guid.length >= 16 && o.path.toLowerCase().includes(candidate.guid.toLowerCase())) {
    return { candidate, score: 100, reasons: ['its id in the path'] };
  }
  // Nearly every talk of a large catalogue ends here.
  if (!phrases.some((phrase) => phrase.some((word) => words.includes(word)))) return null;
  const speakers = o.folded.speakers.map((names) => bestSpeaker(names, words, around));
  const isNamed = speakers.some((found) => found.isFull);
  const isBilled = isNamed || speakers.some((found) => found.inName.size > 0);
  const isPlaced =
    around.some((word) => context.has(word) && !isNoise(word)) || words.some((word) => context.has(word));
  const evidence = findTitle(phrases, words) ?? (isNamed ? findPartOfTitle(o.folded.titles, words) : null);
  if (evidence === null) return null;
  if (!isBilled && !isPlaced && evidence.weight < 2) return null;
  const explained = new Set([...evidence.covered, ...speakers.flatMap((found) => [...found.inName])]);
  const isExplained = words.every(
    (word, index) => explained.has(index) || context.has(word) || isNoise(word, index),
  );
  if (!isExplained) return null;
  const slugEquals = o.name.toLowerCase() === candidate.slug ? 20 : 0;
  const score = slugEquals + evidence.score + (isNamed ? 8 : isBilled ? 4 : 0) + (isPlaced ? 2 : 0);
  const reasons = [slugEquals > 0 ? 'its slug' : evidence.reason];
  if (isBilled) reasons.push('speaker');
  if (isPlaced) reasons.push('conference');
  return { candidate, score, reasons };
}

interface TitleEvidence {
  covered: Set<number>;
  /** Two ordinary words or more are worth 2: enough by themselves. */
  weight: number;
  score: number;
  reason: string;
}

/** The slug or a whole title, its words in a row. */
function findTitle(
  phrases: ReadonlyArray<readonly string[]>,
  words: readonly string[],
): TitleEvidence | null {
  const found = phrases
    .map((phrase) => ({ phrase, at: phraseAt(phrase, words) }))
    .filter(({ at }) => at !== null)
    .sort((a, b) => b.phrase.length - a.phrase.length)[0];
  if (found?.at == null) return null;
  const { phrase, at } = found;
  const covered = new Set(phrase.map((_, index) => at + index));
  return { covered, weight: weigh(phrase), score: 20 + phrase.length, reason: 'its title' };
}

/** A good part of a title, in its order, as in a shortened name; only with the speaker's full name is that enough. */
function findPartOfTitle(
  titles: ReadonlyArray<readonly string[]>,
  words: readonly string[],
): TitleEvidence | null {
  const found = titles.map((title) => coverWords(title, words)).sort((a, b) => b.share - a.share)[0];
  if (found === undefined || found.share < 0.4 || found.weight < 2) return null;
  return {
    covered: found.covered,
    weight: found.weight,
    score: Math.round(found.share * 10),
    reason: 'part of its title',
  };
}

/** Where a speaker's words stand in the file's name, by the name of theirs that is found best. */
function bestSpeaker(
  names: ReadonlyArray<readonly string[]>,
  words: readonly string[],
  around: readonly string[],
) {
  const found = names.map((parts) => {
    const inName = new Set(words.flatMap((word, index) => (parts.includes(word) ? [index] : [])));
    const has = (part: string) => words.includes(part) || around.includes(part);
    const isFull = parts.length >= 2 && parts.every(has);
    // A single short part (an initial, one character of a Japanese name) says nothing.
    const family = parts.findLast((part) => part.length >= 4);
    return isFull || (family !== undefined && words.includes(family))
      ? { isFull, inName }
      : { isFull: false, inName: new Set<number>() };
  });
  const none = { isFull: false, inName: new Set<number>() };
  return found.reduce(
    (best, next) =>
      Number(next.isFull) * 100 + next.inName.size > Number(best.isFull) * 100 + best.inName.size
        ? next
        : best,
    none,
  );
}

import { joined, runOf } from './atoms.ts';
import { type Cover, coverOf, coverOfRun } from './cover.ts';
import { isIdOfOther, type NamedId, ownId, placesOfId } from './event-ids.ts';
import type { FoldedTalk, MatchIndex, Phrase } from './match-index.ts';
import { fitPlace, type PathPlaces, type PlaceFit } from './places.ts';
import { substance } from './plain-words.ts';
import type { Reason } from './reasons.ts';

/** A talk compared with a file. */
export interface Fit {
  talk: FoldedTalk;
  /** About 0-100, for the order of what is offered. */
  score: number;
  reasons: Reason[];
  /** What is known is enough by itself, if no other talk comes near. */
  isEnough: boolean;
}

/** What two phrases and a name have in common, weighed. */
interface PhraseFit {
  phrase: Phrase;
  cover: Cover;
  /** Share of the phrase's weight that is in the name. */
  share: number;
  /** The phrase stands in the name, word for word in a row. */
  isWhole: boolean;
}

/** Compares one talk with what a path says; `durationMs` is the length of the file where it is known. */
export function scoreTalk(
  talk: FoldedTalk,
  places: PathPlaces,
  o: { index: MatchIndex; durationMs: number | null },
): Fit {
  const { index } = o;
  const { name, path } = places.clues;
  const place = fitPlace(talk, places, index);
  const { candidate } = talk;
  if (candidate.guid.length >= 16 && path.toLowerCase().includes(candidate.guid.toLowerCase()))
    return { talk, score: 100, reasons: [{ kind: 'id' }], isEnough: true };

  const words = name.map(({ word }) => word);
  const id = ownId(talk, places.clues.ids, index);
  const inName = id === null ? place.inName : new Set([...place.inName, ...placesOfId(talk, id, words)]);
  const bare = [
    joined(words),
    joined(name.flatMap(({ word, isNoise }) => (isNoise ? [] : [word]))),
    joined(name.flatMap(({ word, isNoise }, at) => (isNoise || inName.has(at) ? [] : [word]))),
  ];
  const fits = talk.phrases.map((phrase) => fitPhrase(phrase, places.clues, index));
  // What names the conference is no speaker, though the conference may be billed as one.
  const ownWords = words.map((word, at) => (inName.has(at) ? '' : word));
  const around = places.clues.folders.flat();
  const speakers = talk.speakers.map((names) => bestSpeaker(names, ownWords, around));
  const named = speakers.findIndex(({ isFull }) => isFull);
  const billed = speakers.findIndex(({ inName }) => inName.size > 0);
  const best = fits.filter(({ phrase }) => phrase.kind !== 'subtitle').toSorted(byValue)[0];
  const slug = fits.find(({ phrase, isWhole }) => phrase.kind === 'slug' && isWhole);

  const ofTalk = new Set<number>();
  for (const { cover } of fits) for (const at of cover.inName) ofTalk.add(at);
  for (const { inName } of speakers) for (const at of inName) ofTalk.add(at);
  const rest = name.flatMap(({ word, isNoise }, at) =>
    ofTalk.has(at) || inName.has(at) || isNoise ? [] : [word],
  );
  const explained = shareExplained(name, ofTalk, inName, index);

  const share = best?.share ?? 0;
  const speakerPoints = named >= 0 ? 15 : billed >= 0 ? 8 : 0;
  const isWhole = best?.isWhole === true && (best.phrase.kind === 'title' || best.phrase.kind === 'slug');
  const value = 25 * share + 35 * explained + (isWhole ? 15 : best?.isWhole ? 8 : 0);
  const isWholeName = fits.some(
    ({ phrase: { kind, compact } }) => (kind === 'slug' || kind === 'title') && bare.includes(compact),
  );
  const isBare = bare[2] === '';
  const score =
    value + place.score + speakerPoints + (isWholeName ? 10 : 0) + (id === null ? 0 : isBare ? 60 : 30);

  const reasons: Reason[] = [];
  if (id !== null) reasons.push({ kind: 'eventId', text: id.id });
  const said = whatOf({ slug, best, fits });
  if (said !== null) reasons.push(said);
  const speaker = named >= 0 ? named : billed;
  if (speaker >= 0) reasons.push({ kind: 'speaker', text: candidate.speakers[speaker]?.[0] ?? '' });
  reasons.push(...place.reasons);
  const length = lengthDiffers(candidate.durationMs, o.durationMs);
  if (length !== null) reasons.push({ kind: 'length', minutes: length.minutes });
  if (rest.length > 0 && reasons.length > 0) reasons.push({ kind: 'unexplained', text: rest.join(' ') });

  // In a shortened title, `audio` may be what tells it from another talk.
  const isLoose = name.some(
    ({ word, isNoise }, at) =>
      isNoise && !ofTalk.has(at) && !inName.has(at) && /\p{L}/u.test(word) && index.count(word) > 0,
  );
  const isEnough =
    rest.length === 0 &&
    !isIdOfOther(talk, id, places.clues.ids, index) &&
    !(length?.isFarTooLong ?? false) &&
    (isSaidById({ talk, id, place, best, isBare }) ||
      isEvidence({
        best,
        slug,
        place,
        isNamed: named >= 0,
        isBilled: billed >= 0,
        name: words,
        isLoose,
        isWholeName: isWholeName || (best !== undefined && bare.includes(best.phrase.compact)),
        placeWords: talk.placeWords,
        isOnly: (word) => index.count(word) === 1,
      }));
  return { talk, score, reasons, isEnough };
}

/** Whether the id says it: nothing else is in the name, or a good part of the title is too. */
function isSaidById(o: {
  talk: FoldedTalk;
  id: NamedId | null;
  place: PlaceFit;
  best: PhraseFit | undefined;
  /** Nothing but places, the id and noise is in the name. */
  isBare: boolean;
}): boolean {
  const { talk, id, place, best } = o;
  if (id === null || !place.isInConference || place.isContradicted) return false;
  if (o.isBare) return talk.conference.includes(id.before);
  return best !== undefined && best.share >= 0.4 && best.phrase.kind !== 'initials';
}

/** What of a talk is in the name, told by whichever of slug and title says most. */
function whatOf(o: {
  slug: PhraseFit | undefined;
  best: PhraseFit | undefined;
  fits: readonly PhraseFit[];
}): Reason | null {
  const { slug, best } = o;
  const title = o.fits
    .filter(({ phrase }) => phrase.kind === 'title')
    .toSorted((a, b) => b.cover.inPhrase.size - a.cover.inPhrase.size)[0];
  if (title?.isWhole) return { kind: 'title' };
  if (slug !== undefined && slug.phrase.words.length >= (title?.cover.inPhrase.size ?? 0))
    return { kind: 'slug', text: slug.phrase.words.join('-') };
  if (best?.isWhole && (best.phrase.kind === 'head' || best.phrase.kind === 'initials'))
    return { kind: 'titleStart', text: best.phrase.words.join(' ') };
  const shown = title !== undefined && title.cover.inPhrase.size > 0 ? title : best;
  if (shown === undefined || shown.cover.inPhrase.size === 0) return null;
  return { kind: 'titleWords', found: shown.cover.inPhrase.size, of: shown.phrase.words.length };
}

/** Whether that alone, where nothing in the name is left unexplained, says which talk it is. */
function isEvidence(o: {
  best: PhraseFit | undefined;
  slug: PhraseFit | undefined;
  place: PlaceFit;
  isNamed: boolean;
  isBilled: boolean;
  name: readonly string[];
  isLoose: boolean;
  isWholeName: boolean;
  placeWords: ReadonlySet<string>;
  /** No other talk has that word. */
  isOnly: (word: string) => boolean;
}): boolean {
  const { best, slug, place, isNamed, isBilled, isLoose, placeWords } = o;
  const isSupported = place.isPlaced || isNamed || isBilled;
  if (place.isSlot && !place.isContradicted) return true;
  // The whole name is the slug: whatever else the path says, nobody writes that by chance.
  if (slug !== undefined && slug.phrase.compact === joined(o.name)) {
    const told = substance(slug.phrase.words);
    if (told >= 2 && (slug.phrase.words.length >= 2 || !place.isContradicted)) return true;
    if (place.isInConference && !place.isContradicted) return true;
  }
  if (best === undefined || best.phrase.kind === 'initials') return false;
  const found = best.phrase.words.filter((_, at) => best.cover.inPhrase.has(at));
  const told = substance(found);
  if (place.isContradicted)
    return best.isWhole && best.phrase.kind === 'title' && told >= 4 && !place.isElsewhere;
  // One word is a title of its own only where nothing else is said.
  if (best.phrase.words.length === 1 && !o.isWholeName && !isNamed && !isBilled) return false;
  const isAll = best.isWhole || (best.share >= 0.999 && best.cover.almost <= 1);
  if (isAll && best.phrase.kind !== 'head')
    return told >= 2 || isSupported || (place.isInConference && (told >= 0.5 || best.isWhole));
  if (isLoose) return false;
  if (isAll) return place.isPlaced ? told >= 0.5 : isNamed || (told >= 2 && place.isInConference);
  if (isNamed) return best.share >= 0.4 && told >= 2;
  // `Metasploit` of `Metasploit Framework`, where nobody else speaks of it.
  const isStart = found.length > 0 && found.every((word, at) => best.phrase.words[at] === word);
  if (isStart && best.phrase.kind === 'title' && place.isInConference && best.share >= 0.5)
    if (found.some((word) => word.length >= 5 && substance([word]) >= 1 && o.isOnly(word))) return true;
  const own = found.filter((word) => substance([word]) >= 1 && !placeWords.has(word));
  return place.isPlaced && best.share >= 0.5 && own.length >= 2;
}

function fitPhrase(phrase: Phrase, clues: PathPlaces['clues'], index: MatchIndex): PhraseFit {
  const run = runOf(
    phrase.compact,
    clues.name.map(({ word }) => word),
  );
  const cover = run === null ? coverOf(phrase.words, clues) : coverOfRun(phrase.words, run);
  let all = 0;
  let found = 0;
  for (const [at, word] of phrase.words.entries()) {
    const weight = index.weight(word);
    all += weight;
    if (cover.inPhrase.has(at)) found += weight;
  }
  return { phrase, cover, share: all === 0 ? 0 : found / all, isWhole: run !== null };
}

function byValue(a: PhraseFit, b: PhraseFit): number {
  const value = (fit: PhraseFit) =>
    fit.share * 10 +
    (fit.isWhole ? 10 + joined(fit.phrase.words).length / 100 : 0) -
    (fit.phrase.kind === 'head' ? 5 : fit.phrase.kind === 'initials' ? 8 : 0);
  return value(b) - value(a);
}

/** What share of the weight of a file's name a talk explains; noise and places count for nothing unless the talk has them. */
function shareExplained(
  name: PathPlaces['clues']['name'],
  ofTalk: ReadonlySet<number>,
  inName: ReadonlySet<number>,
  index: MatchIndex,
): number {
  let all = 0;
  let explained = 0;
  for (const [at, { word, isNoise }] of name.entries()) {
    const isOfTalk = ofTalk.has(at);
    if (!isOfTalk && (isNoise || inName.has(at))) continue;
    const weight = index.weight(word);
    all += weight;
    if (isOfTalk) explained += weight;
  }
  return all === 0 ? 0 : explained / all;
}

/** Where a speaker's words stand in the file's name, by the name of theirs that is found best. */
function bestSpeaker(
  names: ReadonlyArray<readonly string[]>,
  words: readonly string[],
  around: readonly string[],
): { isFull: boolean; inName: ReadonlySet<number> } {
  let best: { isFull: boolean; inName: ReadonlySet<number> } = { isFull: false, inName: new Set() };
  for (const parts of names) {
    const has = (part: string) => words.includes(part) || around.includes(part);
    const isFull = parts.length >= 2 && parts.every(has);
    // A single short part (an initial, one character of a Japanese name) says nothing.
    const family = parts.findLast((part) => part.length >= 4);
    if (!isFull && (family === undefined || !words.includes(family))) continue;
    const inName = new Set(words.flatMap((word, at) => (parts.includes(word) ? [at] : [])));
    if (Number(isFull) * 100 + inName.size > Number(best.isFull) * 100 + best.inName.size)
      best = { isFull, inName };
  }
  return best;
}

/** By how many minutes a file's length differs from its slot's, where that is worth a word. */
function lengthDiffers(slotMs: number | null, fileMs: number | null) {
  if (slotMs === null || fileMs === null) return null;
  const minutes = Math.round(Math.abs(fileMs - slotMs) / 60_000);
  if (minutes < Math.max(5, slotMs / 60_000 / 4)) return null;
  return { minutes, isFarTooLong: fileMs > 1.75 * slotMs + 20 * 60_000 };
}

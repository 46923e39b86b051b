import { foldWords, isIdeograph } from './fold.ts';

/** Words that cameras, editors and downloaders put into file names. */
const technical = new Set(
  `video audio recording record rec final finished master edit edited cut export exported render rendered draft copy new
   hd fhd uhd sd full fullhd h264 h265 x264 x265 hevc av1 vp9 aac mp3 mp4 mkv webm mov camera cam cam1 cam2 dslr gopro
   obs stream live livestream talk talks slides stage room hall day part1of1 export1 version web youtube vimeo low high
   quality hq lq sample raw original proxy fixed remux converted zapis doklad itog itogovii`.match(/\S+/g) ??
    [],
);
const foldedTechnical = new Set([...technical].flatMap(foldWords));

/** Words that many talks carry: a title of nothing else needs a speaker or a conference beside it. */
const generic = new Set(
  `opening closing keynote welcome remarks session ceremony lightning talk talks panel discussion q a introduction intro
   workshop break and the of to in for on an day main note first second last plenary greeting words speech wrap up
   otkritie zakritie priviet vstuplienie privietstvie doklad diskussiia`
    .match(/\S+/g)
    ?.flatMap(foldWords) ?? [],
);

/**
 * Whether a word of a file name says nothing about which talk it is: technical words, years, sizes such as 1080p,
 * dates, identifiers with digits, and a running number where it is the first word.
 * @param index its place in the name; without it, numbers count as noise anywhere
 */
export function isNoise(word: string, index = 0): boolean {
  if (foldedTechnical.has(word)) return true;
  if (/^\d+$/.test(word)) return index === 0 || /^(19|20)\d\d$/.test(word) || word.length >= 6;
  return (
    /^\d{3,4}[pi]\d*$/.test(word) ||
    /^\d+(fps|kbps|mbps|k|st|nd|rd|th)$/.test(word) ||
    /^[a-z]{2,5}\d{3,}$/.test(word)
  );
}

/** Where all words of a phrase stand in a row; null where they do not. */
export function phraseAt(phrase: readonly string[], words: readonly string[]): number | null {
  if (phrase.length === 0) return null;
  for (let at = 0; at + phrase.length <= words.length; at++) {
    if (phrase.every((word, index) => words[at + index] === word)) return at;
  }
  return null;
}

/** How much a phrase tells: ordinary words 1, characters of Chinese or Japanese a half, generic words and numbers 0. */
export function weigh(phrase: readonly string[]): number {
  return phrase.reduce((sum, word) => sum + weightOf(word), 0);
}

function weightOf(word: string): number {
  if (isIdeograph(word)) return 0.5;
  if (generic.has(word) || foldedTechnical.has(word) || /^\d+$/.test(word)) return 0;
  return word.length >= 9 ? 2 : word.length >= 3 ? 1 : 0.5;
}

/** Which words of a title stand in a name, in the title's order, and what share of the title's weight that is. */
export function coverWords(title: readonly string[], words: readonly string[]) {
  const covered = new Set<number>();
  let from = 0;
  let weight = 0;
  for (const word of title) {
    const at = words.indexOf(word, from);
    if (at < 0) continue;
    covered.add(at);
    from = at + 1;
    weight += weightOf(word);
  }
  const total = weigh(title);
  return { covered, weight, share: total === 0 ? 0 : weight / total };
}

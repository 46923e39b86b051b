import { foldWords, isIdeograph } from '../../intake/fold.ts';

const words = (text: string) => new Set((text.match(/\S+/g) ?? []).flatMap(foldWords));

/** Words that cameras, editors and downloaders put into file names. */
const technical = words(
  `video audio recording record rec final finished master edit edited cut export exported render rendered draft copy new
   hd fhd uhd sd full fullhd h264 h265 x264 x265 hevc av1 vp9 aac mp3 mp4 mkv webm mov camera cam cam1 cam2 dslr gopro
   obs stream live livestream talk talks slides stage room hall day web youtube vimeo low high quality hq lq sample raw
   original proxy fixed remux converted opus ogg theora zapis doklad itog itogovii`,
);

/** Words that many talks carry: a title of nothing else needs something beside it. */
const generic = words(
  `opening closing keynote welcome remarks session ceremony lightning talk talks panel discussion q a introduction intro
   workshop break note main plenary greeting greetings speech wrap up lunch coffee devroom track miniconf
   otkritie zakritie priviet vstuplienie privietstvie doklad diskussiia`,
);

/** Words that say next to nothing in any title. */
const stop = words(
  `the of to in for on an and or with your you we our how what why is are be by from at it its this that as not do can
   i my der die das und le la les de des et un une el los las y na v i o s k iz po dlia kak`,
);

/** Languages as they are marked in names of files. */
const languages = /^(eng?|deu|ger|de|fra|fr|rus|ru|jpn|ja|spa|es|ita|it|por|pt|nld|nl|pol|pl)$/;

/**
 * Whether a run of letters and digits says nothing about which talk it is: technical words, years, sizes such as 1080p,
 * dates, identifiers of cameras, and a running number where it is the first.
 */
export function isNoise(token: string, place: number): boolean {
  const word = token.toLowerCase();
  if (technical.has(foldWords(word)[0] ?? '')) return true;
  if (/^\d+$/.test(word)) return place === 0 || /^(19|20)\d\d$/.test(word) || word.length >= 6;
  return (
    /^\d{3,4}[pi]\d*$/.test(word) ||
    /^\d+(fps|kbps|mbps|k|st|nd|rd|th)$/.test(word) ||
    /^(img|gopr|dsc[nf]?|mvi|vid|mov|clip|c)\d{3,}$/.test(word) ||
    /^(x|h|vp|av)\d{1,3}$/.test(word) ||
    languages.test(word)
  );
}

/** What share of its rarity a word counts for: generic words and numbers tell little, however rare they are. */
export function telling(word: string): number {
  if (stop.has(word)) return 0.1;
  if (generic.has(word) || technical.has(word)) return 0.2;
  if (/^\d+$/.test(word)) return 0.5;
  if (isIdeograph(word)) return 0.5;
  return word.length <= 1 ? 0.3 : 1;
}

/** How many ordinary words a phrase is worth: long ones two, characters of Chinese or Japanese a half, others nothing. */
export function substance(phrase: readonly string[]): number {
  return phrase.reduce((sum, word) => {
    if (isIdeograph(word)) return sum + 0.5;
    if (telling(word) < 1) return sum;
    return sum + (word.length >= 9 ? 2 : word.length >= 3 ? 1 : 0.5);
  }, 0);
}

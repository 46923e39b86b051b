import { atomsOf, joined } from './atoms.ts';
import type { MatchCandidate, MatchConference } from './match-candidate.ts';
import { telling } from './plain-words.ts';

/** A row of words by which a talk is known. */
export interface Phrase {
  kind: 'slug' | 'title' | 'head' | 'initials' | 'subtitle';
  words: readonly string[];
  compact: string;
}

/** A talk with its words folded: made once, looked at for every file. */
export interface FoldedTalk {
  candidate: MatchCandidate;
  phrases: readonly Phrase[];
  /** Of each speaker, the parts of each name. */
  speakers: ReadonlyArray<ReadonlyArray<readonly string[]>>;
  /** How a path may name the room: with and without what stands in brackets. */
  rooms: readonly string[];
  tracks: readonly string[];
  conference: readonly string[];
  /** Its numbers in the programmes it came from. */
  eventIds: readonly string[];
  /** Words of room, track and conference: in a shortened title they tell nothing more. */
  placeWords: ReadonlySet<string>;
}

/** Talks among which a file's is looked for, with what is common and what is rare among them. */
export interface MatchIndex {
  talks: readonly FoldedTalk[];
  /** Places in `talks` by a word of theirs. */
  byWord: ReadonlyMap<string, readonly number[]>;
  /** Places in `talks` by a guid that is long enough to be one, in lower case. */
  byGuid: ReadonlyMap<string, number>;
  /** Places in `talks` by a number in the programme they came from. */
  byEventId: ReadonlyMap<string, readonly number[]>;
  /** Places in `talks` by a room's name. */
  byRoom: ReadonlyMap<string, readonly number[]>;
  /** Places in `talks` by a track's name. */
  byTrack: ReadonlyMap<string, readonly number[]>;
  /** Of every conference, its days in order. */
  days: ReadonlyMap<number, readonly string[]>;
  /** Conferences by their names. */
  conferences: ReadonlyMap<string, ReadonlySet<number>>;
  /** All talks are of one conference: nothing in the path needs to say which. */
  isOneConference: boolean;
  /** How much a word tells, 0-1: its rarity among the talks, and next to nothing for words that tell nothing. */
  weight(word: string): number;
  /** How many talks have a word in title, subtitle or slug. */
  count(word: string): number;
}

/** Folds all words of a candidate, which costs far more than looking at them. */
export function foldTalk(candidate: MatchCandidate): FoldedTalk {
  const slugs = [candidate.slug, ...candidate.aliases].filter((slug) => /\p{L}/u.test(slug));
  const phrases: Phrase[] = [];
  const add = (kind: Phrase['kind'], text: string) => {
    const words = atomsOf(text);
    const compact = joined(words);
    const isKnown = phrases.some((other) => other.words.join(' ') === words.join(' '));
    if (compact !== '' && !isKnown) phrases.push({ kind, words, compact });
  };
  for (const title of candidate.titles) add('title', title);
  for (const slug of slugs) for (const form of slugForms(slug, candidate)) add('slug', form);
  for (const title of candidate.titles) {
    const head = headOf(title);
    if (head !== null) add(head.kind, head.text);
    const initials = initialsOf(title);
    if (initials.length >= 4) phrases.push({ kind: 'initials', words: [initials], compact: initials });
  }
  for (const subtitle of candidate.subtitles) add('subtitle', subtitle);
  const { conference } = candidate;
  return {
    candidate,
    phrases,
    speakers: candidate.speakers.map((names) =>
      names.map((name) => atomsOf(name).filter((part) => part.length > 1 || /\p{L}/u.test(part))),
    ),
    rooms: placeNames(candidate.room),
    tracks: placeNames(candidate.track),
    conference:
      conference === null
        ? []
        : distinct([conference.slug, ...conference.names].map((name) => joined(atomsOf(name)))),
    eventIds: eventIdsOf(candidate.aliases),
    placeWords: new Set(
      [candidate.room, candidate.track, ...(conference?.names ?? [])].flatMap((name) => atomsOf(name ?? '')),
    ),
  };
}

/** A slug as it is, without the number that tells it from an equal one, and without its conference in front. */
function slugForms(slug: string, { conference }: MatchCandidate): string[] {
  const plain = slug.replace(/-\d$/, '');
  const names = conference === null ? [] : [conference.slug, ...conference.names];
  const cut = names
    .map((name) => `${name.toLowerCase()}-`)
    .filter((prefix) => plain.startsWith(prefix))
    .map((prefix) => plain.slice(prefix.length));
  return [slug, plain, ...cut].filter((form) => form !== '');
}

/** What stands before the first mark that parts a title (`Ganeti` of `Ganeti: how we did it`), or after `Keynote:`. */
function headOf(title: string): { kind: 'head' | 'title'; text: string } | null {
  const parts = title.split(/\s*[:–—|]\s+|\s+-+\s+|,\s+|\s*[([]/u).map((part) => part.trim());
  const [first = '', second = ''] = parts;
  if (parts.length < 2) return null;
  const isMark = atomsOf(first).every((word) => telling(word) < 1);
  return isMark ? { kind: 'title', text: second } : { kind: 'head', text: first };
}

/** `sdwb` of `The Self-Describing Wishbone Bus`. */
function initialsOf(title: string): string {
  const words = atomsOf(title).filter((word) => telling(word) > 0.1);
  return words.length > 8 ? '' : words.map(([first]) => first).join('');
}

/** `UD2.208 (Decroly)` is UD2.208 and Decroly as well; `Ada Devroom` is Ada. */
function placeNames(place: string | null): string[] {
  if (place === null) return [];
  const forms = [
    place,
    ...place.split(/[()[\]]/),
    place.replace(/\s+(devroom|track|room|stage|hall|saal)$/i, ''),
  ];
  return distinct(forms.map((form) => joined(atomsOf(form)))).filter((name) => name.length >= 2);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}

/** Puts folded talks together, in slices by whoever holds the iterator: `index()` is cheap once all are added. */
export function createIndexBuilder() {
  const talks: FoldedTalk[] = [];
  const byWord = new Map<string, number[]>();
  const byGuid = new Map<string, number>();
  const byEventId = new Map<string, number[]>();
  const byRoom = new Map<string, number[]>();
  const byTrack = new Map<string, number[]>();
  const titleCount = new Map<string, number>();
  const days = new Map<number, Set<string>>();
  const conferences = new Map<string, Set<number>>();
  const ids = new Set<number | null>();

  const put = <K, V>(map: Map<K, V[]>, key: K, value: V) => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [value]);
    else if (list.at(-1) !== value) list.push(value);
  };
  const note = (conference: MatchConference | null, names: readonly string[], day: string | null) => {
    ids.add(conference?.id ?? null);
    if (conference === null) return;
    for (const name of names)
      if (name.length >= 3) conferences.set(name, (conferences.get(name) ?? new Set()).add(conference.id));
    if (day !== null) days.set(conference.id, (days.get(conference.id) ?? new Set()).add(day));
  };
  return {
    add(talk: FoldedTalk): void {
      const place = talks.push(talk) - 1;
      const { candidate } = talk;
      const words = new Set(
        talk.phrases.flatMap((phrase) => (phrase.kind === 'initials' ? [] : [...phrase.words])),
      );
      for (const word of words) titleCount.set(word, (titleCount.get(word) ?? 0) + 1);
      for (const word of new Set([
        ...words,
        ...joinsOf(talk),
        ...talk.phrases.map(({ compact }) => compact),
        ...talk.speakers.flat(2),
      ]))
        put(byWord, word, place);
      if (candidate.guid.length >= 16) byGuid.set(candidate.guid.toLowerCase(), place);
      for (const id of talk.eventIds) put(byEventId, id, place);
      for (const room of talk.rooms) put(byRoom, room, place);
      for (const track of talk.tracks) put(byTrack, track, place);
      note(candidate.conference, talk.conference, candidate.day);
    },
    index(): MatchIndex {
      // A handful of talks says nothing about what is rare.
      const total = Math.max(talks.length, 50);
      const most = Math.log((total + 1) / 1);
      return {
        talks,
        byWord,
        byGuid,
        byEventId,
        byRoom,
        byTrack,
        conferences,
        days: new Map([...days].map(([id, all]) => [id, [...all].sort()])),
        count: (word) => titleCount.get(word) ?? 0,
        isOneConference: ids.size === 1 && !ids.has(null),
        weight(word) {
          const count = titleCount.get(word) ?? 0;
          return (telling(word) * Math.log((total + 1) / (Math.min(count, total) + 0.5 ** count))) / most;
        },
      };
    },
  };
}

/** Neighbouring words written as one: `xorg` of `X.org`. */
function joinsOf(talk: FoldedTalk): string[] {
  return talk.phrases.flatMap(({ words }) =>
    words.flatMap((word, at) => {
      const two = words[at + 1] === undefined ? [] : [word + words[at + 1]];
      return words[at + 2] === undefined ? two : [...two, two[0] + (words[at + 2] ?? '')];
    }),
  );
}

/** The ids of a talk in the programmes it came from, where they are numbers. */
function eventIdsOf(aliases: readonly string[]): string[] {
  return aliases.filter((alias) => /^[1-9]\d{0,8}$/.test(alias));
}

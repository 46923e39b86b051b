import { atomsOf, joined, runOf } from './atoms.ts';
import type { FoldedTalk, MatchIndex } from './match-index.ts';

/** A number in a file's name that may be an event's id in the programme: `1234` of `38c3-1234-eng-Title_hd.mp4`. */
export interface NamedId {
  id: string;
  /** What stands before it, written as one: the conference, where it is one. */
  before: string;
  /** Languages in three letters follow it, as recording crews write them. */
  isMarked: boolean;
}

const language = /^(ara|ces|deu|eng|fra|ger|gre|hun|ita|jpn|nld|pol|por|rus|spa|swe|tur|ukr|zho|und|gsw)$/i;
/** The name of a conference has at most so many parts. */
const mostBefore = 4;

/** Finds the numbers of a file's name, without its ending, that have something before them and stand alone. */
export function namedIds(fileName: string): NamedId[] {
  const parts = fileName.split(/[-_ ]+/);
  return parts.slice(0, mostBefore + 1).flatMap((part, at) => {
    if (at === 0 || !/^[1-9]\d{0,8}$/.test(part)) return [];
    const isMarked = language.test(parts[at + 1] ?? '');
    if (/^(19|20)\d\d$/.test(part) && !isMarked) return [];
    return [{ id: part, before: joined(atomsOf(parts.slice(0, at).join(' '))), isMarked }];
  });
}

/** The id in a file's name that is the talk's: after the name of its conference, or, marked, after any where there is no other. */
export function ownId(
  talk: FoldedTalk,
  ids: readonly NamedId[],
  o: { isOneConference: boolean },
): NamedId | null {
  const isOfConference = ({ before, isMarked }: NamedId) =>
    talk.conference.includes(before) || (isMarked && o.isOneConference);
  return ids.find((named) => talk.eventIds.includes(named.id) && isOfConference(named)) ?? null;
}

/** Whether the name gives the id of another talk of the same conference instead. */
export function isIdOfOther(
  talk: FoldedTalk,
  own: NamedId | null,
  ids: readonly NamedId[],
  index: Pick<MatchIndex, 'talks' | 'byEventId'>,
): boolean {
  return ids.some((named) =>
    (own === null ? (index.byEventId.get(named.id) ?? []) : []).some((place) => {
      const other = index.talks[place];
      const isSame = other?.candidate.conference?.id === talk.candidate.conference?.id;
      return isSame && other?.conference.includes(named.before);
    }),
  );
}

/** Places of the words that are an id in a name, and of what stands before it where that is the talk's conference. */
export function placesOfId(talk: FoldedTalk, { before, id }: NamedId, words: readonly string[]): number[] {
  const run = runOf(before + id, words);
  if (run === null) return [];
  const from = talk.conference.includes(before) ? run.from : run.to - 1;
  return Array.from({ length: run.to - from }, (_, at) => from + at);
}

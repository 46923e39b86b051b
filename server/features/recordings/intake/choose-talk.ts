import type { MatchResult } from '../matching/score/find-match.ts';
import { findMatch } from '../matching/score/find-match.ts';
import { reasonsInWords } from '../matching/score/reasons.ts';
import type { TalkIndexes } from '../matching/talk-indexes.ts';
import type { TalkDirectory, TalkRef } from '../talk-directory.ts';

/** What is known of a file that wants a talk. */
export interface TalkClues {
  /** Relative, `/` between: what matching reads. */
  path: string;
  /** Given by a person. */
  talk?: TalkRef | undefined;
  /** Given by a person: only talks of this conference are looked at. */
  conferenceSlug?: string | undefined;
  /** The same, by its number; without a talk the recording stays unmatched there. */
  conferenceId?: number | null;
  /** Makes a draft talk of its name when none fits, unless its conference is known by number. */
  makesDraft?: boolean;
}

export interface Assignment {
  talk: TalkRef | null;
  /** How the talk was found, in words. */
  note: string;
  isSure: boolean;
  /** What was found among the talks; null where the talk was given or made. */
  match: MatchResult | null;
}

/** Gives the talk of an arrival: given, else found by its path and length; null when a draft is to be made for it. */
export type ChooseTalk = (arrival: TalkClues & { durationMs: number | null }) => Promise<Assignment | null>;

/** Chooses among the talks of the catalogue. */
export function createTalkChooser(o: {
  talks: Pick<TalkDirectory, 'talkById' | 'conferenceId'>;
  indexes: TalkIndexes;
}): ChooseTalk {
  const { talks, indexes } = o;
  return async (arrival) => {
    if (arrival.talk !== undefined)
      return { talk: arrival.talk, note: 'The talk was given by hand.', isSure: true, match: null };
    const { conferenceSlug, conferenceId = null, path, durationMs } = arrival;
    const scope = conferenceId ?? (conferenceSlug === undefined ? null : talks.conferenceId(conferenceSlug));
    const match = findMatch(await indexes(scope), { path, durationMs });
    const [best] = match.best;
    const talk = match.kind === 'sure' && best !== undefined ? talks.talkById(best.talkId) : null;
    if (talk !== null && best !== undefined)
      return {
        talk,
        note: `Found by its path: ${lowerFirst(reasonsInWords(best.reasons))}`,
        isSure: true,
        match,
      };
    if (arrival.makesDraft && conferenceId === null) return null;
    return { talk: null, note: whyNone(match, (id) => talks.talkById(id)?.slug ?? ''), isSure: false, match };
  };
}

function whyNone(match: MatchResult, slugOf: (talkId: number) => string): string {
  if (match.roomLong !== null)
    return match.roomLong.room === null
      ? 'It is far longer than a talk: cut it into talks.'
      : `It looks like a whole day of the room ${match.roomLong.room}: cut it into talks.`;
  const slugs = match.best.map(({ talkId }) => slugOf(talkId));
  return slugs.length === 0
    ? 'No talk fits the name of the file clearly.'
    : `No talk fits the name of the file clearly; nearest: ${slugs.join(', ')}.`;
}

function lowerFirst(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

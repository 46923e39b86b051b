import { setImmediate } from 'node:timers/promises';
import type { TalkDirectory, TalkRef } from '../talk-directory.ts';
import { createMatcher, type FoldedCandidate, foldCandidate } from './match.ts';

/** What is known of a file that wants a talk. */
export interface TalkClues {
  /** Relative, `/` between: what matching reads. */
  path: string;
  /** Given by a person. */
  talk?: TalkRef | undefined;
  /** Given by a person: only talks of this conference are looked at. */
  conferenceSlug?: string | undefined;
  /** Makes a draft talk of its name when none fits. */
  makesDraft?: boolean;
}

const batch = 200;

export interface Assignment {
  talk: TalkRef | null;
  /** How the talk was found, in words. */
  note: string;
  isSure: boolean;
}

/** Gives the talk of an arrival: given, else found by its path; null when a draft is to be made for it. */
export type ChooseTalk = (arrival: TalkClues) => Promise<Assignment | null>;

/** Chooses among the talks of a catalogue, which are read and folded once for each state of it. */
export function createTalkChooser(
  talks: Pick<TalkDirectory, 'talkById' | 'matchCandidates' | 'candidatesRevision'>,
): ChooseTalk {
  let known: { revision: number; folded: readonly FoldedCandidate[] } | null = null;

  const foldedCandidates = async () => {
    const revision = talks.candidatesRevision();
    if (known?.revision === revision) return known.folded;
    const candidates = talks.matchCandidates();
    const folded: FoldedCandidate[] = [];
    for (let from = 0; from < candidates.length; from += batch) {
      folded.push(...candidates.slice(from, from + batch).map(foldCandidate));
      // Requests go on meanwhile.
      await setImmediate();
    }
    known = { revision, folded };
    return folded;
  };

  return async (arrival) => {
    if (arrival.talk !== undefined)
      return { talk: arrival.talk, note: 'The talk was given by hand.', isSure: true };
    const { conferenceSlug, path } = arrival;
    const folded = await foldedCandidates();
    const candidates =
      conferenceSlug === undefined
        ? folded
        : folded.filter(({ candidate }) => candidate.conferenceSlug === conferenceSlug);
    // A conference given by hand counts as a folder of its name.
    const matcher = createMatcher(conferenceSlug === undefined ? path : `${conferenceSlug}/${path}`);
    for (let from = 0; from < candidates.length; from += batch) {
      matcher.look(candidates.slice(from, from + batch));
      await setImmediate();
    }
    const match = matcher.decide();
    const talk = match.kind === 'sure' ? talks.talkById(match.talkId) : null;
    if (talk !== null) return { talk, note: match.note, isSure: true };
    return !arrival.makesDraft ? { talk: null, note: match.note, isSure: false } : null;
  };
}

import type { MatchCandidate } from './matching/score/match-candidate.ts';

/** A talk as far as recordings care. */
export interface TalkRef {
  id: number;
  slug: string;
  title: string;
  visibility: 'draft' | 'unlisted' | 'public';
  /** Whether its speakers do not want a recording shown. */
  isOptedOut: boolean;
  /** What its conference wants for a sure match; `review` for a talk of none, and where its speakers opted out. */
  publish: 'auto' | 'review';
}

/** What recordings ask of the catalogue. Every writer takes part in the caller's transaction. */
export interface TalkDirectory {
  talkById(id: number): TalkRef | null;
  talkBySlugOrGuid(text: string): TalkRef | null;
  /**
   * Talks that a recording may be of, in the order of their numbers, a part at a time.
   * @param o.conferenceId null = of all conferences and of none
   * @param o.after number of the last one that is known
   */
  matchCandidates(o: { conferenceId: number | null; after: number; limit: number }): MatchCandidate[];
  /** The number of a conference; null where there is none of that slug. */
  conferenceId(slug: string): number | null;
  /** Another number whenever `matchCandidates` may give other ones; `touch` alone changes none. */
  candidatesRevision(): number;
  /** Makes a draft talk from the name of a recording that fits none. @throws {AppError} `not_found` for an unknown conference */
  makeDraftTalk(o: { fileName: string; conferenceSlug?: string | undefined }): TalkRef;
  /** Makes a draft talk public. */
  publishTalk(id: number): void;
  /** What is shown of these talks changed: their pages and search rows follow. */
  touch(ids: readonly number[]): void;
}

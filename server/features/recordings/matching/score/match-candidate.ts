/** What is known of a talk that a file may be a recording of. */
export interface MatchCandidate {
  talkId: number;
  guid: string;
  slug: string;
  /** Slugs it had before, and its ids in the programmes it came from. */
  aliases: readonly string[];
  /** In every language it has. */
  titles: readonly string[];
  subtitles: readonly string[];
  /** One list of names a speaker, in every script. */
  speakers: ReadonlyArray<readonly string[]>;
  conference: MatchConference | null;
  room: string | null;
  track: string | null;
  /** `YYYY-MM-DD`. */
  day: string | null;
  startMs: number | null;
  durationMs: number | null;
}

/** The conference of a candidate: one object for all of its talks saves memory, two equal ones work as well. */
export interface MatchConference {
  id: number;
  slug: string;
  /** Acronym and titles. */
  names: readonly string[];
  timeZone: string;
}

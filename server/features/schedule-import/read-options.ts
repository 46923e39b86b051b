/** A conference that is in the library already, as far as rows about it need to know it. */
export interface KnownConference {
  slug: string;
  timeZone: string;
  language: string;
}

export interface ReadOptions {
  /** The conference of rows that name none: slug or title. */
  conference?: string | undefined;
  /** IANA zone of times in files that name none; the conference's own where it is known, else UTC. */
  timeZone?: string | undefined;
  /** Finds a conference of the library by slug or title. */
  knownConference?: ((name: string) => KnownConference | null) | undefined;
}

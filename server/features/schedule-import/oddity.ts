/** Something in a programme file that is not as it should be, and what was done about it. */
export interface Oddity {
  /** Where in the file, counted from 1; null where the format has no lines or it concerns the whole file. */
  line: number | null;
  /** Which event, by title or id; null where it concerns no single one. */
  event: string | null;
  /** One sentence: what is odd, and what was done. */
  what: string;
}

/** An oddity as one line of text, for a terminal or a log. */
export function oddityLine({ line, event, what }: Oddity): string {
  const where = [line === null ? null : `line ${line}`, event === null ? null : `“${event}”`].filter(Boolean);
  return where.length === 0 ? what : `${where.join(', ')}: ${what}`;
}

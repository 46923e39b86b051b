export type ImportOutcome = 'created' | 'changed' | 'unchanged' | 'skipped';

/** What an import did to one conference, speaker or talk. */
export interface ImportEntry {
  what: 'conference' | 'talk';
  outcome: ImportOutcome;
  title: string;
  slug: string | null;
  /** What changed, by field: `texts.ru.title`, `slots`. */
  fields: readonly string[];
  /** Fields that the file would change and that were left as somebody edited them by hand. */
  kept: readonly string[];
  /** Why it was skipped, and other things worth knowing, in sentences. */
  notes: readonly string[];
}

export interface ImportReport {
  entries: readonly ImportEntry[];
}

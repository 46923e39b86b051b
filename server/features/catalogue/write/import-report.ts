import type { FieldValue } from './changes.ts';

/** What becomes of one thing: `kept` = only fields would change that somebody edited by hand, and they stay. */
export type DiffKind = 'new' | 'changed' | 'moved' | 'withdrawn' | 'unchanged' | 'kept' | 'skipped';

export interface FieldDiff {
  /** `texts.ru.title`, `slots`, `speakers`, … */
  field: string;
  before: FieldValue;
  after: FieldValue;
  /** Somebody edited it by hand: it stays as it is unless an organizer says otherwise. */
  isEditedByHand: boolean;
}

/** What an import would do to one conference, speaker or talk. */
export interface DiffEntry {
  /** Within its programme: `c`, `s12`, `t3` by its place in the file, `w17` by the number of a withdrawn talk. */
  id: string;
  what: 'conference' | 'speaker' | 'talk';
  kind: DiffKind;
  title: string;
  /** Null for what is new. */
  slug: string | null;
  /** Number in the library; null for what is new. */
  entityId: number | null;
  /** Where it stands in the file; null for what is not in it. */
  at: string | null;
  fields: readonly FieldDiff[];
  /** Why it is skipped, and other things worth knowing, in sentences. */
  notes: readonly string[];
  /** Of a talk that has them: recordings, which stay with it. */
  recordings: number;
}

export type ImportOutcome =
  | 'created'
  | 'changed'
  | 'moved'
  | 'withdrawn'
  | 'unchanged'
  | 'skipped'
  | 'declined';

/** What an import did to one conference, speaker or talk. */
export interface ImportEntry {
  what: DiffEntry['what'];
  outcome: ImportOutcome;
  title: string;
  slug: string | null;
  /** What was written, by field: `texts.ru.title`, `slots`. */
  fields: readonly string[];
  /** Fields that the file would change and that were left as somebody edited them by hand. */
  kept: readonly string[];
  /** Why it was skipped, and other things worth knowing, in sentences. */
  notes: readonly string[];
}

export interface ImportReport {
  /** Null for talks of no conference. */
  conferenceId: number | null;
  isNewConference: boolean;
  entries: readonly ImportEntry[];
}

const outcomes: readonly ImportOutcome[] = [
  'created',
  'changed',
  'moved',
  'withdrawn',
  'unchanged',
  'skipped',
  'declined',
];

/** How many talks had each outcome. */
export function countOutcomes(entries: readonly ImportEntry[]): Record<ImportOutcome, number> {
  const talks = entries.filter(({ what }) => what === 'talk');
  const count = (outcome: ImportOutcome) => talks.filter((entry) => entry.outcome === outcome).length;
  // Every outcome is in the list.
  return Object.fromEntries(outcomes.map((outcome) => [outcome, count(outcome)])) as Record<
    ImportOutcome,
    number
  >;
}

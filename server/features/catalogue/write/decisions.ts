import type { DiffEntry } from './import-report.ts';

/** What somebody said to a diff. */
export interface Decisions {
  /** Ids of the entries to write. */
  accept: 'all' | ReadonlySet<string>;
  /** Ids of entries that are not written all the same. */
  except?: ReadonlySet<string>;
  /** Which fields that were edited by hand the file may overwrite: `t3 slots`; the others stay. */
  overwrite: 'all' | ReadonlySet<string>;
  /** New things are public or drafts, and with `public` drafts of the file become public; `asIs` follows the conference. */
  shows: 'public' | 'draft' | 'asIs';
}

/** How a field of an entry is named among those to overwrite. */
export function overwriteKey(entryId: string, field: string): string {
  return `${entryId} ${field}`;
}

/** Whether an entry is to be written. */
export function isAccepted(decisions: Decisions, entry: DiffEntry): boolean {
  const { accept, except } = decisions;
  return (accept === 'all' || accept.has(entry.id)) && !except?.has(entry.id);
}

/** Which fields of an entry are to be written, and which are kept because somebody edited them by hand. */
export function splitFields(
  decisions: Decisions,
  entry: DiffEntry,
): { written: Set<string>; kept: string[] } {
  const { overwrite } = decisions;
  const mayWrite = ({ field, isEditedByHand }: DiffEntry['fields'][number]) =>
    !isEditedByHand || overwrite === 'all' || overwrite.has(overwriteKey(entry.id, field));
  const isTaken = isAccepted(decisions, entry);
  const names = (fields: DiffEntry['fields']) => fields.map(({ field }) => field);
  return {
    written: new Set(isTaken ? names(entry.fields.filter(mayWrite)) : []),
    kept: names(entry.fields.filter((field) => field.isEditedByHand && !(isTaken && mayWrite(field)))),
  };
}

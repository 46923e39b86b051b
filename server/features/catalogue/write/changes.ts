/** One field that an import would write. */
export interface Change {
  field: string;
  write: () => void;
}

/** Writes the changes to fields that nobody has edited by hand; says which were written and which kept. */
export function writeChanges(
  changes: readonly Change[],
  edited: ReadonlySet<string>,
): { fields: string[]; kept: string[] } {
  const fields: string[] = [];
  const kept: string[] = [];
  for (const change of changes) {
    if (edited.has(change.field)) {
      kept.push(change.field);
      continue;
    }
    change.write();
    fields.push(change.field);
  }
  return { fields, kept };
}

/** True where two plain values of the database are written the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Key of what is kept of a recording's edits. */
export function editsKey(id: string): readonly string[] {
  return ['edits', id];
}

/** A slot as people read it: the room by its name. */
export interface SlotValue {
  day: string | null;
  startMs: number | null;
  durationMs: number | null;
  room: string | null;
}

/** What a field holds, as it is shown to people: names instead of numbers. */
export type FieldValue = string | number | null | readonly string[] | readonly SlotValue[];

/** One field that an import would write; `write` is called with whatever the write needs, once it was accepted. */
export interface Change<Writing> {
  field: string;
  before: FieldValue;
  after: FieldValue;
  write: (to: Writing) => void;
}

/** True where two plain values are written the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

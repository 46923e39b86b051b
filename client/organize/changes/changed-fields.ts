import type { Change } from '#server/contract/wire.ts';

export interface ChangedField {
  /** Where in the thing it lies, in words: `texts, en, title`. */
  name: string;
  /** null = there was nothing. */
  before: string | null;
  after: string | null;
}

const longest = 2000;

/** The values of a change that differ, each on a line of its own, however deep they lie. */
export function changedFields({ before, after }: Pick<Change, 'before' | 'after'>): ChangedField[] {
  const was = flat(before);
  const is = flat(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((name) => ({ name, before: was.get(name) ?? null, after: is.get(name) ?? null }))
    .filter(({ before: one, after: other }) => one !== other);
}

function flat(values: Readonly<Record<string, unknown>> | null): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: readonly string[]) => {
    if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
      return;
    if (isRecord(value)) for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
    else found.set(path.map(words).join(', '), textOf(value));
  };
  walk(values, []);
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  const parts = Array.isArray(value) ? value : [value];
  const text = parts
    .map((part) => (typeof part === 'object' ? JSON.stringify(part) : String(part)))
    .join(', ');
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** `recordingPlan` -> `recording plan`. */
function words(key: string): string {
  return key.replace(
    /([a-z0-9])([A-Z])/g,
    (_all, last: string, first: string) => `${last} ${first.toLowerCase()}`,
  );
}

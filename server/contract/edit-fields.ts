/** The fields of an edited thing under flat names: `texts.en.title`, `slots`. Free of dependencies; safe in a browser. */
export type FlatFields = Readonly<Record<string, unknown>>;

/** Groups whose members are fields of their own: texts by language, then by kind of text. */
const groups: Readonly<Record<string, number>> = { texts: 2, biographies: 1 };

/** Nested fields under flat names; lists stay whole, a text in a language is a field of its own. */
export function flattenFields(nested: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  const walk = (name: string, value: unknown, depth: number) => {
    if (depth > 0 && typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(`${name}.${key}`, inner, depth - 1);
    } else flat[name] = value;
  };
  for (const [name, value] of Object.entries(nested)) walk(name, value, groups[name] ?? 0);
  return flat;
}

/** The other way round: what a change of these fields is sent as. */
export function nestFields(flat: FlatFields): Record<string, unknown> {
  const nested: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    const [first = name, ...rest] = name.split('.');
    const parts = groups[first] === undefined ? [] : rest;
    let place = nested;
    let key = parts.length === 0 ? name : first;
    for (const part of parts) {
      const known = place[key];
      const next = typeof known === 'object' && known !== null ? (known as Record<string, unknown>) : {}; // made here
      place[key] = next;
      place = next;
      key = part;
    }
    place[key] = value;
  }
  return nested;
}

/** Whether two values of a field are the same; what is missing is null. */
export function isSameField(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

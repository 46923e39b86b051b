/**
 * How many events a programme file has, counted without reading it as a programme: elements of XML, entries of rooms of JSON.
 * @returns null where it is neither, or has no place for events
 */
export function countEvents(text: string, fileName: string): number | null {
  if (fileName.endsWith('.xml')) return text.match(/<event(?=[\s>])/g)?.length ?? null;
  try {
    return countIn(JSON.parse(text));
  } catch {
    return null;
  }
}

function countIn(json: unknown): number | null {
  const schedule = member(json, 'schedule');
  // Version 2 of the format has them in one list.
  const events = member(schedule, 'events');
  if (Array.isArray(events)) return events.length;
  const conference = member(schedule, 'conference');
  const days = member(conference, 'days');
  if (!Array.isArray(days)) return null;
  return days
    .flatMap((day) => Object.values(member(day, 'rooms') ?? {}))
    .reduce<number>((sum, events) => sum + (Array.isArray(events) ? events.length : 0), 0);
}

function member(value: unknown, name: string): object | null {
  if (typeof value !== 'object' || value === null) return null;
  const found: unknown = Reflect.get(value, name);
  return typeof found === 'object' ? found : null;
}

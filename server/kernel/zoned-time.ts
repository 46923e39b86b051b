/**
 * The moment at which a wall clock in a time zone shows a day and a time.
 * @param day `YYYY-MM-DD`
 * @param time `HH:MM`
 * @param timeZone IANA name
 */
export function zonedTimeMs(day: string, time: string, timeZone: string): number {
  const asUtcMs = Date.parse(`${day}T${time}:00Z`);
  const guess = asUtcMs - offsetMs(asUtcMs, timeZone);
  // Near a change of the clocks the offset at the guess is another one.
  return asUtcMs - offsetMs(guess, timeZone);
}

/** What a wall clock in a time zone shows at a moment: `{ day: '2015-09-19', time: '10:00' }`. */
export function wallClock(atMs: number, timeZone: string): { day: string; time: string } {
  const shown = new Date(atMs + offsetMs(atMs, timeZone)).toISOString();
  return { day: shown.slice(0, 10), time: shown.slice(11, 16) };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats are dear to make, and a programme asks for one a thousand times. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

/** By how much a zone's clocks are ahead of UTC at a moment, in ms. */
function offsetMs(atMs: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(atMs);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((each) => each.type === type)?.value ?? 0);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(atMs / 1000) * 1000;
}

/** A moment as the wall clock of a zone, with its offset from UTC: `2024-12-27T10:30:00+01:00` (RFC 3339). */
export function zonedMoment(atMs: number, timeZone: string): string {
  const wholeMs = Math.floor(atMs / 1000) * 1000;
  const offset = offsetMs(wholeMs, timeZone);
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const shown = new Date(wholeMs + offset).toISOString().slice(0, 19);
  return `${shown}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** What a clock in a time zone shows at a moment: `YYYY-MM-DDTHH:MM`. */
export function wallClock(atMs: number, timeZone: string): string {
  return new Date(Math.floor(atMs / 60_000) * 60_000 + offsetMs(atMs, timeZone)).toISOString().slice(0, 16);
}

/** The moment at which a clock in a time zone shows `YYYY-MM-DDTHH:MM`; where the clocks jump, one near it. */
export function momentOf(shown: string, timeZone: string): number {
  const asUtcMs = Date.parse(`${shown}:00Z`);
  // Near a change of the clocks the offset at the first guess is another one.
  return asUtcMs - offsetMs(asUtcMs - offsetMs(asUtcMs, timeZone), timeZone);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats are dear to make, and a programme asks for one a thousand times. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  return format;
}

function offsetMs(atMs: number, timeZone: string): number {
  const name =
    formatOf(timeZone)
      .formatToParts(atMs)
      .find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours = '0', minutes = '0'] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

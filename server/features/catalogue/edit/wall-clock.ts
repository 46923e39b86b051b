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

function offsetMs(atMs: number, timeZone: string): number {
  const name =
    new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
      .formatToParts(atMs)
      .find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours = '0', minutes = '0'] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

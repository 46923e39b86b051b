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

function offsetMs(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs);
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

import { AppError } from '#server/kernel/errors.ts';

const wallTime = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/;

/**
 * The moment of a release. A time of day without an offset is one of the conference's clocks; where the clocks show it
 * twice, the later one counts, since what was shown too early cannot be taken back.
 * @param at `YYYY-MM-DDTHH:MM`, or ISO 8601 with seconds and an offset
 * @param timeZone IANA name
 * @throws {AppError} `invalid` for what is no time, or one that the clocks leap over
 */
export function releaseMoment(at: string, timeZone: string): number {
  const wall = wallTime.exec(at);
  if (wall === null) {
    const instant = Date.parse(at);
    if (!Number.isNaN(instant) && /(Z|[+-]\d{2}:\d{2})$/.test(at)) return instant;
    throw new AppError(
      'invalid',
      'Give the time of release as 2026-03-28T20:00, in the conference’s time zone.',
    );
  }
  const asUtcMs = Date.parse(`${at}:00Z`);
  if (Number.isNaN(asUtcMs) || new Date(asUtcMs).toISOString().slice(0, 16) !== at)
    throw new AppError('invalid', `There is no ${at.replace('T', ' ')} in any calendar.`);
  const dayMs = 86_400_000;
  const offsets = [asUtcMs - dayMs, asUtcMs + dayMs].map((around) => offsetAt(around, timeZone));
  const moments = offsets
    .map((offset) => asUtcMs - offset)
    .filter((moment) => moment + offsetAt(moment, timeZone) === asUtcMs);
  if (moments.length === 0)
    throw new AppError(
      'invalid',
      `The clocks in ${timeZone} leap over ${wall[2]} on ${wall[1]}: choose a time before or after it.`,
    );
  return Math.max(...moments);
}

/** By how much the clocks of a zone are ahead of UTC at a moment, ms. */
function offsetAt(atMs: number, timeZone: string): number {
  const shown = new Intl.DateTimeFormat('sv', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(atMs);
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - Math.floor(atMs / 1000) * 1000;
}

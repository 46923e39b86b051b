/** A whole moment with its offset from UTC (`2024-12-27T10:30:00+01:00`), in ms; null where it is none. */
export function readMoment(text: string): number | null {
  const trimmed = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/.test(trimmed))
    return null;
  const ms = Date.parse(trimmed.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(ms) || !isDay(trimmed.slice(0, 10)) ? null : ms;
}

/** Day and time of a moment that has no offset, or of a day alone. */
export function readLocal(text: string): { day: string; time: string | null } | null {
  const [, day, time] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?)?$/.exec(text.trim()) ?? [];
  if (day === undefined || !isDay(day)) return null;
  if (time === undefined) return { day, time: null };
  const read = readClock(time);
  return read === null ? null : { day, time: read };
}

/** The day that a date or a moment begins with; null where it begins with none of the calendar. */
export function dayOf(text: string | null): string | null {
  const day = /^\s*(\d{4}-\d{2}-\d{2})/.exec(text ?? '')?.[1];
  return day !== undefined && isDay(day) ? day : null;
}

/** A time of day such as 9:30, 09:30:00 or 0930, as `HH:MM`; null where no clock shows it. */
export function readClock(text: string): string | null {
  const [, hour, minute, second = '00'] = /^\s*(\d{1,2})[:.]?(\d{2})(?::(\d{2}))?\s*$/.exec(text) ?? [];
  if (hour === undefined || minute === undefined) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}

const longestMs = 14 * 24 * 3_600_000;

/**
 * A length: `00:30`, `1:30:00`, `P1DT2H`, `PT45M`, or minutes alone. 0 is a length that nobody gave.
 * @returns ms; null where it is no length, or longer than two weeks
 */
export function readLength(text: string): number | null {
  const trimmed = text.trim();
  const minutes = /^\d{1,5}$/.exec(trimmed);
  const [, d = 0, h = 0, m = 0, s = 0] =
    /^P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d+)?S)?)?$/.exec(trimmed) ?? [];
  const clock = /^(\d{1,3}):(\d{2})(?::(\d{2}))?$/.exec(trimmed);
  let ms: number;
  if (minutes) ms = Number(trimmed) * 60_000;
  else if (/^P.*\d/.test(trimmed))
    ms = (Number(d) * 86_400 + Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1000;
  else if (clock && Number(clock[2]) < 60 && Number(clock[3] ?? 0) < 60)
    ms = (Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)) * 1000;
  else return null;
  return ms <= longestMs ? ms : null;
}

/** The day after or before, by a number of days. */
export function shiftedDay(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}

function isDay(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ?? false;
}

import type { Tell } from '../oddities.ts';
import type { FoundDay, FoundSchedule } from './found-schedule.ts';
import { dayOf, readClock, readMoment } from './read-times.ts';

/** A day of the conference: it may end after midnight. */
export interface ConferenceDay {
  /** `YYYY-MM-DD`; null where the file gives none. */
  date: string | null;
  startMs: number | null;
  endMs: number | null;
  /** When it begins, as a time of day: earlier starts are of the night after it. */
  changesAt: string;
}

/** Reads the days of a schedule; what contradicts itself is told and left aside. */
export function stageDays(found: FoundSchedule, o: { tell: Tell }): Map<FoundDay, ConferenceDay> {
  const conferenceChange = found.dayChange === null ? null : readClock(found.dayChange);
  if (found.dayChange !== null && conferenceChange === null)
    o.tell(
      {},
      `The conference’s day changes at “${found.dayChange.slice(0, 40)}”, which no clock shows: midnight is taken.`,
    );
  const seen = new Map<string, number>();
  return new Map(
    found.days.map((day) => {
      const date = dayOf(day.date) ?? dayOf(day.start);
      const where = { line: day.line };
      if (date === null)
        o.tell(where, 'A day has no date of the calendar: its events are taken at their own dates.');
      else if (seen.has(date)) o.tell(where, `There are two days of ${date}: they were taken together.`);
      if (date !== null) seen.set(date, (seen.get(date) ?? 0) + 1);
      const bounds = { startMs: readMoment(day.start ?? ''), endMs: readMoment(day.end ?? '') };
      const isBackwards = bounds.startMs !== null && bounds.endMs !== null && bounds.endMs <= bounds.startMs;
      if (isBackwards)
        o.tell(where, `The day ${date ?? ''} ends before it begins: its beginning and end are left aside.`);
      const start =
        isBackwards || dayOf(day.start) !== date ? null : /[T ](\d{2}:\d{2})/.exec(day.start ?? '')?.[1];
      const changesAt =
        conferenceChange ?? (bounds.endMs === null || !start ? '00:00' : nightOf(start, day.end));
      return [day, { date, ...(isBackwards ? { startMs: null, endMs: null } : bounds), changesAt }];
    }),
  );
}

/** A day from 09:30 to 04:00 of the next takes starts before 04:00 for its night. */
function nightOf(start: string, end: string | null): string {
  const until = /[T ](\d{2}:\d{2})/.exec(end ?? '')?.[1];
  return until !== undefined && until < start ? until : '00:00';
}

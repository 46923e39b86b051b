import { wallClock, zonedTimeMs } from '#server/kernel/zoned-time.ts';
import type { Tell, Where } from '../oddities.ts';
import type { FoundEvent } from './found-schedule.ts';
import { dayOf, readClock, readLength, readLocal, readMoment, shiftedDay } from './read-times.ts';
import type { ConferenceDay } from './stage-days.ts';

export interface StagedTime {
  day: string | null;
  startMs: number | null;
  durationMs: number | null;
}

/**
 * When an event is: its own moment where it has one, else the time of day of its start on the day it stands in, the night
 * after it included. Whatever contradicts is told, with what was taken.
 */
export function stageTime(
  event: FoundEvent,
  o: { day: ConferenceDay | null; days: readonly ConferenceDay[]; zone: string; where: Where; tell: Tell },
): StagedTime {
  const startMs = startOf(event, o);
  const day = conferenceDay(event, startMs, o);
  return { day, startMs, durationMs: durationOf(event, startMs, o) };
}

type Around = Parameters<typeof stageTime>[1];

function startOf(event: FoundEvent, { day, zone, where, tell }: Around): number | null {
  const clock = event.start === null ? null : readClock(event.start);
  const own = event.date ?? (clock === null ? event.start : null);
  if (
    event.start !== null &&
    clock === null &&
    readMoment(event.start) === null &&
    readLocal(event.start) === null
  )
    tell(
      where,
      `It starts at “${event.start.slice(0, 40)}”, which no clock shows: ${event.date === null ? 'it has no start' : 'its date is taken'}.`,
    );
  const exact = own === null ? null : readMoment(own);
  if (exact !== null) {
    const shown = wallClock(exact, zone).time;
    if (clock !== null && clock !== shown && !(own ?? '').includes(clock))
      tell(where, `Its date says ${shown} and its start ${clock}: ${shown} is taken.`);
    return exact;
  }
  const local = own === null ? null : readLocal(own);
  if (own !== null && local === null && dayOf(own) === null)
    tell(where, `Its date is “${own.slice(0, 40)}”, which is none: the day it stands in is taken.`);
  const time = local?.time ?? clock;
  if (time === null) return null;
  if (local !== null) return zonedTimeMs(local.day, time, zone);
  if (day === null || day.date === null) {
    tell(where, 'It has a start but no day: it has no start now.');
    return null;
  }
  return zonedTimeMs(time < day.changesAt ? shiftedDay(day.date, 1) : day.date, time, zone);
}

function conferenceDay(event: FoundEvent, startMs: number | null, o: Around): string | null {
  const { day, days, zone, where, tell } = o;
  const own = startMs === null ? dayOf(event.date) : wallClock(startMs, zone).day;
  if (day === null || day.date === null) {
    if (startMs === null) return own;
    const around = days.find(
      (each) =>
        each.startMs !== null && each.endMs !== null && startMs >= each.startMs && startMs < each.endMs,
    );
    return around?.date ?? own;
  }
  if (startMs === null) return day.date;
  const { startMs: from, endMs: to, date } = day;
  // Without bounds of its own a day goes on until the next noon.
  const isInside =
    from !== null && to !== null
      ? startMs >= from && startMs <= to
      : own === date || (own === shiftedDay(date, 1) && wallClock(startMs, zone).time < '12:00');
  if (isInside) return date;
  const belongs = days.find(
    (each) =>
      each !== day &&
      each.startMs !== null &&
      each.endMs !== null &&
      startMs >= each.startMs &&
      startMs < each.endMs,
  );
  if (own === date && belongs === undefined) {
    tell(
      where,
      `It starts outside the day ${date} in which it stands (${wallClock(startMs, zone).time}): it is left there.`,
    );
    return date;
  }
  const better = belongs?.date ?? own;
  tell(
    where,
    `It stands in the day ${date} but starts on ${own} at ${wallClock(startMs, zone).time}: it is taken for ${better}.`,
  );
  return better;
}

function durationOf(event: FoundEvent, startMs: number | null, { zone, where, tell }: Around): number | null {
  const given = event.duration === null ? null : readLength(event.duration);
  if (event.duration !== null && given === null)
    tell(
      where,
      `Its duration “${event.duration.slice(0, 40)}” is none: ${event.end === null ? 'it is left open' : 'its end is taken'}.`,
    );
  if (given === 0) tell(where, 'Its duration is 0: it is left open.');
  const endMs = event.end === null || startMs === null ? null : endOf(event.end, startMs, zone);
  if (endMs === null || startMs === null) return given || null;
  if (endMs <= startMs) {
    tell(
      where,
      `It ends before it starts: ${given ? 'its duration is taken' : 'its duration is left open'}.`,
    );
    return given || null;
  }
  if (given && given !== endMs - startMs)
    tell(where, 'Its duration and its end contradict each other: its duration is taken.');
  return given || endMs - startMs;
}

function endOf(text: string, startMs: number, zone: string): number | null {
  const exact = readMoment(text);
  if (exact !== null) return exact;
  const local = readLocal(text);
  if (local?.time) return zonedTimeMs(local.day, local.time, zone);
  const clock = readClock(text);
  if (clock === null) return null;
  const { day } = wallClock(startMs, zone);
  const sameDay = zonedTimeMs(day, clock, zone);
  return sameDay > startMs ? sameDay : zonedTimeMs(shiftedDay(day, 1), clock, zone);
}

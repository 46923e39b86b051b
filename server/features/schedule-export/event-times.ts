import { wallClock, zonedMoment, zonedTimeMs } from '#server/kernel/zoned-time.ts';
import type { ScheduleNotes } from '../catalogue/schedule-notes.ts';
import type { ExportSlotRow } from './store.ts';

type EventNotes = ScheduleNotes['events'][string];

export interface EventTimes {
  day: string;
  startMs: number;
  endMs: number;
  date: string;
  start: string;
  duration: string;
  /** What of it the format cannot say. */
  notes: EventNotes;
}

const longestMs = 99 * 3_600_000 + 59 * 60_000;

/**
 * When an event is, as a schedule must say it: with a day, a start and a length, whatever is known. What is not known is put
 * at the beginning of its day, without length, and noted.
 * @param o.firstDay for what has no day
 * @param o.recordedMs how long its recording is, for a talk whose length nobody gave
 */
export function eventTimes(
  slot: ExportSlotRow | null,
  o: { zone: string; firstDay: string; recordedMs: number | null },
): EventTimes {
  const notes: EventNotes = {};
  const start = slot?.start_ms ?? null;
  const shown = start === null ? null : wallClock(start, o.zone);
  const day = slot?.day ?? shown?.day ?? o.firstDay;
  const startMs = start ?? zonedTimeMs(day, '00:00', o.zone);
  const given = slot?.duration_ms ?? null;
  const lengthMs = given ?? (start === null ? 0 : (o.recordedMs ?? 0));
  const minutes = Math.min(Math.round(lengthMs / 60_000), longestMs / 60_000);
  if (slot === null) notes.hasNoSlot = true;
  else {
    if (slot.day === null) notes.hasNoDay = true;
    if (start === null) notes.hasNoStart = true;
    if (given !== minutes * 60_000 || minutes === 0) notes.durationMs = given;
    if (slot.room === null) notes.hasNoRoom = true;
  }
  return {
    day,
    startMs,
    endMs: startMs + minutes * 60_000,
    date: zonedMoment(startMs, o.zone),
    start: wallClock(startMs, o.zone).time,
    duration: `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
    notes,
  };
}

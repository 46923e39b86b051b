import type { TalkCard } from '#server/contract/wire.ts';

export interface Slot {
  /** ISO 8601; null for talks whose time is unknown. */
  startsAt: string | null;
  talks: TalkCard[];
}

export interface ProgrammeDay {
  /** `YYYY-MM-DD`; null for talks whose day is unknown. */
  day: string | null;
  /** In order of appearance; empty where none is known. */
  rooms: string[];
  slots: Slot[];
}

/**
 * Groups a programme by day, and by time where times are known; the given order is kept for all that is unknown.
 * Days come in calendar order, the unknown one last; times in order within a day, unknown ones after them.
 */
export function groupProgramme(talks: readonly TalkCard[]): ProgrammeDay[] {
  const days = new Map<string | null, TalkCard[]>();
  for (const talk of talks) days.set(talk.day, [...(days.get(talk.day) ?? []), talk]);
  return [...days.entries()]
    .sort(([a], [b]) => compareUnknownLast(a, b))
    .map(([day, ofDay]) => ({ day, rooms: roomsOf(ofDay), slots: slotsOf(ofDay) }));
}

function roomsOf(talks: readonly TalkCard[]): string[] {
  return [...new Set(talks.flatMap((talk) => (talk.room === null ? [] : [talk.room])))];
}

function slotsOf(talks: readonly TalkCard[]): Slot[] {
  const slots = new Map<string | null, TalkCard[]>();
  for (const talk of talks) slots.set(talk.startsAt, [...(slots.get(talk.startsAt) ?? []), talk]);
  return [...slots.entries()]
    .sort(([a], [b]) => compareUnknownLast(a, b))
    .map(([startsAt, ofSlot]) => ({ startsAt, talks: ofSlot }));
}

function compareUnknownLast(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

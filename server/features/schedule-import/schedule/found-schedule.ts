import type { ScheduleNotes } from '../../catalogue/schedule-notes.ts';

/** A schedule as a file has it, XML or JSON of any age, before anything is made of it. Null = the file does not say. */
export interface FoundSchedule {
  acronym: string | null;
  title: string | null;
  subtitle: string | null;
  venue: string | null;
  city: string | null;
  start: string | null;
  end: string | null;
  /** When a day of the conference changes, as a time of day. */
  dayChange: string | null;
  timeZone: string | null;
  url: string | null;
  baseUrl: string | null;
  accent: string | null;
  /** Rooms that are named apart from the events; empty where the file has no such list. */
  rooms: string[];
  days: FoundDay[];
  events: FoundEvent[];
  /** Where the file is an export of this or another Rostrum. */
  notes: ScheduleNotes | null;
}

export interface FoundDay {
  line: number | null;
  date: string | null;
  start: string | null;
  end: string | null;
}

export interface FoundEvent {
  line: number | null;
  id: string | null;
  guid: string | null;
  /** Where it stands; null in files that do not group by days. */
  day: FoundDay | null;
  /** A whole moment. */
  date: string | null;
  /** A time of day, or a whole moment. */
  start: string | null;
  end: string | null;
  duration: string | null;
  /** The room it says, and the one it stands under. */
  room: string | null;
  roomAround: string | null;
  slug: string | null;
  url: string | null;
  title: string | null;
  subtitle: string | null;
  language: string | null;
  track: string | null;
  abstract: string | null;
  description: string | null;
  persons: FoundPerson[];
  links: FoundLink[];
  licence: string | null;
  /** True = must not be recorded, false = may be. */
  isOptedOut: boolean | null;
}

export interface FoundPerson {
  id: string | null;
  guid: string | null;
  name: string | null;
  affiliation: string | null;
  biography: string | null;
}

export interface FoundLink {
  title: string | null;
  url: string | null;
}

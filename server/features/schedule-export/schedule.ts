import type { ScheduleNotes } from '../catalogue/schedule-notes.ts';

/** A public conference as both forms of its schedule tell it; all addresses are absolute, all guids UUIDs. */
export interface Schedule {
  /** Changes with every change of the conference. */
  version: string;
  /** Where this schedule is. */
  url: string;
  baseUrl: string;
  conference: {
    acronym: string;
    title: string;
    startDay: string;
    endDay: string;
    timeZone: string;
    url: string | null;
    accent: string | null;
    tracks: { name: string; slug: string }[];
  };
  days: ScheduleDay[];
  notes: ScheduleNotes;
}

export interface ScheduleDay {
  date: string;
  /** RFC 3339 with offset. */
  start: string;
  end: string;
  rooms: { name: string; events: ScheduleEvent[] }[];
}

export interface ScheduleEvent {
  id: number;
  guid: string;
  /** RFC 3339 with offset. */
  date: string;
  /** HH:MM */
  start: string;
  /** HH:MM */
  duration: string;
  room: string;
  slug: string;
  url: string;
  title: string;
  subtitle: string;
  language: string | null;
  track: string | null;
  type: string;
  abstract: string;
  persons: { id: number; guid: string; name: string }[];
  links: { title: string; url: string }[];
  licence: string | null;
  isOptedOut: boolean;
  /** Where it can be watched, and the best file of it; null where it cannot be. */
  recording: { pageUrl: string; downloadUrl: string | null } | null;
}

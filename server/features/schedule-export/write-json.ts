import { scheduleNotesName } from '../catalogue/schedule-notes.ts';
import type { Schedule, ScheduleEvent } from './schedule.ts';

/** Writes a schedule as JSON, version 1, valid by the format's JSON schema (https://c3voc.de/schedule/schema.json). */
export function writeScheduleJson(schedule: Schedule): string {
  const { conference, days } = schedule;
  return JSON.stringify({
    $schema: 'https://c3voc.de/schedule/schema.json',
    generator: { name: 'Rostrum', url: schedule.baseUrl },
    schedule: {
      version: schedule.version,
      base_url: schedule.baseUrl,
      conference: {
        acronym: conference.acronym,
        title: conference.title,
        start: conference.startDay,
        end: conference.endDay,
        daysCount: days.length,
        timeslot_duration: '00:05',
        ...(/^(?:[A-Z][a-z]+\/[A-Z][a-z]+|UTC$)/.test(conference.timeZone) && {
          time_zone_name: conference.timeZone,
        }),
        ...(conference.accent !== null && { colors: { primary: conference.accent } }),
        ...(conference.url !== null && { url: conference.url }),
        tracks: conference.tracks.map(({ name }) => ({ name })),
        days: days.map((day, index) => ({
          index: index + 1,
          date: day.date,
          day_start: day.start,
          day_end: day.end,
          rooms: Object.fromEntries(day.rooms.map((room) => [room.name, room.events.map(eventJson)])),
        })),
      },
      [scheduleNotesName]: schedule.notes,
    },
  });
}

function eventJson(event: ScheduleEvent): Readonly<Record<string, unknown>> {
  const { recording } = event;
  return {
    guid: event.guid,
    id: event.id,
    date: event.date,
    start: event.start,
    duration: event.duration,
    room: event.room,
    slug: /^[a-z0-9_-]+[a-z0-9]$/.test(event.slug) ? event.slug : `talk-${event.id}`,
    url: event.url,
    title: event.title,
    subtitle: event.subtitle,
    track: event.track,
    type: event.type,
    language: event.language,
    abstract: event.abstract,
    recording_license: event.licence ?? '',
    do_not_record: event.isOptedOut,
    persons: event.persons,
    links: [
      ...event.links,
      ...(recording === null ? [] : [{ title: 'Recording', url: recording.pageUrl, type: 'media' }]),
      ...(recording?.downloadUrl
        ? [{ title: 'Recording as a file', url: recording.downloadUrl, type: 'media' }]
        : []),
    ],
    attachments: [],
  };
}

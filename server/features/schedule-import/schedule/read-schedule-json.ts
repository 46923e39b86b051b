import { z } from 'zod';
import { scheduleNotesName } from '../../catalogue/schedule-notes.ts';
import { ImportFileError } from '../import-file-error.ts';
import type { Tell } from '../oddities.ts';
import type { FoundDay, FoundEvent, FoundLink, FoundPerson, FoundSchedule } from './found-schedule.ts';
import { lineFinder } from './line-finder.ts';
import { readNotes } from './read-notes.ts';

/** Any value that is a text, a number or nothing, as a text; texts per language give the English or first one. */
const text = z
  .unknown()
  .prefault(null)
  .transform((value): string | null => {
    if (typeof value === 'number') return String(value);
    if (typeof value === 'string') return value.trim() === '' ? null : value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const { en, ...others } = value as Readonly<Record<string, unknown>>;
    const chosen = [en, ...Object.values(others)].find(
      (each) => typeof each === 'string' && each.trim() !== '',
    );
    return typeof chosen === 'string' ? chosen : null;
  });

const flag = z
  .unknown()
  .prefault(null)
  .transform((value): boolean | null => (typeof value === 'boolean' ? value : null));
const named = z.union([z.looseObject({ name: text.optional(), slug: text.optional() }), text]);
const list = <T extends z.ZodType>(item: T) =>
  z
    .unknown()
    .prefault(null)
    .transform((value): z.output<T>[] =>
      (Array.isArray(value) ? value : []).flatMap((each) => {
        const parsed = item.safeParse(each);
        return parsed.success ? [parsed.data] : [];
      }),
    );

const personSchema = z.looseObject({
  id: text,
  guid: text,
  code: text,
  name: text,
  public_name: text,
  biography: text,
  affiliation: text,
});
const linkSchema = z.looseObject({ url: text, title: text, type: text });
const eventSchema = z.looseObject({
  id: text,
  guid: text,
  date: text,
  start: text,
  end: text,
  duration: text,
  room: named,
  slug: text,
  url: text,
  title: text,
  subtitle: text,
  language: text,
  track: named,
  abstract: text,
  description: text,
  recording_license: text,
  do_not_record: flag,
  persons: list(personSchema),
  participants: list(personSchema),
  links: list(linkSchema),
  attachments: list(linkSchema),
});
const roomsSchema = z.record(z.string(), z.array(eventSchema));
const daySchema = z.looseObject({
  date: text,
  day_start: text,
  day_end: text,
  start: text,
  end: text,
  rooms: roomsSchema.optional(),
});
const scheduleSchema = z.looseObject({
  base_url: text,
  conference: z.looseObject({
    acronym: text,
    title: text,
    description: text,
    start: text,
    end: text,
    time_zone_name: text,
    url: text,
    colors: z.looseObject({ primary: text }).optional().catch(undefined),
    tracks: list(z.looseObject({ name: text, slug: text })),
    rooms: list(z.looseObject({ name: text })),
    days: z.array(daySchema).default([]),
  }),
  events: z.array(eventSchema).optional(),
  persons: list(personSchema),
});

type JsonEvent = z.output<typeof eventSchema>;
type JsonPerson = z.output<typeof personSchema>;

/** Whether a parsed file is a schedule in JSON of any version. */
export function isScheduleJson(json: unknown): json is { schedule: unknown } {
  return typeof json === 'object' && json !== null && 'schedule' in json;
}

/**
 * Reads a schedule in JSON: version 1 of frab and pretalx, and version 2, where all events stand in one list.
 * @param source the text it was parsed from: events are found in it again, for their lines
 * @throws {ImportFileError} naming the key that is not as it must be
 */
export function readScheduleJson(json: { schedule: unknown }, source: string, tell: Tell): FoundSchedule {
  const parsed = scheduleSchema.safeParse(json.schedule);
  if (!parsed.success) {
    throw new ImportFileError(
      parsed.error.issues.map(({ path, message }) => `schedule.${path.join('.')}: ${message}.`),
    );
  }
  const { conference, events, persons, base_url: baseUrl } = parsed.data;
  const lineOf = lineFinder(source);
  const days = conference.days.map(
    (day): { found: FoundDay; rooms: Readonly<Record<string, JsonEvent[]>> } => ({
      found: { line: null, date: day.date, start: day.day_start ?? day.start, end: day.day_end ?? day.end },
      rooms: day.rooms ?? {},
    }),
  );
  const placed = days.flatMap(({ found, rooms }) =>
    Object.entries(rooms).flatMap(([room, list]) => list.map((event) => ({ event, day: found, room }))),
  );
  const trackNames = new Map(conference.tracks.map(({ slug, name }) => [slug, name ?? slug]));
  const biographies = new Map(persons.map((person) => [person.guid, person]));
  const unplaced = (events ?? []).map((event) => ({ event, day: null, room: null }));
  if (events && placed.length > 0)
    tell({}, 'The file has events in a list of their own beside those of its days: both were read.');
  return {
    acronym: conference.acronym,
    title: conference.title,
    subtitle: null,
    venue: null,
    city: null,
    start: conference.start,
    end: conference.end,
    dayChange: null,
    timeZone: conference.time_zone_name,
    url: conference.url,
    baseUrl,
    accent: conference.colors?.primary ?? null,
    rooms: conference.rooms.flatMap(({ name }) => (name === null ? [] : [name])),
    days: days.map(({ found }) => found),
    events: [...placed, ...unplaced].map(({ event, day, room }) =>
      readEvent(event, { day, room, trackNames, biographies, lineOf }),
    ),
    notes: readNotes(parsed.data[scheduleNotesName]),
  };
}

function readEvent(
  event: JsonEvent,
  o: {
    day: FoundDay | null;
    room: string | null;
    trackNames: ReadonlyMap<string | null, string | null>;
    biographies: ReadonlyMap<string | null, JsonPerson>;
    lineOf: (values: readonly (string | null)[]) => number | null;
  },
): FoundEvent {
  const slugOfTrack =
    typeof event.track === 'object' && event.track !== null ? (event.track.slug ?? null) : null;
  return {
    line: o.lineOf([event.guid, event.url, event.title]),
    id: event.id,
    guid: event.guid,
    day: o.day,
    date: event.date,
    start: event.start,
    end: event.end,
    duration: event.duration,
    room: nameOf(event.room),
    roomAround: o.room,
    slug: event.slug,
    url: event.url,
    title: event.title,
    subtitle: event.subtitle,
    language: event.language,
    track: slugOfTrack === null ? nameOf(event.track) : (o.trackNames.get(slugOfTrack) ?? slugOfTrack),
    abstract: event.abstract,
    description: event.description,
    persons: [...event.persons, ...event.participants].map((person) => readPerson(person, o.biographies)),
    links: [...event.links, ...event.attachments].flatMap(readLink),
    licence: event.recording_license,
    isOptedOut: event.do_not_record,
  };
}

function nameOf(value: z.output<typeof named>): string | null {
  return typeof value === 'object' && value !== null ? (value.name ?? value.slug ?? null) : value;
}

function readPerson(person: JsonPerson, known: ReadonlyMap<string | null, JsonPerson>): FoundPerson {
  const more = person.guid === null ? undefined : known.get(person.guid);
  return {
    id: person.id ?? person.code,
    guid: person.guid,
    name: person.public_name ?? person.name ?? more?.name ?? null,
    affiliation: person.affiliation,
    biography: person.biography ?? more?.biography ?? null,
  };
}

/** Where an event is fed back about and where it came from are no links of the talk. */
function readLink({ url, title, type }: z.output<typeof linkSchema>): FoundLink[] {
  return type === 'FEEDBACK' || type === 'ORIGIN' ? [] : [{ url, title }];
}

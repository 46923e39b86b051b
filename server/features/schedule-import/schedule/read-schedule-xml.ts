import { allCalled, childOf, readXml, textOf, type XmlElement } from '#server/kernel/xml-tree.ts';
import { scheduleNotesName } from '../../catalogue/schedule-notes.ts';
import { ImportFileError } from '../import-file-error.ts';
import type { Tell } from '../oddities.ts';
import type { FoundDay, FoundEvent, FoundLink, FoundPerson, FoundSchedule } from './found-schedule.ts';
import { readNotes } from './read-notes.ts';

/**
 * Reads a schedule in XML: frab's and pretalx's, and FOSDEM's pentabarf of all ages, where events may stand right under
 * their day.
 * @throws {ImportFileError} where it is no such schedule
 */
export function readScheduleXml(text: string, tell: Tell): FoundSchedule {
  const { root, instructions } = readXml(text, {
    tell,
    refuse: (sentence, cause) => new ImportFileError([sentence], { cause }),
  });
  if (root.name !== 'schedule')
    throw new ImportFileError([
      `The file is XML, but no schedule: its first element is <${root.name}>, not <schedule>.`,
    ]);
  const conference = childOf(root, 'conference');
  const events = allCalled(root, 'event');
  if (!conference) {
    const entries = allCalled(root, 'entry').length;
    const what = entries > 0 ? `; it has ${entries} <entry> elements, which is another format` : '';
    throw new ImportFileError([
      `The file is a <schedule> without a <conference>: it is none of frab, pretalx or pentabarf${what}.`,
    ]);
  }
  const of = (name: string) => textOf(conference, name);
  const dayElements = root.children.filter((child) => child.name === 'day');
  const days = new Map(dayElements.map((element) => [element, readDay(element)]));
  const placed = dayElements.flatMap((element) => eventsOf(element, days.get(element) ?? null));
  const found = new Set(placed.map(({ element }) => element));
  const lost = events.filter((element) => !found.has(element));
  for (const element of lost)
    tell(
      { line: element.line, event: textOf(element, 'title') },
      'The event stands under no day: its own date is taken.',
    );
  return {
    acronym: of('acronym'),
    title: of('title'),
    subtitle: of('subtitle'),
    venue: of('venue'),
    city: of('city'),
    start: of('start'),
    end: of('end'),
    dayChange: of('day_change'),
    timeZone: of('time_zone_name'),
    url: of('url'),
    baseUrl: of('base_url'),
    accent: childOf(conference, 'color')?.attributes.primary ?? null,
    rooms: [],
    days: [...days.values()],
    events: [...placed, ...lost.map((element) => ({ element, day: null, room: null }))].map(
      ({ element, day, room }) => readEvent(element, { day, room }),
    ),
    notes: readNotes(instructions.get(scheduleNotesName)),
  };
}

interface Placed {
  element: XmlElement;
  day: FoundDay | null;
  room: string | null;
}

function eventsOf(element: XmlElement, day: FoundDay | null): Placed[] {
  return element.children.flatMap((child) => {
    if (child.name === 'event') return [{ element: child, day, room: null }];
    if (child.name !== 'room') return [];
    const room = child.attributes.name ?? null;
    return allCalled(child, 'event').map((event) => ({ element: event, day, room }));
  });
}

function readDay({ attributes, line }: XmlElement): FoundDay {
  return {
    line,
    date: attributes.date ?? null,
    start: attributes.start ?? null,
    end: attributes.end ?? null,
  };
}

function readEvent(element: XmlElement, where: { day: FoundDay | null; room: string | null }): FoundEvent {
  const of = (name: string) => textOf(element, name);
  const recording = childOf(element, 'recording');
  const optOut = (recording && textOf(recording, 'optout')) ?? of('do_not_record');
  return {
    line: element.line,
    id: element.attributes.id ?? null,
    guid: element.attributes.guid ?? null,
    day: where.day,
    date: of('date'),
    start: of('start'),
    end: of('end'),
    duration: of('duration'),
    room: of('room'),
    roomAround: where.room,
    slug: of('slug'),
    url: of('url'),
    title: of('title'),
    subtitle: of('subtitle'),
    language: of('language'),
    track: of('track'),
    abstract: of('abstract'),
    description: of('description'),
    persons: listOf(element, 'persons', 'person').map(readPerson),
    links: [...listOf(element, 'links', 'link'), ...listOf(element, 'attachments', 'attachment')].map(
      readLink,
    ),
    licence: (recording && textOf(recording, 'license')) ?? null,
    isOptedOut: optOut === null ? null : /^(?:true|1|yes)$/i.test(optOut.trim()),
  };
}

function listOf(element: XmlElement, list: string, name: string): XmlElement[] {
  return childOf(element, list)?.children.filter((child) => child.name === name) ?? [];
}

function readPerson(element: XmlElement): FoundPerson {
  const of = (name: string) => textOf(element, name);
  const { id, guid, public_name: publicName, affiliation } = element.attributes;
  return {
    id: id ?? null,
    guid: guid ?? null,
    name: of('name') ?? of('public_name') ?? (element.text.trim() || (publicName ?? null)),
    affiliation: of('affiliation') ?? affiliation ?? null,
    biography: of('biography'),
  };
}

function readLink(element: XmlElement): FoundLink {
  return {
    title: element.text.trim() || null,
    url: element.attributes.href ?? element.attributes.url ?? null,
  };
}

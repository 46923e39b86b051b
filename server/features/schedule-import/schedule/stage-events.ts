import type { ScheduleNotes } from '../../catalogue/schedule-notes.ts';
import type { StagedProgrammeInput } from '../../catalogue/staged-programme.ts';
import { plainLine } from '../../catalogue/text/plain-text.ts';
import { joinedRichText, longestTextCharacters } from '../../catalogue/text/rich-text.ts';
import { slugify } from '../../catalogue/text/slug.ts';
import { shortened, type Tell, type Where } from '../oddities.ts';
import { languageByLetters, spokenLanguage } from './event-language.ts';
import type { FoundDay, FoundEvent, FoundSchedule } from './found-schedule.ts';
import type { ConferenceDay } from './stage-days.ts';
import { stageLinks } from './stage-links.ts';
import { gatherPeople } from './stage-people.ts';
import { stageTime } from './stage-slot.ts';

type StagedTalk = NonNullable<StagedProgrammeInput['talks']>[number];
type EventNotes = ScheduleNotes['events'][string];

const longestTitleCharacters = 300;

interface Tools {
  days: ReadonlyMap<FoundDay, ConferenceDay>;
  zone: string;
  defaultLanguage: string;
  /** Under which name the events' ids are kept. */
  source: string;
  tell: Tell;
}

/** Every event of a schedule as a talk, with the people and rooms of them all. */
export function stageEvents(
  found: FoundSchedule,
  o: Tools,
): { talks: StagedTalk[]; speakers: NonNullable<StagedProgrammeInput['speakers']>; rooms: string[] } {
  const people = gatherPeople({ tell: o.tell, realGuid: (guid) => found.notes?.persons[guid] ?? guid });
  const rooms = new Set(found.rooms.map(roomName).filter((room) => room !== ''));
  const hasRoomList = rooms.size > 0;
  const talks = new Map<string, StagedTalk>();
  const seen = { guids: new Map<string, string>(), ids: new Map<string, string>() };
  const dayList = [...o.days.values()];
  for (const [index, event] of found.events.entries()) {
    const title = titleOf(event, index, o.tell);
    const where: Where = { line: event.line, event: title };
    const notes = (event.guid === null ? undefined : found.notes?.events[event.guid.trim()]) ?? {};
    const slot = slotOf(event, { ...o, notes, dayList, where });
    if (slot?.room) {
      if (hasRoomList && !rooms.has(slot.room))
        o.tell(where, `Its room “${slot.room}” is not in the conference’s list of rooms: it was added.`);
      rooms.add(slot.room);
    }
    const first = notes.slotOf === undefined ? undefined : talks.get(notes.slotOf);
    if (first !== undefined) {
      first.slots = [...(first.slots ?? []), ...(slot === null ? [] : [slot])];
      continue;
    }
    const key = event.guid?.trim() || `#${index}`;
    talks.set(talks.has(key) ? `#${index}` : key, {
      at: event.line === null ? `event ${index + 1}` : `line ${event.line}`,
      ...identity(event, {
        notes,
        seen,
        where,
        source: o.source,
        portal: found.notes?.portal ?? null,
        tell: o.tell,
      }),
      ...words(event, title, { ...o, notes, where, people }),
      slots: slot === null ? [] : [slot],
      track: shortened(plainLine(event.track ?? ''), 200) || null,
      ...plan(event, notes),
      ...licence(event, found, notes),
      links: stageLinks(event.links, {
        baseUrl: found.baseUrl,
        ownAddress: found.notes?.portal ?? null,
        where,
        tell: o.tell,
      }),
    });
  }
  return { talks: [...talks.values()], speakers: people.all(), rooms: [...rooms] };
}

function titleOf(event: FoundEvent, index: number, tell: Tell): string {
  const whole = plainLine(event.title ?? '');
  if (whole === '') {
    const name = `Event ${event.id?.trim().slice(0, 40) || index + 1}`;
    tell({ line: event.line, event: name }, `The event has no title: it is called “${name}”.`);
    return name;
  }
  const title = shortened(whole, longestTitleCharacters);
  if (title !== whole)
    tell(
      { line: event.line, event: title },
      `Its title of ${whole.length} characters was cut to ${longestTitleCharacters}.`,
    );
  return title;
}

function slotOf(
  event: FoundEvent,
  o: Tools & { notes: EventNotes; dayList: readonly ConferenceDay[]; where: Where },
): { day: string | null; startMs: number | null; durationMs: number | null; room: string | null } | null {
  const { notes, where, tell } = o;
  if (notes.hasNoSlot) return null;
  const day = event.day === null ? null : (o.days.get(event.day) ?? null);
  const isQuiet = notes.hasNoStart || notes.durationMs !== undefined;
  const time = stageTime(event, {
    day,
    days: o.dayList,
    zone: o.zone,
    where,
    tell: isQuiet ? () => undefined : tell,
  });
  const own = roomName(event.room ?? '');
  const around = roomName(event.roomAround ?? '');
  if (own !== '' && around !== '' && own !== around)
    tell(where, `It says that it is in “${own}” but stands in “${around}”: “${own}” is taken.`);
  return {
    day: notes.hasNoDay ? null : time.day,
    startMs: notes.hasNoStart ? null : time.startMs,
    durationMs: notes.durationMs === undefined ? time.durationMs : notes.durationMs,
    room: notes.hasNoRoom ? null : own || around || null,
  };
}

function roomName(text: string): string {
  return shortened(plainLine(text), 200);
}

function identity(
  event: FoundEvent,
  o: {
    notes: EventNotes;
    seen: { guids: Map<string, string>; ids: Map<string, string> };
    where: Where;
    source: string;
    portal: string | null;
    tell: Tell;
  },
): Pick<StagedTalk, 'guid' | 'sources' | 'slug'> {
  const guid = event.guid?.trim() ?? '';
  const id = event.id?.trim() ?? '';
  const title = o.where.event ?? '';
  const sameGuid = o.seen.guids.get(guid.toLowerCase());
  const sameId = o.seen.ids.get(id);
  if (guid !== '' && sameGuid !== undefined)
    o.tell(
      o.where,
      `Its guid ${guid.slice(0, 60)} is that of “${sameGuid}” too: it is taken in without one.`,
    );
  if (id !== '' && sameId !== undefined)
    o.tell(o.where, `Its id ${id.slice(0, 60)} is that of “${sameId}” too: it is taken in without one.`);
  if (guid !== '') o.seen.guids.set(guid.toLowerCase(), sameGuid ?? title);
  if (id !== '') o.seen.ids.set(id, sameId ?? title);
  const hasGuid = guid !== '' && guid.length <= 200 && sameGuid === undefined;
  const hasId = id !== '' && id.length <= 200 && sameId === undefined && o.portal === null;
  if (!hasGuid && !hasId && o.portal === null && guid === '' && id === '')
    o.tell(o.where, 'It has neither a guid nor an id: later imports know it by its title and day.');
  const slug = o.portal === null ? slugOf(event.slug) : ownSlug(event.url, o.portal);
  return {
    ...(hasGuid && { guid: o.notes.guid ?? guid }),
    ...(hasId && { sources: [{ source: o.source, id }] }),
    ...(slug !== '' && { slug }),
  };
}

/** Codes such as MJA8QY stand where a slug should, and say nothing to people. */
function slugOf(text: string | null): string {
  const given = text?.trim() ?? '';
  return /^[0-9A-Z]{6}$/.test(given) ? '' : slugify(given);
}

function ownSlug(url: string | null, portal: string): string {
  const start = `${portal}/talks/`;
  if (!url?.startsWith(start)) return '';
  try {
    return decodeURIComponent(url.slice(start.length));
  } catch {
    return '';
  }
}

function words(
  event: FoundEvent,
  title: string,
  o: Tools & { notes: EventNotes; where: Where; people: ReturnType<typeof gatherPeople> },
): Pick<StagedTalk, 'language' | 'texts' | 'speakers'> {
  const { languages, unknown } = spokenLanguage(event.language);
  const [language, second] = languages;
  if (unknown !== null)
    o.tell(
      o.where,
      `Its language “${unknown.slice(0, 40)}” is not known: ${language === undefined ? 'it was left out' : `${language} is taken`}.`,
    );
  else if (second !== undefined)
    o.tell(o.where, `It names several languages (${languages.join(', ')}): ${language} is taken.`);
  const ofTexts = o.notes.textLanguage ?? languageByLetters(title) ?? language ?? o.defaultLanguage;
  const tooLong = [event.abstract, event.description].some(
    (text) => (text?.length ?? 0) > longestTextCharacters,
  );
  if (tooLong)
    o.tell(o.where, `Its abstract is longer than ${longestTextCharacters} characters: it was cut.`);
  const abstract = joinedRichText([event.abstract, event.description]);
  const subtitle = shortened(plainLine(event.subtitle ?? ''), 1000);
  return {
    ...(language !== undefined && { language }),
    texts: {
      [ofTexts]: {
        title,
        subtitle: subtitle || null,
        abstract: abstract.text || null,
        abstractHtml: abstract.html,
      },
    },
    speakers: o.people.bill(personsOf(event, o.notes), o.defaultLanguage, o.where),
  };
}

/** Persons at the places that the notes of an export name. */
function personsOf(event: FoundEvent, { affiliations }: EventNotes): FoundEvent['persons'] {
  if (affiliations === undefined) return event.persons;
  return event.persons.map((person) => ({
    ...person,
    affiliation: affiliations[person.guid ?? ''] ?? person.affiliation,
  }));
}

function plan(event: FoundEvent, notes: EventNotes): Pick<StagedTalk, 'recordingPlan'> {
  if (notes.plan !== undefined) return { recordingPlan: notes.plan };
  if (event.isOptedOut === null) return {};
  return { recordingPlan: event.isOptedOut ? 'opted_out' : 'will' };
}

function licence(event: FoundEvent, found: FoundSchedule, notes: EventNotes): Pick<StagedTalk, 'licence'> {
  const text = shortened(plainLine(event.licence ?? ''), 300);
  if (text === '' || notes.hasNoLicence) return found.notes === null ? {} : { licence: null };
  return { licence: text };
}

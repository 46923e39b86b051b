import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { paths } from '#server/contract/paths.ts';
import { wallClock, zonedMoment, zonedTimeMs } from '#server/kernel/zoned-time.ts';
import { asUuid, type ScheduleNotes } from '../catalogue/schedule-notes.ts';
import { webUri } from '../catalogue/text/web-uri.ts';
import { type EventTimes, eventTimes } from './event-times.ts';
import type { Schedule, ScheduleDay, ScheduleEvent } from './schedule.ts';
import type {
  ExportConferenceRow,
  ExportPersonRow,
  ExportSlotRow,
  ExportTalkRow,
  ExportTextRow,
  ScheduleExportStore,
} from './store.ts';
import { unreadLine, unreadText } from './unread.ts';

type EventNotes = ScheduleNotes['events'][string];

const downloadsSchema = z
  .array(z.looseObject({ kind: z.string(), path: z.string(), sizeBytes: z.number() }))
  .catch([]);
const talksAtOnce = 20;

/**
 * The schedule of a public conference, made in slices so that the server goes on answering.
 * @param o.portal the portal's address, without a trailing slash
 * @param o.url where the schedule itself is
 * @returns null where there is no such public conference
 */
export async function makeSchedule(
  store: ScheduleExportStore,
  o: { slug: string; portal: string; url: string },
): Promise<Schedule | null> {
  const conference = store.conference(o.slug);
  if (conference === null) return null;
  const talks = store.talks(conference.id, `schedule:${conference.slug}`);
  const slots = Map.groupBy(store.slots(conference.id), ({ talk_id }) => talk_id);
  const parts = {
    texts: Map.groupBy(store.texts(conference.id), ({ talk_id }) => talk_id),
    persons: Map.groupBy(store.persons(conference.id), ({ talk_id }) => talk_id),
    links: Map.groupBy(store.links(conference.id), ({ talk_id }) => talk_id),
    recordings: new Map(store.recordings(conference.id).map((row) => [row.talk_id, row])),
    numbers: numbersFor(talks),
  };
  const notes: ScheduleNotes = {
    portal: o.portal,
    conference: conferenceNotes(conference, store),
    events: {},
    persons: {},
  };
  const firstDay = firstDayOf(conference, [...slots.values()].flat());
  const placed: { times: EventTimes; event: ScheduleEvent }[] = [];
  for (const [index, talk] of talks.entries()) {
    if (index % talksAtOnce === talksAtOnce - 1) await nextTurn();
    const own: (ExportSlotRow | null)[] = slots.get(talk.id) ?? [null];
    for (const [number, slot] of own.entries()) {
      const recordedMs = parts.recordings.get(talk.id)?.duration_ms ?? null;
      const times = eventTimes(slot, { zone: conference.time_zone, firstDay, recordedMs });
      const { event, more } = makeEvent(talk, {
        ...parts,
        conference,
        portal: o.portal,
        slot,
        times,
        number,
      });
      placed.push({ times, event });
      const said = { ...times.notes, ...more };
      if (Object.keys(said).length > 0) notes.events[event.guid] = said;
      for (const person of parts.persons.get(talk.id) ?? [])
        if (asUuid(person.guid) !== person.guid) notes.persons[asUuid(person.guid)] = person.guid;
    }
  }
  const days = daysOf(placed, { conference, firstDay });
  return {
    version: versionOf(talks),
    url: o.url,
    baseUrl: `${o.portal}/`,
    conference: {
      acronym: acronymOf(conference),
      title: unreadLine(titleOf(conference, store).title),
      startDay: conference.start_day ?? days[0]?.date ?? firstDay,
      endDay: conference.end_day ?? days.at(-1)?.date ?? firstDay,
      timeZone: conference.time_zone,
      url: conference.url && webUri(conference.url),
      accent: conference.accent,
      tracks: store.tracks(conference.id),
    },
    days,
    notes,
  };
}

function makeEvent(
  talk: ExportTalkRow,
  o: {
    conference: ExportConferenceRow;
    portal: string;
    slot: ExportSlotRow | null;
    times: EventTimes;
    /** Which of its talk's slots it is, from 0. */
    number: number;
    texts: ReadonlyMap<number, ExportTextRow[]>;
    persons: ReadonlyMap<number, ExportPersonRow[]>;
    links: ReadonlyMap<number, { title: string; url: string }[]>;
    recordings: ReadonlyMap<number, { id: string; version_id: string; downloads: string | null }>;
    numbers: ReadonlyMap<number, number>;
  },
): { event: ScheduleEvent; more: EventNotes } {
  const text = textOf(o.texts.get(talk.id) ?? [], talk, o.conference);
  const guid = asUuid(talk.guid);
  const more: EventNotes = {};
  if (o.number > 0) more.slotOf = guid;
  else if (guid !== talk.guid) more.guid = talk.guid;
  if (text !== null && text.language !== talk.language) more.textLanguage = text.language;
  if (talk.recording_plan === 'none') more.plan = 'none';
  if (talk.licence === null) more.hasNoLicence = true;
  const placed = (o.persons.get(talk.id) ?? []).flatMap(({ guid: person, affiliation }) =>
    affiliation === null ? [] : [[asUuid(person), affiliation] as const],
  );
  if (placed.length > 0) more.affiliations = Object.fromEntries(placed);
  const pageUrl = o.portal + paths.talk(talk.slug);
  const recording = o.recordings.get(talk.id);
  const id = o.numbers.get(talk.id) ?? talk.id;
  return {
    more,
    event: {
      id: o.number === 0 ? id : 1_000_000_000 + id * 100 + o.number,
      guid: o.number === 0 ? guid : asUuid(`${talk.guid}#${o.number}`),
      date: o.times.date,
      start: o.times.start,
      duration: o.times.duration,
      room: unreadLine(o.slot?.room ?? 'To be announced'),
      slug: talk.slug,
      url: pageUrl,
      title: unreadLine(text?.title ?? talk.slug),
      subtitle: unreadLine(text?.subtitle ?? ''),
      language: talk.language,
      track: talk.track && unreadLine(talk.track),
      type: 'Talk',
      abstract: unreadText(text?.abstract ?? null, text?.abstract_html ?? null),
      persons: (o.persons.get(talk.id) ?? []).map((person) => ({
        id: person.id,
        guid: asUuid(person.guid),
        name: unreadLine(person.name),
      })),
      links: (o.links.get(talk.id) ?? []).map(({ title, url }) => ({
        title: unreadLine(title),
        url: webUri(url),
      })),
      licence: talk.licence ?? o.conference.licence,
      isOptedOut: talk.recording_plan === 'opted_out',
      recording: recording ? { pageUrl, downloadUrl: bestDownload(recording, o.portal) } : null,
    },
  };
}

function bestDownload(
  recording: { id: string; version_id: string; downloads: string | null },
  portal: string,
): string | null {
  const files = downloadsSchema.parse(JSON.parse(recording.downloads ?? '[]'));
  const videos = files.some(({ kind }) => kind !== 'audio')
    ? files.filter(({ kind }) => kind !== 'audio')
    : files;
  const [best] = [...videos].sort((one, other) => other.sizeBytes - one.sizeBytes);
  return best ? portal + paths.versionFile(recording.id, recording.version_id, best.path) : null;
}

function daysOf(
  placed: readonly { times: EventTimes; event: ScheduleEvent }[],
  o: { conference: ExportConferenceRow; firstDay: string },
): ScheduleDay[] {
  const zone = o.conference.time_zone;
  const byDay = Map.groupBy(placed, ({ times }) => times.day);
  if (byDay.size === 0) byDay.set(o.firstDay, []);
  return [...byDay]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([date, list]) => {
      const midnight = zonedTimeMs(date, '00:00', zone);
      const ordered = [...list].sort((one, other) => one.times.startMs - other.times.startMs);
      return {
        date,
        start: zonedMoment(Math.min(midnight, ...list.map(({ times }) => times.startMs)), zone),
        end: zonedMoment(Math.max(midnight + 86_340_000, ...list.map(({ times }) => times.endMs)), zone),
        rooms: [...Map.groupBy(ordered, ({ event }) => event.room)].map(([name, events]) => ({
          name,
          events: events.map(({ event }) => event),
        })),
      };
    });
}

/** Events' numbers: those they came with where these are numbers and each another one, else the talk's own. */
function numbersFor(talks: readonly ExportTalkRow[]): Map<number, number> {
  const used = new Set<number>();
  return new Map(
    talks.map((talk) => {
      const given = /^[1-9]\d{0,8}$/.test(talk.source_id ?? '') ? Number(talk.source_id) : talk.id;
      const number = used.has(given) ? 2_000_000_000 + talk.id : given;
      used.add(number);
      return [talk.id, number];
    }),
  );
}

/** The text in the language of the talk, else in that of the conference, else any. */
function textOf(
  texts: readonly ExportTextRow[],
  talk: ExportTalkRow,
  conference: ExportConferenceRow,
): ExportTextRow | null {
  const of = (language: string | null) => texts.find((text) => text.language === language);
  return of(talk.language) ?? of(conference.language) ?? texts[0] ?? null;
}

function titleOf(
  conference: ExportConferenceRow,
  store: ScheduleExportStore,
): { language: string; title: string } {
  const titles = store.titles(conference.id);
  const none = { language: conference.language, title: conference.acronym ?? conference.slug };
  return titles.find(({ language }) => language === conference.language) ?? titles[0] ?? none;
}

function conferenceNotes(
  conference: ExportConferenceRow,
  store: ScheduleExportStore,
): ScheduleNotes['conference'] {
  return {
    slug: conference.slug,
    timeZone: conference.time_zone,
    acronym: conference.acronym,
    language: titleOf(conference, store).language,
    startDay: conference.start_day,
    endDay: conference.end_day,
    licence: conference.licence,
    url: conference.url,
  };
}

/** Both schemas want small Latin letters, digits and underscores, four at least. */
function acronymOf(conference: ExportConferenceRow): string {
  const plain = conference.slug
    .toLowerCase()
    .replaceAll('-', '_')
    .replace(/[^a-z0-9_]/g, '');
  return plain.length >= 4 ? plain : `conf_${plain || conference.id}`;
}

function firstDayOf(conference: ExportConferenceRow, slots: readonly ExportSlotRow[]): string {
  const known = slots.map(
    ({ day, start_ms: startMs }) =>
      day ?? (startMs === null ? null : wallClock(startMs, conference.time_zone).day),
  );
  return conference.start_day ?? known.filter((day) => day !== null).sort()[0] ?? '1970-01-01';
}

function versionOf(talks: readonly ExportTalkRow[]): string {
  const newest = talks.reduce((latest, talk) => Math.max(latest, talk.updated_ms), 0);
  return new Date(newest).toISOString().slice(0, 16).replace('T', ' ');
}

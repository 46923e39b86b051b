import { scheduleNotesName } from '../catalogue/schedule-notes.ts';
import type { Schedule, ScheduleEvent } from './schedule.ts';

/** Writes a schedule as XML, valid by the format's XSD (https://c3voc.de/schedule/schema.xsd). */
export function writeScheduleXml(schedule: Schedule): string {
  const { conference, days } = schedule;
  const dayElements = days.map(
    (day, index) =>
      `  <day index="${index + 1}" date="${day.date}" start="${day.start}" end="${day.end}">\n${day.rooms
        .map(
          (room) =>
            `    <room name="${attribute(room.name)}">\n${room.events.map(eventElement).join('')}    </room>\n`,
        )
        .join('')}  </day>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<?${scheduleNotesName} ${instruction(schedule.notes)}?>
<schedule>
  <generator name="Rostrum"/>
${line('  ', 'url', schedule.url)}${line('  ', 'version', schedule.version)}  <conference>
${line('    ', 'title', conference.title)}${line('    ', 'acronym', conference.acronym)}${line('    ', 'start', conference.startDay)}${line('    ', 'end', conference.endDay)}${line('    ', 'days', String(days.length))}${line('    ', 'timeslot_duration', '00:05')}${line('    ', 'base_url', schedule.baseUrl)}${conference.url === null ? '' : line('    ', 'url', conference.url)}${line('    ', 'time_zone_name', conference.timeZone)}${conference.accent === null ? '' : `    <color primary="${attribute(conference.accent)}"/>\n`}${conference.tracks.map((track) => `    <track name="${attribute(track.name)}"/>\n`).join('')}  </conference>
${dayElements.join('')}</schedule>
`;
}

function eventElement(event: ScheduleEvent): string {
  const each = (name: string, value: string | null) => (value === null ? '' : line('        ', name, value));
  const { recording } = event;
  const persons = event.persons.map(
    ({ id, guid, name }) => `          <person id="${id}" guid="${guid}">${text(name)}</person>\n`,
  );
  const links = event.links.map(
    ({ title, url }) => `          <link href="${attribute(url)}">${text(title)}</link>\n`,
  );
  if (recording !== null)
    links.push(`          <link href="${attribute(recording.pageUrl)}" type="recording">Recording</link>\n`);
  return `      <event id="${event.id}" guid="${event.guid}">
${each('room', event.room)}${each('title', event.title)}${each('subtitle', event.subtitle)}${each('type', event.type)}${each('date', event.date)}${each('start', event.start)}${each('duration', event.duration)}${each('abstract', event.abstract)}${each('slug', /^[a-z0-9_]{4,}-[a-z0-9_-]{4,}$/.test(event.slug) && event.id < 1_000_000_000 ? event.slug : null)}${each('track', event.track ?? '')}${list('persons', persons)}${each('language', event.language)}        <recording>
${line('          ', 'license', event.licence ?? '')}${line('          ', 'optout', String(event.isOptedOut))}${recording?.downloadUrl ? line('          ', 'url', recording.downloadUrl) : ''}${recording ? line('          ', 'link', recording.pageUrl) : ''}        </recording>
${list('links', links)}${each('video_download_url', recording?.downloadUrl ?? null)}${each('url', event.url)}      </event>
`;
}

function list(name: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `        <${name}>\n${items.join('')}        </${name}>\n`;
}

function line(indent: string, name: string, value: string): string {
  return value === '' ? `${indent}<${name}/>\n` : `${indent}<${name}>${text(value)}</${name}>\n`;
}

function text(value: string): string {
  return allowed(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

function attribute(value: string): string {
  return text(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** Characters that XML has a place for (XML 1.0, 2.2). */
function allowed(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is dropped
  return value.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

/** JSON inside a processing instruction: nothing in it may end it. */
function instruction(value: unknown): string {
  return allowed(JSON.stringify(value))
    .replaceAll('?', '\\u003f')
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e');
}

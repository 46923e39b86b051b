/** An event of a generated frab schedule. */
export interface XmlEvent {
  guid: string;
  id: number;
  title: string;
  /** HH:MM on 2024-05-01 in Berlin. */
  start: string;
  room: string;
  person: string;
  optOut?: boolean;
  /** What its abstract is about; the title unless given. */
  about?: string;
}

/** A small frab schedule of one day (the XSD of the c3voc), every event 30 minutes long. */
export function scheduleXml(
  events: readonly XmlEvent[],
  o: { acronym?: string; title?: string } = {},
): string {
  const rooms = [...new Set(events.map(({ room }) => room))];
  return `<?xml version="1.0" encoding="UTF-8"?>
<schedule>
  <conference>
    <acronym>${o.acronym ?? 'mini24'}</acronym><title>${o.title ?? 'Mini Conference'}</title>
    <start>2024-05-01</start><end>2024-05-01</end><days>1</days><timeslot_duration>00:05</timeslot_duration>
    <time_zone_name>Europe/Berlin</time_zone_name>
  </conference>
  <day index="1" date="2024-05-01" start="2024-05-01T08:00:00+02:00" end="2024-05-02T02:00:00+02:00">
${rooms
  .map(
    (room) =>
      `    <room name="${room}">\n${events
        .filter((event) => event.room === room)
        .map(eventXml)
        .join('\n')}\n    </room>`,
  )
  .join('\n')}
  </day>
</schedule>
`;
}

function eventXml({ guid, id, title, start, room, person, optOut = false, about = title }: XmlEvent): string {
  return `      <event guid="${guid}" id="${id}">
        <date>2024-05-01T${start}:00+02:00</date><start>${start}</start><duration>00:30</duration>
        <room>${room}</room><slug>mini24-${id}</slug><title>${title}</title><subtitle></subtitle>
        <track>Main</track><type>lecture</type><language>en</language>
        <abstract>About ${about}.</abstract><description></description>
        <recording><license></license><optout>${optOut}</optout></recording>
        <persons><person id="${id}">${person}</person></persons><links></links><attachments></attachments>
      </event>`;
}

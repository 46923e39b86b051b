import { paths } from '#server/contract/paths.ts';
import type { Conference } from '#server/contract/wire.ts';
import type { Thing } from './thing.ts';

/** A conference as an event; null where its days are not known, as an event without them is none to search engines. */
export function conferenceEvent(conference: Conference, portal: string): Thing | null {
  const { startDay, endDay, place, description, subtitle, logo, url } = conference;
  if (startDay === null) return null;
  const about = description ?? subtitle;
  return {
    '@type': 'Event',
    name: conference.title,
    url: portal + paths.conference(conference.slug),
    startDate: startDay,
    endDate: endDay ?? startDay,
    eventStatus: 'https://schema.org/EventScheduled',
    ...(place
      ? {
          eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
          location: { '@type': 'Place', name: place, address: place },
        }
      : {}),
    ...(about ? { description: about } : {}),
    ...(logo ? { image: portal + logo.url } : {}),
    ...(url ? { sameAs: url } : {}),
    inLanguage: conference.textLanguage,
  };
}

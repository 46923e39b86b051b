import type { PageData } from '#server/contract/pages.ts';
import { paths } from '#server/contract/paths.ts';
import type { Reader } from '../../i18n/reader.tsx';
import { breadcrumbs } from './breadcrumbs.ts';
import { conferenceEvent } from './conference-event.ts';
import { profilePage } from './person.ts';
import type { Thing } from './thing.ts';
import { videoObject } from './video-object.ts';

/**
 * What a page is about, for search engines (schema.org, as JSON-LD): a talk's video with its chapters, a conference, a
 * person, the portal.
 * @param portal the portal's address, without a trailing slash
 */
export function structuredData(data: PageData, reader: Reader, portal: string): Thing[] {
  const { site, m } = reader;
  const home = { name: site.name, path: paths.home() };
  switch (data.page) {
    case 'home':
      return [
        {
          '@type': 'WebSite',
          name: site.name,
          url: `${portal}/`,
          potentialAction: {
            '@type': 'SearchAction',
            target: { '@type': 'EntryPoint', urlTemplate: `${portal}/search?q={search_term_string}` },
            'query-input': 'required name=search_term_string',
          },
        },
      ];
    case 'conference': {
      const { conference } = data;
      const here = { name: conference.title, path: paths.conference(conference.slug) };
      const event = conferenceEvent(conference, portal);
      return [...(event ? [event] : []), breadcrumbs([home, here], portal)];
    }
    case 'talk': {
      const { talk } = data;
      const { conference } = talk;
      const trail = [
        home,
        ...(conference ? [{ name: conference.title, path: paths.conference(conference.slug) }] : []),
        { name: talk.title, path: paths.talk(talk.slug) },
      ];
      const video = videoObject(talk, portal);
      return [...(video ? [video] : []), breadcrumbs(trail, portal)];
    }
    case 'speaker': {
      const { speaker } = data;
      const trail = [
        home,
        { name: m.speakers, path: paths.speakers() },
        { name: speaker.name, path: paths.speaker(speaker.slug) },
      ];
      return [profilePage(speaker, portal), breadcrumbs(trail, portal)];
    }
    default:
      return [];
  }
}

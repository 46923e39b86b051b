import { paths } from '#server/contract/paths.ts';
import type { Speaker, SpeakerRef } from '#server/contract/wire.ts';
import type { Thing } from './thing.ts';

/** The page of a speaker. */
export function profilePage(speaker: Speaker, portal: string): Thing {
  return {
    '@type': 'ProfilePage',
    mainEntity: {
      ...personOf(speaker, portal),
      ...(speaker.otherNames.length > 0 ? { alternateName: speaker.otherNames } : {}),
      ...(speaker.biography ? { description: speaker.biography } : {}),
      ...(speaker.photo ? { image: portal + speaker.photo.url } : {}),
      ...(speaker.links.length > 0 ? { sameAs: speaker.links.map(({ url }) => url) } : {}),
    },
  };
}

/** Who speaks, as part of something else. */
export function personOf({ slug, name, affiliation }: SpeakerRef, portal: string): Thing {
  return {
    '@type': 'Person',
    name,
    url: portal + paths.speaker(slug),
    ...(affiliation ? { affiliation: { '@type': 'Organization', name: affiliation } } : {}),
  };
}

import { paths } from '#server/contract/paths.ts';
import type { Chapter, Talk } from '#server/contract/wire.ts';
import { videoOf } from '../video-facts.ts';
import { personOf } from './person.ts';
import type { Thing } from './thing.ts';

/**
 * A talk's recording with its chapters as clips; null where it cannot be watched in full yet, or has no picture to show
 * in a list.
 */
export function videoObject(talk: Talk, portal: string): Thing | null {
  const video = videoOf(talk);
  const thumbnail = video?.recording.posterUrl ?? talk.posterUrl;
  if (video === null || !thumbnail || talk.publishedAt === null) return null;
  const { recording, durationMs, file } = video;
  const captions = recording.tracks.filter(({ kind, url }) => kind === 'captions' && url !== null);
  return {
    '@type': 'VideoObject',
    name: talk.title,
    description: talk.abstract ?? talk.subtitle ?? talk.title,
    thumbnailUrl: [portal + thumbnail],
    uploadDate: talk.publishedAt,
    duration: isoDuration(durationMs),
    url: portal + paths.talk(talk.slug),
    embedUrl: portal + paths.embed(talk.slug),
    ...(file ? { contentUrl: portal + file.url, encodingFormat: file.mimeType } : {}),
    ...(talk.spokenLanguage ? { inLanguage: talk.spokenLanguage } : {}),
    ...(talk.tags.length > 0 ? { keywords: talk.tags.map(({ name }) => name).join(', ') } : {}),
    ...(talk.licence && URL.canParse(talk.licence) ? { license: talk.licence } : {}),
    creator: talk.speakers.map((speaker) => personOf(speaker, portal)),
    ...(captions.length > 0
      ? {
          caption: captions.map(({ url, language }) => ({
            '@type': 'MediaObject',
            contentUrl: portal + url,
            encodingFormat: 'text/vtt',
            ...(language ? { inLanguage: language } : {}),
          })),
        }
      : {}),
    ...recordedAt(talk, portal),
    hasPart: recording.chapters.map((chapter) => clip(chapter, talk.slug, recording.editNumber, portal)),
  };
}

/** A chapter; its address carries the second and the edit, as Google's key moments ask for. */
function clip({ title, startMs, endMs }: Chapter, slug: string, edit: number, portal: string): Thing {
  return {
    '@type': 'Clip',
    name: title,
    startOffset: Math.floor(startMs / 1000),
    endOffset: Math.ceil(endMs / 1000),
    url: portal + paths.talk(slug, startMs / 1000, edit),
  };
}

/** Where and when the talk was given. */
function recordedAt({ title, conference, startsAt, day, room }: Talk, portal: string) {
  const startDate = startsAt ?? day;
  if (startDate === null) return {};
  return {
    recordedAt: {
      '@type': 'Event',
      name: title,
      startDate,
      ...(room ? { location: { '@type': 'Place', name: room } } : {}),
      ...(conference
        ? {
            superEvent: {
              '@type': 'Event',
              name: conference.title,
              url: portal + paths.conference(conference.slug),
            },
          }
        : {}),
    },
  };
}

/** A length as ISO 8601 writes it: `PT1H2M3S`. */
function isoDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `PT${Math.floor(seconds / 3600)}H${Math.floor(seconds / 60) % 60}M${seconds % 60}S`;
}

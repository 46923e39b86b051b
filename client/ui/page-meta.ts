import type { ConferenceListing, TalkListing } from '#server/contract/listing.ts';
import type { PageData } from '#server/contract/pages.ts';
import { wordsOf } from '#server/contract/passages.ts';
import type { Conference, Speaker, Talk } from '#server/contract/wire.ts';
import type { Reader } from '../i18n/reader.tsx';

export interface PageMeta {
  /** Without the portal's name; null on the home page, which is called by it. */
  title: string | null;
  description: string | null;
  isIndexed: boolean;
  imageUrl: string | null;
}

const descriptionLength = 200;

/** What search engines and link previews are told about a page. */
export function pageMeta(data: PageData, { m, site, format }: Reader): PageMeta {
  const plain = (title: string | null, description: string | null, isIndexed = true): PageMeta => ({
    title,
    description: description === null ? null : shortened(description),
    isIndexed,
    imageUrl: null,
  });
  switch (data.page) {
    case 'home':
      return plain(
        null,
        site.tagline ?? `${m.talksCount(data.talkCount)}, ${m.speakersCount(data.speakerCount)}`,
      );
    case 'conference':
      return plain(
        data.conference.title,
        data.conference.description ||
          data.conference.subtitle ||
          aboutConference(data.conference, { m, format }),
        !data.conference.isSample && !isNarrowed(data.listing),
      );
    case 'conferences':
      return plain(m.conferences, m.conferencesCount(data.foundCount));
    case 'talks':
      return plain(
        data.tag ? m.finding.aboutTopic(data.tag.name) : m.finding.allTalks,
        m.talksCount(data.foundCount),
        !isNarrowedList(data),
      );
    case 'topics':
      return plain(m.finding.topics, null);
    case 'talk':
      return {
        ...plain(data.talk.title, data.talk.abstract || aboutTalk(data.talk, format), !data.talk.isSample),
        imageUrl: data.talk.posterUrl,
      };
    case 'transcript':
      return {
        ...plain(
          m.transcriptOf(data.talk.title),
          data.passages
            .slice(0, 5)
            .map(({ cues }) => wordsOf(cues))
            .join(' '),
          !data.talk.isSample,
        ),
        imageUrl: data.talk.posterUrl,
      };
    case 'embed':
      return {
        ...plain(data.talk.title, data.talk.abstract || aboutTalk(data.talk, format), false),
        imageUrl: data.talk.posterUrl,
      };
    case 'speakers':
      return plain(m.speakers, null, data.query === '');
    case 'speaker':
      return plain(
        data.speaker.name,
        data.speaker.biography || data.speaker.affiliation || aboutSpeaker(data.speaker),
        data.speaker.talks.some((talk) => !talk.isSample),
      );
    case 'search':
      return plain(data.query === '' ? m.search : m.resultsFor(data.query), m.searchLabel);
    case 'kept':
      return plain(m.myList, m.myListIntro, false);
    case 'text':
      return plain(m[data.kind], null);
    case 'offline':
      return plain(m.offlineTitle, m.offlineText, false);
    case 'organize':
      return plain(m.organize, null, false);
    case 'error':
      return plain(errorTitle(data.status, m), null, false);
  }
}

/** Where nobody wrote about it: what is known of it. */
function aboutConference(
  { title, startDay, endDay, place, talkCount }: Conference,
  { m, format }: Pick<Reader, 'm' | 'format'>,
): string {
  return joined([title, startDay && format.days(startDay, endDay), place, m.talksCount(talkCount)]);
}

function aboutTalk({ title, speakers, conference, day }: Talk, format: Reader['format']): string {
  return joined([
    title,
    ...speakers.map(({ name }) => name),
    conference?.title ?? null,
    day && format.days(day, null),
  ]);
}

function aboutSpeaker({ name, talks }: Speaker): string {
  return joined([name, ...talks.map(({ title }) => title)]);
}

function joined(facts: ReadonlyArray<string | null>): string {
  return facts.filter((fact) => fact !== null && fact !== '').join(' · ');
}

/** Pages of the same talks in another choice or order are followed, but only one of them is listed. */
function isNarrowed({ view, filters, sort, pageNumber, shownDay }: ConferenceListing): boolean {
  const { isRecorded, day, ...others } = filters;
  const isChosen = Object.values(others).some((value) => value !== null);
  return (
    isRecorded ||
    isChosen ||
    (day !== null && shownDay === null) ||
    (view === 'list' && (sort !== 'time' || pageNumber > 1))
  );
}

function isNarrowedList({ filters, sort }: TalkListing): boolean {
  return filters.isRecorded || filters.language !== null || filters.year !== null || sort !== 'newest';
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= descriptionLength) return line;
  const cut = line.slice(0, descriptionLength);
  const end = cut.lastIndexOf(' ');
  return `${cut.slice(0, end > descriptionLength / 2 ? end : descriptionLength)}…`;
}

/** What an error page is called. */
export function errorTitle(status: number, m: Reader['m']): string {
  if (status === 404 || status === 410) return m.errorNotFoundTitle;
  if (status === 429) return m.errorBusyTitle;
  return status >= 500 ? m.errorServerTitle : m.errorRequestTitle;
}

import type { ListFilters } from '#server/contract/listing.ts';
import { isListSort } from '#server/contract/listing.ts';
import { paths } from '#server/contract/paths.ts';
import type { ListingQuery } from '#server/features/catalogue/read/conference-listing.ts';
import type { PageRequest, ViewerPage } from './viewer-page.ts';

const maxTopics = 1000;
const maxWords = 100;

type Query = PageRequest['query'];

const pageNumberOf = (text: string | undefined) => (/^[1-9]\d{0,4}$/.test(text ?? '') ? Number(text) : 1);
const words = (text: string | undefined) => (text ?? '').trim().slice(0, maxWords) || null;

function conferenceFilters(query: Query): ListFilters {
  return {
    day: query.day ?? null,
    track: query.track ?? null,
    language: query.language ?? null,
    speaker: words(query.speaker),
    isRecorded: query.recorded === '1',
  };
}

function listingQuery(query: Query): ListingQuery {
  return {
    view: query.view === 'list' || query.view === 'programme' ? query.view : null,
    filters: conferenceFilters(query),
    sort: isListSort(query.sort) ? query.sort : null,
    pageNumber: pageNumberOf(query.page),
  };
}

const conferences: ViewerPage = {
  path: '/conferences',
  parameters: ['page'],
  load: ({ catalogue }, { query, language }) => ({
    kind: 'page',
    data: { page: 'conferences', ...catalogue.conferencePage(language, pageNumberOf(query.page)) },
  }),
};

const conference: ViewerPage = {
  path: '/conferences/:slug',
  parameters: ['view', 'day', 'track', 'language', 'speaker', 'recorded', 'sort', 'page'],
  load({ catalogue }, { slug, query, language }) {
    const found = catalogue.conferenceListing(slug, language, listingQuery(query));
    if (found !== null) return { kind: 'page', data: { page: 'conference', ...found } };
    const moved = catalogue.movedConference(slug);
    return moved === null ? null : { kind: 'moved', to: paths.conference(moved) };
  },
  preview({ catalogue }, { slug, query, language, actor }) {
    const found = catalogue.previews.conference(slug, language, listingQuery(query), actor);
    return found && { page: 'conference', ...found };
  },
};

const talks: ViewerPage = {
  path: '/talks',
  parameters: ['tag', 'language', 'year', 'recorded', 'sort', 'page'],
  load({ catalogue }, { query, language }) {
    const found = catalogue.talkListing(language, {
      tag: query.tag ?? null,
      filters: {
        language: query.language ?? null,
        year: /^\d{4}$/.test(query.year ?? '') ? (query.year ?? null) : null,
        isRecorded: query.recorded === '1',
      },
      sort: isListSort(query.sort) ? query.sort : null,
      pageNumber: pageNumberOf(query.page),
    });
    return found && { kind: 'page', data: { page: 'talks', ...found } };
  },
};

const topics: ViewerPage = {
  path: '/topics',
  parameters: [],
  load: ({ catalogue }) => ({ kind: 'page', data: { page: 'topics', topics: catalogue.topics(maxTopics) } }),
};

const speakers: ViewerPage = {
  path: '/speakers',
  parameters: ['q', 'letter', 'page'],
  load({ catalogue }, { query, language }) {
    const name = words(query.q) ?? '';
    const pageNumber = pageNumberOf(query.page);
    const found =
      name === ''
        ? catalogue.speakersFiled(language, { letter: query.letter ?? null, pageNumber })
        : {
            speakers: catalogue.listSpeakers({ q: name, language, limit: 100 }).items,
            ...{ letters: [], pageNumber: 1, hasMore: false },
          };
    const speakerCount = name === '' ? catalogue.counts().speakers : found.speakers.length;
    return { kind: 'page', data: { page: 'speakers', query: name, speakerCount, ...found } };
  },
};

/** Pages of what there is: conferences, a conference's programme, talks, subjects, speakers. */
export const listPages: readonly ViewerPage[] = [conferences, conference, talks, topics, speakers];

import { z } from 'zod';
import type { PageData } from '#server/contract/pages.ts';
import { passagesOf } from '#server/contract/passages.ts';
import { paths } from '#server/contract/paths.ts';
import { searchQuerySchema } from '#server/contract/schemas.ts';
import type { Talk } from '#server/contract/wire.ts';
import { validated } from '#server/kernel/http.ts';
import { listPages } from './list-pages.ts';
import type { PageSources } from './page-sources.ts';
import type { SiteTextKind } from './site.ts';
import type { LoadedPage, PageRequest, ViewerPage } from './viewer-page.ts';

const page = (data: PageData | null): LoadedPage => (data ? { kind: 'page', data } : null);

function startSeconds(text: string | undefined): number | null {
  const parsed = z.coerce.number().min(0).max(1_000_000).safeParse(text);
  return text !== undefined && text !== '' && parsed.success ? Math.floor(parsed.data) : null;
}

/** The second to begin at, on the timeline that plays: `?t=` of that of now, `?t=&e=` of that of an edit. */
function startOf(talk: Talk, query: PageRequest['query'], { moments }: PageSources): number | null {
  const seconds = startSeconds(query.t);
  const edit = editOf(query.e);
  if (seconds === null || edit === null || talk.recording === null) return seconds;
  const { id: recordingId, editNumber } = talk.recording;
  return Math.floor(moments.mapped({ recordingId, seconds, from: edit, to: editNumber }));
}

function editOf(text: string | undefined): number | null {
  const parsed = z.coerce.number().int().positive().max(1_000_000).safeParse(text);
  return text !== undefined && parsed.success ? parsed.data : null;
}

const momentOf = (query: PageRequest['query']) =>
  [startSeconds(query.t) ?? undefined, editOf(query.e) ?? undefined] as const;

function textPage(kind: SiteTextKind): ViewerPage {
  return {
    path: `/${kind}`,
    parameters: [],
    load({ site }, { language }) {
      const text = site.text(kind, language);
      return page(text === null && kind !== 'privacy' ? null : { page: 'text', kind, text });
    },
  };
}

/** Every page for viewers: its path, what it takes from the query, and how its data is found. */
export const viewerPages: readonly ViewerPage[] = [
  {
    path: '/',
    parameters: [],
    load: ({ catalogue }, { language }) => page({ page: 'home', ...catalogue.home(language) }),
  },
  ...listPages,
  {
    path: '/talks/:slug',
    parameters: ['t', 'e'],
    showsViews: true,
    load(sources, { slug, query, language }) {
      const found = sources.catalogue.talk(slug, language);
      if (found === null) return null;
      if (found.kind === 'moved') return { kind: 'moved', to: paths.talk(found.slug, ...momentOf(query)) };
      const data = {
        page: 'talk',
        talk: found.talk,
        startSeconds: startOf(found.talk, query, sources),
      } as const;
      return { kind: 'page', data, isPrivate: !found.isListed };
    },
    preview(sources, { slug, query, language, actor }) {
      const talk = sources.catalogue.previews.talk(slug, language, actor);
      return talk && { page: 'talk', talk, startSeconds: startOf(talk, query, sources) };
    },
  },
  {
    path: '/embed/:slug',
    parameters: ['t', 'e'],
    isFramed: true,
    load(sources, { slug, query, language }) {
      const found = sources.catalogue.talk(slug, language);
      if (found === null) return null;
      if (found.kind === 'moved') return { kind: 'moved', to: paths.embed(found.slug, ...momentOf(query)) };
      const data = {
        page: 'embed',
        talk: found.talk,
        startSeconds: startOf(found.talk, query, sources),
      } as const;
      return { kind: 'page', data, isPrivate: !found.isListed };
    },
  },
  {
    path: '/talks/:slug/transcript',
    parameters: ['track'],
    load({ catalogue, transcripts }, { slug, query, language }) {
      const found = catalogue.talk(slug, language);
      if (found === null) return null;
      if (found.kind === 'moved') return { kind: 'moved', to: paths.transcript(found.slug, query.track) };
      const { talk, isListed } = found;
      const words =
        talk.recording &&
        transcripts.of(talk.recording, { key: query.track ?? null, spokenLanguage: talk.spokenLanguage });
      if (!words) return null;
      const { cues, ...track } = words;
      const data = { page: 'transcript', talk, track, passages: passagesOf(cues) } as const;
      return { kind: 'page', data, isPrivate: !isListed };
    },
  },
  {
    path: '/speakers/:slug',
    parameters: [],
    load({ catalogue }, { slug, language }) {
      const found = catalogue.speaker(slug, language);
      if (found === null) return null;
      if (found.kind === 'moved') return { kind: 'moved', to: paths.speaker(found.slug) };
      return page({ page: 'speaker', speaker: found.speaker });
    },
    preview({ catalogue }, { slug, language, actor }) {
      const speaker = catalogue.previews.speaker(slug, language, actor);
      return speaker && { page: 'speaker', speaker };
    },
  },
  {
    path: '/search',
    parameters: ['q', 'conference', 'language', 'tag', 'cursor'],
    load({ search }, { query, language }) {
      const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
      const wanted = validated(searchQuerySchema, given);
      const { q, conference, tag } = wanted;
      const filters = {
        ...(conference === undefined ? {} : { conference }),
        ...(wanted.language === undefined ? {} : { language: wanted.language }),
        ...(tag === undefined ? {} : { tag }),
      };
      const isEmpty = q.trim() === '' && Object.keys(filters).length === 0;
      const result = isEmpty ? null : search.search(wanted, language);
      return page({ page: 'search', query: q.trim(), filters, result });
    },
  },
  { path: '/kept', parameters: [], load: () => page({ page: 'kept' }) },
  { path: '/offline', parameters: [], load: () => page({ page: 'offline' }) },
  textPage('imprint'),
  textPage('privacy'),
  textPage('contact'),
];

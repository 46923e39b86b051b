import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { uiLanguages } from '#server/contract/languages.ts';
import * as organizers from '#server/contract/organizer-schemas.ts';
import * as wire from '#server/contract/schemas.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { loadFoundingConference } from '../support/programmes.ts';
import { clipBox, take, talkRef } from '../support/recordings.ts';

const conference = 'linux-containers-2015';
const speaker = 'pavel-emelyanov';
const clips = clipBox();
let app: TestApp;
let authorization: string;
/** A talk with a recording that is ready, and its neighbour without one. */
let talks: string[];

beforeAll(async () => {
  app = await startApp();
  loadFoundingConference(app);
  authorization = `Bearer ${app.token('admin')}`;
  const inProgramme = (more: object) =>
    app.catalogue.listTalks({
      ...wire.talkListQuerySchema.parse({ conference, sort: 'programme', ...more }),
      language: 'en',
    }).items;
  const recorded = inProgramme({ speaker })[0]?.slug ?? '';
  await record('talk.mp4', recorded);
  await app.work.drainJobs();
  talks = [recorded, inProgramme({}).find(({ slug }) => slug !== recorded)?.slug ?? ''];
});
afterAll(async () => {
  await app.close();
  clips.remove();
});

async function record(name: string, slug: string): Promise<void> {
  await take(app, { file: await clips.make(name), path: name, talk: talkRef(app, slug) });
}

interface Route {
  schema: z.ZodType;
  /** Addresses that answer, with what the example has; each must say something. */
  addresses: () => string[];
  /** Addresses that answer with a problem, and its status. */
  problems: readonly [path: string, status: number][];
}

const routes: Readonly<Record<string, Route>> = {
  '/api/v1/conferences': {
    schema: wire.conferencePageSchema,
    addresses: () => ['/api/v1/conferences'],
    problems: [
      ['/api/v1/conferences?limit=0', 400],
      ['/api/v1/conferences?cursor=x', 400],
    ],
  },
  '/api/v1/conferences/{slug}': {
    schema: wire.conferenceSchema,
    addresses: () => [`/api/v1/conferences/${conference}`],
    problems: [['/api/v1/conferences/none', 404]],
  },
  '/api/v1/talks': {
    schema: wire.talkPageSchema,
    addresses: () => [
      '/api/v1/talks',
      '/api/v1/talks?limit=2&sort=title',
      `/api/v1/talks?speaker=${speaker}`,
    ],
    problems: [
      ['/api/v1/talks?sort=loudest', 400],
      ['/api/v1/talks?cursor=x', 400],
    ],
  },
  '/api/v1/talks/{slug}': {
    schema: wire.talkSchema,
    addresses: () => talks.map((slug) => `/api/v1/talks/${slug}`),
    problems: [['/api/v1/talks/none', 404]],
  },
  '/api/v1/speakers': {
    schema: wire.speakerPageSchema,
    addresses: () => ['/api/v1/speakers', '/api/v1/speakers?q=emelyanov'],
    problems: [['/api/v1/speakers?limit=many', 400]],
  },
  '/api/v1/speakers/{slug}': {
    schema: wire.speakerSchema,
    addresses: () => [`/api/v1/speakers/${speaker}`],
    problems: [['/api/v1/speakers/none', 404]],
  },
  '/api/v1/search': {
    schema: wire.searchResultSchema,
    addresses: () => [
      '/api/v1/search?q=container',
      '/api/v1/search?q=emelyanof',
      '/api/v1/search?q=emelyanov',
    ],
    problems: [['/api/v1/search?limit=51', 400]],
  },
  '/api/v1/suggest': {
    schema: wire.suggestResultSchema,
    addresses: () => ['/api/v1/suggest?q=em', '/api/v1/suggest?q=cont'],
    problems: [[`/api/v1/suggest?q=${'x'.repeat(101)}`, 400]],
  },
  '/api/v1/jobs': {
    schema: organizers.jobPageSchema,
    addresses: () => ['/api/v1/jobs'],
    problems: [
      ['/api/v1/jobs?limit=0', 400],
      ['/api/v1/jobs?cursor=x', 400],
    ],
  },
  '/api/v1/jobs/{id}': {
    schema: organizers.jobSchema,
    addresses: () => app.work.queue.list({ limit: 5 }).map(({ id }) => `/api/v1/jobs/${id}`),
    problems: [['/api/v1/jobs/none', 404]],
  },
  '/api/v1/recordings': {
    schema: organizers.libraryRecordingPageSchema,
    addresses: () => ['/api/v1/recordings', '/api/v1/recordings?limit=1'],
    problems: [
      ['/api/v1/recordings?limit=0', 400],
      ['/api/v1/recordings?cursor=x', 400],
    ],
  },
  '/api/v1/recordings/{id}': {
    schema: organizers.libraryRecordingSchema,
    addresses: () => app.work.recordings.store.all().map(({ id }) => `/api/v1/recordings/${id}`),
    problems: [['/api/v1/recordings/none', 404]],
  },
};

/** Judged elsewhere: they answer with text, or change something. */
const otherRoutes = [
  '/api/v1/jobs/events',
  '/api/v1/jobs/{id}/log',
  '/api/v1/jobs/{id}/cancel',
  '/api/v1/jobs/{id}/retry',
  '/api/v1/talks/{slug}/moment',
  '/api/v1/talks/{slug}/transcript.{format}',
  '/api/v1/talks/{slug}/view',
];

/** What organizers change in their rooms is judged by the tests of those rooms. */
const judgedTags = new Set(['catalogue', 'search', 'jobs']);

const ask = (path: string, language: string, headers: Record<string, string> = { authorization }) =>
  app.fetch(path, { headers: { 'accept-language': language, ...headers } });

/** What is wrong with an answer: what its schema refuses, and what it holds that its schema does not name. */
function faults(schema: z.ZodType, body: unknown): string[] {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return unnamed(body, parsed.data, '');
}

/** Zod leaves unknown keys out of what it gives: they are those that only the answer has. */
function unnamed(given: unknown, known: unknown, at: string): string[] {
  if (typeof given !== 'object' || given === null) return [];
  const entries = Object.entries(given);
  return entries.flatMap(([key, value]) => {
    if (typeof known !== 'object' || known === null || !Object.hasOwn(known, key)) {
      return [`${at}.${key} is in no schema`];
    }
    return unnamed(value, Reflect.get(known, key), `${at}.${key}`);
  });
}

describe.each(uiLanguages)('in %s', (language) => {
  it.each(Object.entries(routes))('%s answers as its schema says', async (_path, { schema, addresses }) => {
    for (const address of addresses()) {
      const response = await ask(address, language);
      expect(response.status, address).toBe(200);
      expect(response.headers.get('content-type'), address).toContain('application/json');
      const body: unknown = await response.json();
      expect(faults(schema, body), address).toEqual([]);
      if (schema === wire.searchResultSchema) continue;
      if (typeof body === 'object' && body !== null && 'items' in body) {
        expect(body.items, address).not.toEqual([]);
      }
    }
  });

  it.each(Object.entries(routes))('%s refuses with a problem', async (_path, { problems }) => {
    for (const [address, status] of problems) {
      const response = await ask(address, language);
      expect(response.status, address).toBe(status);
      expect(response.headers.get('content-type'), address).toContain('application/problem+json');
      const body: unknown = await response.json();
      expect(faults(wire.problemSchema, body), address).toEqual([]);
      expect(body, address).toMatchObject({ status });
    }
  });
});

it('shows a recording, a coming talk and a suggestion among the answers judged', async () => {
  const states = await Promise.all(
    talks.map(async (slug) => wire.talkSchema.parse(await (await ask(`/api/v1/talks/${slug}`, 'en')).json())),
  );
  expect(states.map(({ recording }) => recording?.status)).toEqual(['ready', undefined]);
  const answer = await (await ask('/api/v1/search?q=emelyanof', 'en')).json();
  expect(wire.searchResultSchema.parse(answer).suggestion).toBe('emelyanov');
});

it('judges every route that is described for viewers, and those of jobs', async () => {
  const document = z
    .object({ paths: z.record(z.string(), z.record(z.string(), z.object({ tags: z.array(z.string()) }))) })
    .parse(await (await ask('/api/v1/openapi.json', 'en')).json());
  const described = Object.entries(document.paths)
    .filter(([, item]) => Object.values(item).some(({ tags }) => judgedTags.has(tags[0] ?? '')))
    .map(([path]) => path);
  expect(new Set(described)).toEqual(
    new Set([...Object.keys(routes), ...otherRoutes].filter((path) => !path.includes('/recordings'))),
  );
});

it('streams jobs as their schema says', async () => {
  await record('later.mp4', talks[1] ?? '');
  const response = await ask('/api/v1/jobs/events', 'en');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!/^data: .*\n/m.test(text)) text += (await reader?.read())?.value ?? '';
  await reader?.cancel();
  const [, data = ''] = /^data: (.*)$/m.exec(text) ?? [];
  expect(faults(organizers.jobSchema, JSON.parse(data))).toEqual([]);
});

it('refuses strangers and unknown addresses with a problem', async () => {
  for (const [address, status] of [
    ['/api/v1/jobs', 401],
    ['/api/v1/jobs/events', 401],
    ['/api/v1/jobs/none', 401],
    ['/api/v1/jobs/none/log', 401],
    ['/api/v1/recordings', 401],
    ['/api/v1/recordings/none', 401],
    ['/api/v1/none', 404],
  ] as const) {
    const response = await ask(address, 'en', {});
    expect(response.status, address).toBe(status);
    expect(faults(wire.problemSchema, await response.json()), address).toEqual([]);
  }
});

it('would see a key that no schema names, however deep', () => {
  const body = { items: [{ kind: 'talk', label: 'a', url: '/', rank: 1 }] };
  expect(faults(wire.suggestResultSchema, body)).toEqual(['.items.0.rank is in no schema']);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, programme, take, talkRef } from '../support/recordings.ts';
import { showWhole } from '../support/versions.ts';

const slug = 'scaling-postgres';
const key = '0123456789abcdef0123456789abcdef';
const title = 'Scaling Postgres';
const clips = clipBox();
let app: TestApp;
let recordingId: string;
let talkId: number;

beforeAll(async () => {
  app = await startApp();
  app.catalogue.applyProgramme(programme('auto'));
  talkId = talkRef(app, slug).id;
  const file = await clips.make('talk.mp4');
  ({ recordingId } = await take(app, { file, path: 'talk.mp4', talk: talkRef(app, slug) }));
  const words = 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n';
  await app.as('admin')(`/api/v1/recordings/${recordingId}/captions/en`, { method: 'PUT', body: words });
  const track = app.db.prepare('SELECT id FROM caption_tracks').pluck().get();
  showWhole(app, {
    recordingId,
    captions: [{ language: 'en', label: 'English', path: `captions/${track}.vtt` }],
  });
});
afterAll(async () => {
  await app.close();
  clips.remove();
});

const be = (visibility: 'public' | 'unlisted' | 'draft') => {
  app.db
    .prepare('UPDATE talks SET visibility = ?, unlisted_key = ? WHERE slug = ?')
    .run(visibility, visibility === 'unlisted' ? key : null, slug);
  app.catalogue.touch([talkId]);
};

/** Everything that is made of a talk and has an address of its own. */
const made: readonly [what: string, address: (name: string) => string, method?: 'POST'][] = [
  ['the page', (name) => `/talks/${name}`],
  ['the page of its words', (name) => `/talks/${name}/transcript`],
  ['the page for frames', (name) => `/embed/${name}`],
  ['its data', (name) => `/api/v1/talks/${name}`],
  ['its words as WebVTT', (name) => `/api/v1/talks/${name}/transcript.vtt`],
  ['its words as SubRip', (name) => `/api/v1/talks/${name}/transcript.srt`],
  ['its words as text', (name) => `/api/v1/talks/${name}/transcript.txt`],
  ['a moment of it', (name) => `/api/v1/talks/${name}/moment?t=1&e=1`],
  ['its views', (name) => `/api/v1/talks/${name}/view`, 'POST'],
];
/** What machines and readers find talks by. */
const found = [
  '/',
  '/talks',
  '/conferences/dataconf',
  '/speakers/ivan-petrov',
  '/search?q=postgres',
  '/api/v1/talks',
  '/api/v1/search?q=postgres',
  '/api/v1/suggest?q=postgres',
  '/sitemaps/talks-0.xml',
  '/conferences/dataconf/schedule.xml',
];
const ask = (path: string, method = 'GET') => app.fetch(path, { method, redirect: 'manual' });
const oembed = (name: string) => ask(`/oembed?url=${encodeURIComponent(`${app.url}/talks/${name}`)}`);
const findings = async () => {
  const texts = await Promise.all(found.map(async (path) => (await ask(path)).text()));
  return found.filter((_path, index) => texts[index]?.includes(title) || texts[index]?.includes(`/${slug}`));
};

it('a public talk is there at all of its addresses, for caches and machines, and is found', async () => {
  be('public');
  for (const [what, address, method] of made) {
    const answer = await ask(address(slug), method);
    expect(answer.status, what).toBe(200);
    if (method !== 'POST') expect(answer.headers.get('cache-control'), what).toContain('public');
  }
  expect((await oembed(slug)).status).toBe(200);
  expect(await findings()).toEqual(found);
});

it('an unlisted talk is there for who knows its random address, and for no cache, machine or list', async () => {
  be('unlisted');
  for (const [what, address, method] of made) {
    expect((await ask(address(slug), method)).status, what).toBe(404);
    const answer = await ask(address(key), method);
    expect(answer.status, what).toBe(200);
    expect(answer.headers.get('cache-control'), what).toMatch(/private|no-store/);
    const isKept = answer.headers.get('x-robots-tag')?.includes('noindex');
    if (method !== 'POST') expect(isKept || (await answer.text()).includes('noindex'), what).toBe(true);
  }
  for (const name of [slug, key]) expect((await oembed(name)).status).toBe(404);
  expect(await findings()).toEqual([]);
});

it('a draft is nowhere, neither is a talk in the bin, and what is made of a recording goes with it', async () => {
  const areGone = async (state: string, names: readonly string[], of = made) => {
    for (const name of names) {
      for (const [what, address, method] of of)
        expect((await ask(address(name), method)).status, `${state}: ${what}`).toBe(404);
      expect((await oembed(name)).status, state).toBe(404);
    }
  };
  be('draft');
  await areGone('a draft', [slug, key]);
  expect(await findings()).toEqual([]);
  be('public');
  const unpublished = await app.as('admin')(`/api/v1/recordings/${recordingId}/unpublish`, {
    method: 'POST',
  });
  expect(unpublished.status, await unpublished.text()).toBe(200);
  // A public talk without a recording has pages, which show nothing of one.
  const isPage = (what: string) => ['the page', 'its data', 'the page for frames'].includes(what);
  for (const [what, address] of made.filter(([name]) => isPage(name)))
    expect(await (await ask(address(slug))).text(), what).not.toMatch(/\/hls\/|Hello/);
  await areGone(
    'not published',
    [slug],
    made.filter(([what]) => !isPage(what)),
  );
  expect((await app.as('admin')(`/api/v1/organize/talks/${talkId}`, { method: 'DELETE' })).ok).toBe(true);
  await areGone('in the bin', [slug]);
  expect(await findings()).toEqual([]);
});

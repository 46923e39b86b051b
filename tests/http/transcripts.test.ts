import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, programme, take, talkRef } from '../support/recordings.ts';

const clips = clipBox();
const slug = 'scaling-postgres';
const english = `WEBVTT

00:00.200 --> 00:00.800
said before the talk

00:02.000 --> 00:02.900
Postgres &amp; &lt;friends&gt;
scale.
`;
const russian = '1\n00:00:02,000 --> 00:00:03,000\nПривет, базы\n';
let app: TestApp;
let id: string;

/** Captions beside the file in English, inside of it in Russian. */
beforeAll(async () => {
  app = await startApp({ tuning: { backoffMs: 10 }, env: { PUBLIC_URL: 'https://talks.example' } });
  app.catalogue.applyProgramme(programme('auto'));
  app.giveConference('organizer', conferenceId());
  const [inside, beside] = [join(clips.dir, 'inside.srt'), join(clips.dir, 'talk.en.vtt')];
  await writeFile(inside, russian);
  await writeFile(beside, english);
  const file = await clips.make('talk.mkv', {
    ...{ seconds: 5, from: ['-i', inside] },
    extra: ['-map', '0:v', '-map', '1:a', '-map', '2:s', '-c:s', 'srt', '-metadata:s:s:0', 'language=rus'],
  });
  const captions = [beside];
  ({ recordingId: id } = await take(app, { file, path: 'talk.mkv', talk: talkRef(app, slug), captions }));
  await app.work.drainJobs();
});
afterAll(async () => {
  await app.close();
  clips.remove();
});

const conferenceId = () =>
  app.db.prepare<[], number>(`SELECT id FROM conferences WHERE slug = 'dataconf'`).pluck().get() ?? 0;
const file = (ending: string, of = slug, fetch = app.fetch) =>
  fetch(`/api/v1/talks/${of}/transcript.${ending}`, { headers: { 'accept-language': 'en' } });
const page = async (query = '', of = slug) => {
  const response = await app.fetch(`/talks/${of}/transcript${query}`);
  return { status: response.status, headers: response.headers, html: await response.text() };
};

describe('the transcript of a talk', () => {
  it('is taken along as WebVTT, SubRip and text, named after the talk and its language', async () => {
    const vtt = await file('vtt');
    expect(vtt.headers.get('content-type')).toBe('text/vtt; charset=utf-8');
    expect(vtt.headers.get('content-language')).toBe('en');
    expect(vtt.headers.get('content-disposition')).toContain(
      'filename="Scaling Postgres to ten terabytes (en).vtt"',
    );
    expect(await vtt.text()).toContain(
      '00:00:02.000 --> 00:00:02.900\nPostgres &amp; &lt;friends&gt;\nscale.',
    );
    expect(await (await file('srt')).text()).toContain(
      '2\n00:00:02,000 --> 00:00:02,900\nPostgres & <friends>\nscale.\n',
    );
    const txt = await file('txt');
    expect(txt.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await txt.text()).toBe(
      'Scaling Postgres to ten terabytes\nIvan Petrov\nDataConf 2024\nhttps://talks.example/talks/scaling-postgres\n\n[0:00]\nsaid before the talk Postgres & <friends> scale.\n',
    );
  });

  it('is of uploaded captions and of those inside the file, chosen by language', async () => {
    expect(await (await file('txt?track=ru')).text()).toContain('[0:02]\nПривет, базы');
    expect((await page('?track=ru')).html).toMatch(/<ol[^>]* lang="ru"[\s\S]*Привет, базы/);
    expect((await file('txt?track=de')).status).toBe(404);
    expect((await file('pdf')).status).toBe(400);
    expect((await app.fetch('/api/v1/talks/nobody/transcript.vtt')).status).toBe(404);
    expect((await file('vtt', slug, (path) => app.fetch(path, { method: 'POST' }))).status).toBe(405);
  });

  it('is asked for again only where it has changed', async () => {
    const etag = (await file('vtt')).headers.get('etag') ?? '';
    const again = await app.fetch(`/api/v1/talks/${slug}/transcript.vtt`, {
      headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' },
    });
    expect(again.status).toBe(304);
  });

  it('is a page for readers and search engines, each passage a link to its moment of this edit', async () => {
    const { status, headers, html } = await page();
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toContain('public');
    expect(html).toContain('<title>Transcript: Scaling Postgres to ten terabytes');
    expect(html).toMatch(
      /<meta name="description" content="said before the talk Postgres &amp; &lt;friends&gt;/,
    );
    expect(html).toContain('rel="canonical" href="https://talks.example/talks/scaling-postgres/transcript"');
    expect(html).toContain(`href="/talks/${slug}?t=0&amp;e=1"`);
    expect(html).toContain('Postgres &amp; &lt;friends&gt; scale.');
    expect((await page('', 'tokyo-databases')).status).toBe(404);
    expect((await (await app.fetch(`/talks/${slug}`)).text()).match(/href="[^"]*\/transcript"/)?.[0]).toBe(
      `href="/talks/${slug}/transcript"`,
    );
  });

  it('follows a trim: what was cut away is nowhere, the rest on the clock that plays', async () => {
    const trimmed = await app.as('organizer')(`/api/v1/recordings/${id}/trim`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'if-match': '"1"' },
      body: JSON.stringify({ start: 1000, end: 4000, isPrivate: true }),
    });
    expect(trimmed.status).toBe(200);
    // Of what is private nothing is shown until the new version is there.
    expect((await file('vtt')).status).toBe(404);
    expect((await page()).status).toBe(404);
    await app.work.drainJobs();
    const text = await (await file('vtt')).text();
    expect(text).toContain('00:00:01.000 --> 00:00:01.900\nPostgres');
    const { html } = await page();
    expect(text + html).not.toContain('said before');
    expect(html).toContain(`href="/talks/${slug}?t=1&amp;e=2"`);
  });

  it('of an unlisted talk is private; of a draft it is nowhere', async () => {
    const key = '0123456789abcdef0123456789abcdef';
    const set = (visibility: string) => {
      app.db
        .prepare('UPDATE talks SET visibility = ?, unlisted_key = ? WHERE slug = ?')
        .run(visibility, key, slug);
      app.catalogue.touch([talkRef(app, slug).id]);
    };
    set('unlisted');
    expect((await page()).status).toBe(404);
    expect((await file('vtt')).status).toBe(404);
    const { status, headers, html } = await page('', key);
    expect([status, headers.get('cache-control'), headers.get('x-robots-tag')]).toEqual([
      200,
      'private, no-store',
      'noindex',
    ]);
    expect(html).toContain(`href="/talks/${key}?t=1&amp;e=2"`);
    const unlisted = await file('txt', key);
    expect([unlisted.status, unlisted.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    set('draft');
    expect((await page('', key)).status).toBe(404);
    expect((await file('vtt', key)).status).toBe(404);
    expect((await file('vtt')).status).toBe(404);
  });
});

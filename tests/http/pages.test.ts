import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { hostileProgramme, loadFoundingConference } from '../support/programmes.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  loadFoundingConference(app);
  app.catalogue.applyProgramme(hostileProgramme, { isDraft: false });
  app.catalogue.makeDraftTalk({ title: 'An unpublished secret', conferenceSlug: 'linux-containers-2015' });
});
afterAll(() => app.close());

const pages = [
  '/',
  '/conferences/linux-containers-2015',
  '/talks/moving-live-containers',
  '/talks/moving-live-containers?t=90',
  '/speakers',
  '/speakers?q=Pavel',
  '/speakers/pavel-emelyanov',
  '/search',
  '/search?q=CRIU',
  '/search?q=containers&tag=criu',
  '/search?q=zzzzzz',
  '/privacy',
];
const hostilePages = ['/', '/conferences/hostile', '/talks/hostile-talk', '/speakers', '/speakers/mallory'];

/** As a browser revalidates: fetch would add `no-cache` to a request with If-None-Match, which asks for a whole answer. */
const get = (path: string, headers: Record<string, string> = {}) =>
  app.fetch(path, { headers: { 'cache-control': 'max-age=0', ...headers }, redirect: 'manual' });
const html = async (path: string, headers: Record<string, string> = {}) => (await get(path, headers)).text();

describe('in each language', () => {
  const words = { en: 'Speakers', ru: 'Докладчики', ja: '講演者' };
  for (const [language, word] of Object.entries(words)) {
    it(`shows every page in ${language}`, async () => {
      for (const path of pages) {
        const response = await get(path, { 'accept-language': language });
        const body = await response.text();
        expect(response.status, path).toBe(200);
        expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
        expect(response.headers.get('content-language'), path).toBe(language);
        expect(body, path).toContain(`<html lang="${language}">`);
        expect(body, path).toContain(word);
      }
    });
  }

  it('shows talks and names in the reader’s script', async () => {
    const russian = await html('/talks/moving-live-containers', { 'accept-language': 'ru' });
    expect(russian).toContain('Живая миграция');
    expect(russian).toContain('Павел Емельянов');
    expect(await html('/speakers', { 'accept-language': 'ja' })).toMatch(/[\u30a0-\u30ff]{4}/);
  });

  it('says of a text in another language which one it is in', async () => {
    expect(await html('/conferences/hostile', { 'accept-language': 'ja' })).toMatch(/<h1 lang="en">/);
  });

  it('takes ?lang= first, then the cookie, then Accept-Language', async () => {
    const both = { cookie: 'lang=ja', 'accept-language': 'ru' };
    const languageOf = async (path: string, headers: Record<string, string>) =>
      (await get(path, headers)).headers.get('content-language');
    expect(await languageOf('/?lang=en', both)).toBe('en');
    expect(await languageOf('/', both)).toBe('ja');
    expect(await languageOf('/', { 'accept-language': 'de, ru;q=0.8, ja;q=0.5' })).toBe('ru');
    expect(await languageOf('/?lang=de', { 'accept-language': 'ru' })).toBe('ru');
    expect(await languageOf('/', { 'accept-language': 'de' })).toBe('en');
  });

  it('keeps a choice in a cookie for a year, and only a valid one', async () => {
    const cookie = (await get('/speakers?lang=ru')).headers.get('set-cookie');
    expect(cookie).toMatch(/^lang=ru; Max-Age=31536000; Path=\/; .*HttpOnly; SameSite=Lax$/);
    expect((await get('/speakers?lang=xx')).headers.get('set-cookie')).toBeNull();
    expect((await get('/speakers')).headers.get('set-cookie')).toBeNull();
  });

  it('links to the same place in the other languages', async () => {
    const body = await html('/search?q=CRIU&utm_source=x');
    expect(body).toContain('href="/search?q=CRIU&amp;lang=ru"');
    expect(body).not.toContain('utm_source');
  });
});

describe('caching', () => {
  it('answers 304 to the tag it gave, for every page', async () => {
    for (const path of pages) {
      const first = await get(path);
      const etag = first.headers.get('etag') ?? '';
      expect(etag, path).toMatch(/^"[\w-]{20,}"$/);
      expect(first.headers.get('cache-control'), path).toBe('public, no-cache');
      expect(first.headers.get('vary'), path).toMatch(/Accept-Language.*Cookie.*Accept-Encoding/);
      expect((await get(path)).headers.get('etag'), path).toBe(etag);
      const second = await get(path, { 'if-none-match': etag });
      expect(second.status, path).toBe(304);
      expect(await second.text()).toBe('');
    }
  });

  it('gives each language and each content coding a tag of its own', async () => {
    const tags = new Set<string | null>();
    for (const language of ['en', 'ru', 'ja']) {
      for (const coding of ['br', 'gzip', 'identity']) {
        const response = await get('/', { 'accept-language': language, 'accept-encoding': coding });
        expect(response.headers.get('content-encoding')).toBe(coding === 'identity' ? null : coding);
        expect(await response.text()).toContain('</html>');
        tags.add(response.headers.get('etag'));
      }
    }
    expect(tags.size).toBe(9);
  });

  it('changes the tag when the catalogue changes', async () => {
    const before = (await get('/speakers')).headers.get('etag');
    app.catalogue.applyProgramme(
      {
        conference: null,
        speakers: [{ key: 'n', slug: 'new-comer', names: [{ name: 'Nora Comer' }] }],
        talks: [{ at: 'row 1', texts: { en: { title: 'A new one' } }, speakers: [{ key: 'n' }] }],
      },
      { isDraft: false },
    );
    const after = await get('/speakers', { 'if-none-match': before ?? '' });
    expect(after.status).toBe(200);
    expect(await after.text()).toContain('Nora Comer');
  });

  it('serves built files for ever and compressed as they were built', async () => {
    const body = await html('/');
    const files = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js|woff2))"/g)].map(
      (m) => m[1] ?? '',
    );
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      const response = await get(file, { 'accept-encoding': 'br' });
      expect(response.status, file).toBe(200);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('content-type')).toMatch(
        /^(text\/(css|javascript); charset=utf-8|font\/woff2)$/,
      );
      const tag = response.headers.get('etag') ?? '';
      expect((await get(file, { 'accept-encoding': 'br', 'if-none-match': tag })).status).toBe(304);
      if (file.endsWith('.css')) expect(response.headers.get('content-encoding')).toBe('br');
    }
  });

  it('leads nowhere outside the build', async () => {
    for (const path of [
      '/assets/../../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/.vite/manifest.json',
    ]) {
      expect((await get(path)).status, path).toBe(404);
    }
  });
});

describe('safety', () => {
  it('has no inline style or handler on any page, and no inline script but the one its policy names', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    for (const path of [...pages, ...hostilePages, '/nope']) {
      const body = await html(path);
      expect(body, path).not.toMatch(/<style|\sstyle="/);
      for (const [, tag = '', text = ''] of body.matchAll(/<script([^>]*)>([^<]*)/g)) {
        if (/type="application\/(ld\+)?json"/.test(tag)) continue;
        if (tag === '') {
          expect(policy, path).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
          continue;
        }
        expect(tag, path).toMatch(/\ssrc="\/assets\//);
        expect(text).toBe('');
      }
      for (const tag of body.match(/<[a-z][^>]*>/gi) ?? []) {
        expect(tag.replaceAll(/"[^"]*"/g, '""'), path).not.toMatch(/\son\w+=/i);
      }
    }
  });

  it('forbids in its policy what it does not use', async () => {
    const policy = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/]{43}=';/);
    expect(policy).toContain("object-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('escapes hostile texts wherever they are shown', async () => {
    for (const path of hostilePages) {
      const body = await html(path);
      expect(body, path).toContain('alert(1)');
      expect(body, path).not.toContain('<script>alert');
      expect(body, path).not.toContain('<img src=x');
    }
    const query = await html(`/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(query).toContain('alert(1)');
    expect(query).not.toContain('<script>alert');
  });

  it('hands the player its data in a block that no title can end', async () => {
    const body = await html('/talks/hostile-talk');
    const json = /<script type="application\/json">(.*?)<\/script>/s.exec(body)?.[1] ?? '';
    expect(json).not.toMatch(/[<\u2028]/);
    expect(JSON.parse(json)).toMatchObject({ talkSlug: 'hostile-talk', language: 'en' });
    expect(JSON.parse(json).title).toContain('</script>');
  });

  it('shows nothing of what is not public', async () => {
    for (const path of [...pages, '/search?q=unpublished']) {
      expect(await html(path), path).not.toContain('unpublished secret');
    }
    expect((await get('/talks/an-unpublished-secret')).status).toBe(404);
  });

  it('keeps samples out of search engines and says what they are', async () => {
    const sample = await html('/talks/moving-live-containers');
    expect(sample).toContain('<meta name="robots" content="noindex"/>');
    expect(sample).toContain('An example that comes with Rostrum');
    expect(await html('/talks/hostile-talk')).not.toContain('content="noindex"');
  });
});

describe('addresses', () => {
  it('answers unknown ones with a page in the reader’s language, and the API’s with a problem', async () => {
    for (const path of [
      '/nope',
      '/talks/nope',
      '/conferences/nope',
      '/speakers/nope',
      '/imprint',
      '/contact',
    ]) {
      const response = await get(path, { 'accept-language': 'ru' });
      expect(response.status, path).toBe(404);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.text(), path).toContain('Такой страницы нет');
    }
    const problem = await get('/api/v1/nope');
    expect(problem.status).toBe(404);
    expect(problem.headers.get('content-type')).toContain('application/problem+json');
  });

  it('survives addresses that cannot be decoded and parameters that make no sense', async () => {
    expect((await get('/talks/%E0%A4%A')).status).toBe(400);
    expect((await get(`/search?q=${'a'.repeat(201)}`)).status).toBe(400);
    expect((await get('/talks/moving-live-containers?t=soon')).status).toBe(200);
    expect((await get('/speakers?q=a&q=b')).status).toBe(200);
  });

  it('redirects old slugs of a talk for good, with the second asked for', async () => {
    const row = app.db.prepare("SELECT id FROM talks WHERE slug = 'moving-live-containers'").get() as {
      id: number;
    };
    app.db.prepare('INSERT INTO talk_slugs (slug, talk_id) VALUES (?, ?)').run('an-older-name', row.id);
    const response = await get('/talks/an-older-name?t=90');
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe('/talks/moving-live-containers?t=90');
  });

  it('has one address for each page: a trailing slash is redirected', async () => {
    expect((await get('/speakers/')).headers.get('location')).toBe('/speakers');
  });

  it('tells a browser which pages it may load ahead', async () => {
    const header = (await get('/')).headers.get('speculation-rules');
    expect(header).toBe('"/speculation-rules.json"');
    const rules = await get('/speculation-rules.json');
    expect(rules.headers.get('content-type')).toContain('application/speculationrules+json');
    expect(await rules.json()).toHaveProperty('prefetch');
  });
});

describe('without JavaScript', () => {
  it('links home, conference, talk and speaker to each other, and searches by a form', async () => {
    const home = await html('/');
    expect(home).toContain('href="/conferences/linux-containers-2015"');
    expect(home).toMatch(/<form[^>]* action="\/search"/);
    const conference = await html('/conferences/linux-containers-2015');
    const order = [...conference.matchAll(/<h3[^>]*><a href="\/talks\/([^"]+)"/g)].map((match) => match[1]);
    expect(order).toHaveLength(8);
    expect(order[0]).toBe('moving-live-containers');
    const talk = await html('/talks/moving-live-containers');
    expect(talk).toContain('href="/speakers/pavel-emelyanov"');
    expect(await html('/speakers/pavel-emelyanov')).toContain('href="/talks/moving-live-containers"');
  });

  it('marks the words that were searched for', async () => {
    expect(await html('/search?q=Emelyanov')).toContain('<mark>Emelyanov</mark>');
  });
});

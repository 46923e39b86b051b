import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
let dataDir: string;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'rostrum-pages-'));
  writeFileSync(
    join(dataDir, 'site.json'),
    JSON.stringify({
      name: { en: 'Tribune', ru: 'Трибуна' },
      tagline: 'Heard in the hall',
      imprint: 'Ada Ltd\n1 Quay Street\n\nRegistered & alive',
    }),
  );
  app = await startApp({ dataDir, env: { PUBLIC_URL: 'https://talks.example.org/' } });
});
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const html = async (path: string, language = 'en') =>
  (await app.fetch(path, { headers: { 'accept-language': language } })).text();

describe('an empty portal', () => {
  it('tells its operator how to begin', async () => {
    for (const language of ['en', 'ru', 'ja']) {
      const body = await html('/', language);
      expect(body, language).toContain('npm run ingest -- talk.mp4');
      expect(body, language).toContain('npm run import -- talks.csv');
    }
    expect(await html('/speakers')).toContain('No speakers yet');
  });
});

describe('a portal’s own words', () => {
  it('names the portal in the reader’s language', async () => {
    expect(await html('/speakers')).toContain('<title>Speakers · Tribune</title>');
    expect(await html('/speakers', 'ru')).toContain('<title>Докладчики · Трибуна</title>');
  });

  it('shows and links the texts that were written, and no others', async () => {
    const body = await html('/imprint');
    expect(body).toContain('<p>Registered &amp; alive</p>');
    expect(body).toContain('href="/imprint"');
    expect(body).not.toContain('href="/contact"');
    expect((await app.fetch('/contact')).status).toBe(404);
  });

  it('gives canonical and alternate addresses under its public one', async () => {
    const body = await html('/speakers?lang=ru&utm_source=x');
    expect(body).toContain('<link rel="canonical" href="https://talks.example.org/speakers?lang=ru"/>');
    expect(body).toContain(
      '<link rel="alternate" hrefLang="ja" href="https://talks.example.org/speakers?lang=ja"/>',
    );
  });
});

describe('a programme', () => {
  beforeAll(() => {
    app.catalogue.applyProgramme(
      {
        conference: {
          slug: 'states',
          language: 'en',
          startDay: '2026-05-01',
          endDay: '2026-05-02',
          timeZone: 'Asia/Tokyo',
          accent: '#b5178a',
          texts: { en: { title: 'States' } },
        },
        rooms: ['Great Hall', 'Attic'],
        talks: [
          {
            at: '1',
            texts: { en: { title: 'Will come' } },
            slots: [{ day: '2026-05-01', startMs: Date.UTC(2026, 4, 1, 1, 30), room: 'Great Hall' }],
          },
          {
            at: '2',
            texts: { en: { title: 'Was not recorded' } },
            recordingPlan: 'none',
            slots: [{ day: '2026-05-01', startMs: Date.UTC(2026, 4, 1, 1, 30), room: 'Attic' }],
          },
          {
            at: '3',
            texts: { en: { title: 'Asked not to' } },
            recordingPlan: 'opted_out',
            slots: [{ day: '2026-05-02', startMs: null, room: null }],
          },
        ],
      },
      { isDraft: false },
    );
  });

  it('says of every talk in words what can be done with it', async () => {
    const body = await html('/conferences/states');
    expect(body).toContain('Recording to come');
    expect(body).toContain('Not recorded');
    expect(body).toContain('Not published at the speaker’s wish');
    expect(await html('/conferences/states', 'ru')).toContain('Не публикуется по желанию докладчика');
  });

  it('has days, rooms, and times in the conference’s own time zone', async () => {
    const body = await html('/conferences/states');
    expect(body).toContain('Friday, 1 May 2026');
    expect(body).toContain('Saturday, 2 May 2026');
    expect(body).toContain('>10:30</time>');
    expect(body).toContain('Great Hall');
    expect(body.indexOf('Will come')).toBeLessThan(body.indexOf('Asked not to'));
  });

  it('carries its colour as a class, never as a style', async () => {
    expect(await html('/conferences/states')).toMatch(/class="[^"]*hue-345/);
  });

  it('gives the reason on the page of a talk that cannot be watched', async () => {
    expect(await html('/talks/asked-not-to')).toContain(
      'The speaker asked that the recording is not published.',
    );
    expect(await html('/talks/was-not-recorded')).toContain('This talk was not recorded.');
    expect(await html('/talks/asked-not-to')).not.toContain('data-player');
  });
});

describe('weight', () => {
  it('sends less than 8 KB of script with a page that has no player', async () => {
    const page = await html('/speakers');
    const scripts = [...page.matchAll(/<script[^>]* src="([^"]+)"/g)].map((m) => m[1] ?? '');
    expect(scripts).toHaveLength(1);
    let bytes = 0;
    const seen = new Set<string>();
    const weigh = async (path: string): Promise<void> => {
      if (seen.has(path)) return;
      seen.add(path);
      const response = await app.fetch(path, { headers: { 'accept-encoding': 'br' } });
      const text = await response.text();
      bytes += Number(response.headers.get('content-length'));
      for (const [, name] of text.matchAll(/from\s*["']\.\/([^"']+)["']/g)) await weigh(`/assets/${name}`);
    };
    for (const path of scripts) await weigh(path);
    expect(bytes).toBeGreaterThan(500);
    expect(bytes).toBeLessThan(8192);
  });
});

describe('the script in the page itself', () => {
  it('is small and the one that the policy names', async () => {
    const response = await app.fetch('/speakers');
    const inline = [...(await response.text()).matchAll(/<script>([^<]*)<\/script>/g)].map((m) => m[1] ?? '');
    expect(inline).toHaveLength(1);
    expect(inline[0]?.length).toBeLessThan(600);
    const digest = createHash('sha256').update(inline.join()).digest('base64');
    expect(response.headers.get('content-security-policy')).toContain(
      `script-src 'self' 'sha256-${digest}';`,
    );
  });
});

describe('a description', () => {
  it('is there for what nobody described', async () => {
    for (const path of ['/conferences/states', '/talks/asked-not-to']) {
      expect(await html(path), path).toMatch(/<meta name="description" content="[^"]{10,}"/);
    }
  });
});

describe('a failure', () => {
  it('is a page that says nothing of its cause', async () => {
    const broken = await startApp();
    broken.db.prepare('DROP TABLE library').run();
    const response = await broken.fetch('/', { headers: { 'accept-language': 'ru' } });
    const body = await response.text();
    await broken.close();
    expect(response.status).toBe(500);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(body).toContain('У нас что-то сломалось');
    expect(body).not.toMatch(/library|sqlite|at \w+ \(/i);
  });
});

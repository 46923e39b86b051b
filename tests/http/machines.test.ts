import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readXml, type XmlElement } from '#server/kernel/xml-tree.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, programme, take, talkRef } from '../support/recordings.ts';

const portal = 'https://talks.example.org';
const slug = 'scaling-postgres';
const clips = clipBox();
let app: TestApp;
let dataDir: string;
let talkId: number;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'rostrum-machines-'));
  writeFileSync(join(dataDir, 'site.json'), JSON.stringify({ name: 'Tribune & Sons' }));
  app = await startApp({ dataDir, env: { PUBLIC_URL: `${portal}/` } });
  const staged = programme('auto');
  const { conference, talks } = staged;
  app.catalogue.applyProgramme({
    ...staged,
    conference: {
      ...conference,
      startDay: '2024-05-01',
      endDay: '2024-05-02',
      texts: { en: { title: 'DataConf 2024', description: 'Two days of tables.' } },
    },
    talks: talks?.map((talk) =>
      talk.slug === slug
        ? {
            ...talk,
            texts: {
              en: { title: 'Scaling Postgres to ten terabytes', abstract: 'Rows & </script> columns.' },
            },
          }
        : talk,
    ),
  });
  const chapters = join(clips.dir, 'chapters.txt');
  writeFileSync(
    chapters,
    ';FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=Before\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=1000\nEND=4000\ntitle=After\n',
  );
  const file = await clips.make('talk.mp4', {
    seconds: 4,
    from: ['-i', chapters],
    extra: ['-map_chapters', '2'],
  });
  const talk = talkRef(app, slug);
  talkId = talk.id;
  await take(app, { file, path: 'talk.mp4', talk });
  await app.work.drainJobs();
}, 60_000);
afterAll(async () => {
  await app.close();
  clips.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

const html = async (path: string, language = 'en') =>
  (await app.fetch(path, { headers: { 'accept-language': language } })).text();
/** The JSON-LD of a page, by type. */
const linkedData = async (path: string): Promise<Record<string, Record<string, unknown>>> => {
  const body = await html(path);
  const blocks = [...body.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)];
  const things = blocks.map(([, json]) => JSON.parse(json ?? '') as Record<string, unknown>);
  return Object.fromEntries(things.map((thing) => [String(thing['@type']), thing]));
};
/** A text that must be well-formed XML. */
const parsed = (text: string) =>
  readXml(text, {
    tell: (oddity) => expect(oddity).toBeUndefined(),
    refuse: (message) => new Error(message),
  });
const xmlOf = async (path: string): Promise<XmlElement> => {
  const response = await app.fetch(path);
  expect(response.status, path).toBe(200);
  return parsed(await response.text()).root;
};
/** The texts of an element's children, by name. */
const fields = (element: XmlElement | undefined): Record<string, string> =>
  Object.fromEntries(element?.children.map(({ name, text }) => [name, text]) ?? []);
const asUnlisted = async (check: (key: string) => Promise<void>) => {
  const key = '0123456789abcdef0123456789abcdef';
  app.db.prepare(`UPDATE talks SET visibility = 'unlisted', unlisted_key = ? WHERE id = ?`).run(key, talkId);
  app.catalogue.touch([talkId]);
  try {
    await check(key);
  } finally {
    app.db.prepare(`UPDATE talks SET visibility = 'public', unlisted_key = NULL WHERE id = ?`).run(talkId);
    app.catalogue.touch([talkId]);
  }
};

describe('the head of a page', () => {
  it('names its address in its language, and the same page in the others', async () => {
    const body = await html('/speakers?lang=ru&utm_source=x');
    expect(body).toContain(`<link rel="canonical" href="${portal}/speakers?lang=ru"/>`);
    expect(body).toContain(`<link rel="alternate" hrefLang="en" href="${portal}/speakers"/>`);
    expect(body).toContain(`<link rel="alternate" hrefLang="ja" href="${portal}/speakers?lang=ja"/>`);
    expect(body).toContain(`<link rel="alternate" hrefLang="x-default" href="${portal}/speakers"/>`);
    expect(body).toContain('<meta property="og:locale" content="ru_RU"/>');
  });

  it('knows a talk by one address, whatever the moment', async () => {
    const body = await html(`/talks/${slug}?t=2&e=1`);
    expect(body).toContain(`<link rel="canonical" href="${portal}/talks/${slug}"/>`);
    expect(body).toContain(`<meta property="og:url" content="${portal}/talks/${slug}"/>`);
  });

  it('offers a talk as something to play: Open Graph, the player card, oEmbed', async () => {
    const body = await html(`/talks/${slug}`);
    expect(body).toMatch(/<meta name="description" content="Rows &amp; /);
    expect(body).toMatch(new RegExp(`<meta property="og:image" content="${portal}/hls/[^"]+\\.jpg"/>`));
    expect(body).toContain(`<meta property="og:video" content="${portal}/embed/${slug}"/>`);
    expect(body).toContain('<meta name="twitter:card" content="player"/>');
    expect(body).toContain(`<meta name="twitter:player" content="${portal}/embed/${slug}"/>`);
    expect(body).toContain('type="application/json+oembed"');
    expect(body).toContain('type="text/xml+oembed"');
  });

  it('finds the results of a search at the search, and keeps no result from a reader’s view', async () => {
    const body = await html('/search?q=postgres');
    expect(body).toContain(`<link rel="canonical" href="${portal}/search"/>`);
  });
});

describe('structured data', () => {
  it('describes the video, its chapters at the edit’s number, and who speaks', async () => {
    const { VideoObject: video, BreadcrumbList: trail } = await linkedData(`/talks/${slug}`);
    expect(video).toMatchObject({
      '@context': 'https://schema.org',
      name: 'Scaling Postgres to ten terabytes',
      description: 'Rows & </script> columns.',
      duration: 'PT0H0M4S',
      embedUrl: `${portal}/embed/${slug}`,
      uploadDate: expect.stringMatching(/^\d{4}-/),
      creator: [{ '@type': 'Person', name: 'Ivan Petrov', url: expect.stringContaining('/speakers/') }],
      hasPart: [
        {
          '@type': 'Clip',
          name: 'Before',
          startOffset: 0,
          endOffset: 1,
          url: `${portal}/talks/${slug}?t=0&e=1`,
        },
        {
          '@type': 'Clip',
          name: 'After',
          startOffset: 1,
          endOffset: 4,
          url: `${portal}/talks/${slug}?t=1&e=1`,
        },
      ],
    });
    const thumbnails = video?.thumbnailUrl as string[]; // as video-object.ts writes it
    for (const address of [thumbnails[0], video?.contentUrl as string]) {
      expect((await app.fetch((address ?? '').slice(portal.length))).status).toBe(200);
    }
    expect(trail).toMatchObject({
      itemListElement: [{ position: 1 }, { name: 'DataConf 2024' }, { position: 3 }],
    });
  });

  it('describes a conference as an event, and a speaker as a person', async () => {
    const { Event: event } = await linkedData('/conferences/dataconf');
    expect(event).toMatchObject({ name: 'DataConf 2024', startDate: '2024-05-01', endDate: '2024-05-02' });
    const { ProfilePage: profile } = await linkedData('/speakers/ivan-petrov');
    expect(profile).toMatchObject({
      mainEntity: { '@type': 'Person', name: 'Ivan Petrov', alternateName: ['Иван Петров'] },
    });
    expect((await linkedData('/')).WebSite).toMatchObject({ name: 'Tribune & Sons', url: `${portal}/` });
  });
});

describe('the sitemap', () => {
  it('says of each video what is required, and every field once, in the order of the schema', async () => {
    const order = ['thumbnail_loc', 'title', 'description', 'player_loc', 'duration', 'publication_date'];
    const entries = (await xmlOf('/sitemaps/talks-0.xml')).children;
    const videos = entries.flatMap((url) => url.children.filter(({ name }) => name === 'video:video'));
    expect(videos).toHaveLength(1);
    expect(videos[0]?.children.map(({ name }) => name)).toEqual(order.map((name) => `video:${name}`));
    expect(entries.flatMap((url) => url.children.map(({ name }) => name))).toEqual(
      expect.arrayContaining(['loc', 'lastmod', 'video:video']),
    );
  });

  it('is named by robots.txt, which keeps crawlers from the organizers’ area', async () => {
    const robots = await (await app.fetch('/robots.txt')).text();
    expect(robots).toContain(`Sitemap: ${portal}/sitemap.xml`);
    expect(robots).toContain('Disallow: /organize\n');
  });

  it('leads to all that is public, with the video of a talk', async () => {
    const files = (await xmlOf('/sitemap.xml')).children.map((entry) => fields(entry).loc ?? '');
    expect(files).toEqual(['pages', 'talks-0', 'speakers-0'].map((name) => `${portal}/sitemaps/${name}.xml`));
    const locations: string[] = [];
    const videos: Record<string, string>[] = [];
    for (const file of files) {
      for (const url of (await xmlOf(file.slice(portal.length))).children) {
        locations.push((fields(url).loc ?? '').slice(portal.length));
        for (const video of url.children.filter(({ name }) => name === 'video:video'))
          videos.push(fields(video));
      }
    }
    const [video] = videos;
    expect(videos).toHaveLength(1);
    expect(locations.sort()).toEqual(
      [
        '/',
        '/conferences',
        '/conferences/dataconf',
        '/speakers',
        '/talks',
        '/topics',
        `/talks/${slug}`,
        '/talks/tokyo-databases',
        ...locations.filter((at) => at.startsWith('/speakers/')),
      ].sort(),
    );
    expect(locations.filter((at) => at.startsWith('/speakers/'))).toHaveLength(2);
    for (const location of locations) expect((await app.fetch(location)).status, location).toBe(200);
    expect(video).toMatchObject({
      'video:title': 'Scaling Postgres to ten terabytes',
      'video:description': 'Rows & </script> columns.',
      'video:player_loc': `${portal}/embed/${slug}`,
      'video:duration': '4',
    });
    expect((await app.fetch((video?.['video:thumbnail_loc'] ?? '').slice(portal.length))).status).toBe(200);
  });

  it('answers 304 until something changes, and 404 to files that are not', async () => {
    const first = await app.fetch('/sitemaps/talks-0.xml');
    await first.text();
    const headers = { 'if-none-match': first.headers.get('etag') ?? '', 'cache-control': 'max-age=0' };
    expect((await app.fetch('/sitemaps/talks-0.xml', { headers })).status).toBe(304);
    app.catalogue.touch([talkId]);
    expect((await app.fetch('/sitemaps/talks-0.xml', { headers })).status).toBe(200);
    for (const name of ['talks-1', 'talks-00', 'nothing', 'speakers-9'])
      expect((await app.fetch(`/sitemaps/${name}.xml`)).status, name).toBe(404);
  });
});

describe('oEmbed', () => {
  const ask = (url: string, more = '') => app.fetch(`/oembed?url=${encodeURIComponent(url)}${more}`);

  it('gives an iframe at the moment of the address, inside the room there is', async () => {
    const response = await ask(`${portal}/talks/${slug}?t=2&e=1`, '&maxwidth=400');
    expect(await response.json()).toMatchObject({
      type: 'video',
      version: '1.0',
      title: 'Scaling Postgres to ten terabytes',
      author_name: 'Ivan Petrov',
      provider_name: 'Tribune & Sons',
      ...{ width: 400, height: 225, thumbnail_width: 320, thumbnail_height: 180 },
      html: expect.stringContaining(`src="${portal}/embed/${slug}?t=2&amp;e=1"`),
    });
  });

  it('speaks XML too, and says so where it does not know a format', async () => {
    const response = await ask(`${portal}/talks/${slug}`, '&format=xml');
    expect(response.headers.get('content-type')).toContain('text/xml');
    const oembed = fields(parsed(await response.text()).root);
    expect(oembed).toMatchObject({ type: 'video', title: 'Scaling Postgres to ten terabytes', width: '800' });
    expect(oembed.html).toContain('<iframe');
    expect((await ask(`${portal}/talks/${slug}`, '&format=yaml')).status).toBe(501);
  });

  it('knows nothing of other sites, of other pages, and of talks without a recording', async () => {
    for (const url of [
      `https://elsewhere.example/talks/${slug}`,
      `${portal}/speakers/ivan-petrov`,
      `${portal}/talks/tokyo-databases`,
      `${portal}/talks/%E0%A4%A`,
      'nonsense',
    ]) {
      const response = await ask(url);
      expect(response.status, url).toBe(404);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    }
  });
});

describe('the page for frames', () => {
  it('may be framed by everybody, as no other page may', async () => {
    const embed = await app.fetch(`/embed/${slug}?lang=ru`);
    expect(embed.status).toBe(200);
    expect(embed.headers.get('content-security-policy')).toContain('frame-ancestors *');
    expect(embed.headers.get('x-frame-options')).toBeNull();
    expect(embed.headers.get('set-cookie')).toBeNull();
    const talk = await app.fetch(`/talks/${slug}`);
    expect(talk.headers.get('content-security-policy')).toContain(`frame-ancestors 'self'`);
    expect(talk.headers.get('x-frame-options')).toBe('SAMEORIGIN');
  });

  it('is a plain video with the way to the talk, and nothing else of the portal', async () => {
    const body = await html(`/embed/${slug}?t=2&e=1`);
    expect(body).toMatch(/<video[^>]* controls/);
    expect(body).toContain('#t=2"');
    expect(body).toContain(`<a href="/talks/${slug}" target="_blank"`);
    expect(body).not.toContain('<nav');
    expect(body).not.toContain('<footer');
    expect(body).toContain('content="noindex, indexifembedded"');
    expect(body).toContain(`<link rel="canonical" href="${portal}/talks/${slug}"/>`);
  });
});

describe('an unlisted talk', () => {
  it('can be framed by who has its address, and is told to no machine', async () => {
    await asUnlisted(async (key) => {
      const embed = await app.fetch(`/embed/${key}`);
      expect(embed.status).toBe(200);
      expect(embed.headers.get('cache-control')).toBe('private, no-store');
      expect(embed.headers.get('x-robots-tag')).toBe('noindex');
      const body = await html(`/talks/${key}`);
      for (const word of ['oembed', 'ld+json', 'og:video', 'canonical', 'og:url'])
        expect(body, word).not.toContain(word);
      expect((await app.fetch(`/oembed?url=${portal}/talks/${key}`)).status).toBe(404);
      expect(await (await app.fetch('/sitemaps/talks-0.xml')).text()).not.toContain(key);
      expect((await app.fetch(`/embed/${slug}`)).status).toBe(404);
      const moment = await app.fetch(`/api/v1/talks/${key}/moment?t=1&e=1`);
      expect(moment.headers.get('cache-control')).toBe('private, no-store');
      expect((await app.fetch(`/api/v1/talks/${slug}/moment?t=1&e=1`)).status).toBe(404);
    });
  });
});

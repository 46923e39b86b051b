import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
const hour = 3_600_000;
const dayStart = (day: number) => Date.UTC(2026, 4, day, 8);

beforeAll(async () => {
  app = await startApp();
  app.catalogue.applyProgramme({
    conference: {
      slug: 'harbour',
      language: 'en',
      startDay: '2026-05-01',
      endDay: '2026-05-02',
      timeZone: 'UTC',
      texts: { en: { title: 'Harbour' } },
    },
    rooms: ['Hall', 'Attic'],
    speakers: ['Ada Anchor', 'Bo Buoy', 'Ада Якорь'].map(person),
    talks: [
      entry('Winches', { day: 1, at: 0, minutes: 60, room: 'Hall', track: 'Decks', by: 'Ada Anchor' }),
      entry('Anchors', {
        day: 1,
        at: 0,
        minutes: 20,
        room: 'Attic',
        track: 'Decks',
        by: 'Bo Buoy',
        lang: 'de',
      }),
      entry('Lamps', {
        day: 2,
        at: 0,
        minutes: 40,
        room: 'Hall',
        track: 'Light',
        by: 'Ada Anchor',
        and: 'Bo Buoy',
      }),
      entry('Буи', {
        day: 2,
        at: 1,
        minutes: 30,
        room: 'Attic',
        track: 'Light',
        by: 'Ада Якорь',
        lang: 'ru',
      }),
    ],
  });
  const talks = app.db.prepare(
    "SELECT t.id FROM talks t JOIN talk_texts x ON x.talk_id = t.id WHERE x.title = 'Lamps'",
  );
  watchable(talks.pluck().get() as number); // an INTEGER PRIMARY KEY
});
afterAll(() => app.close());

const person = (name: string) => ({ key: name, names: [{ name }] });

function entry(
  title: string,
  o: {
    day: number;
    at: number;
    minutes: number;
    room: string;
    track: string;
    by: string;
    and?: string;
    lang?: string;
  },
) {
  return {
    at: title,
    texts: { [o.lang === 'ru' ? 'ru' : 'en']: { title } },
    track: o.track,
    language: o.lang ?? 'en',
    tags: [o.track === 'Light' ? 'Lighthouses' : 'Ropes'],
    speakers: [o.by, ...(o.and ? [o.and] : [])].map((key) => ({ key, affiliation: 'Port' })),
    slots: [
      {
        day: `2026-05-0${o.day}`,
        startMs: dayStart(o.day) + o.at * hour,
        durationMs: o.minutes * 60_000,
        room: o.room,
      },
    ],
  };
}

/** A recording that plays, as far as lists know. */
function watchable(talkId: number) {
  app.db.exec(`
    INSERT INTO originals (id, sha256, size_bytes, path, arrived_as, arrived_ms)
      VALUES ('o', '${'a'.repeat(64)}', 1, 'originals/o', 'o.mp4', 1);
    INSERT INTO recordings (id, original_id, talk_id, publication, created_ms, updated_ms)
      VALUES ('r', 'o', ${talkId}, 'published', 1, 1);
    INSERT INTO versions (id, recording_id, state, manifest, duration_ms, created_ms)
      VALUES ('${'b'.repeat(32)}', 'r', 'whole', '{"captions":[{"language":"ru"}]}', 2400000, 1);`);
  app.catalogue.touch([talkId]);
}

const page = async (path: string, language = 'en') => {
  const answer = await app.fetch(path, { headers: { 'accept-language': language } });
  return { status: answer.status, html: await answer.text() };
};

/** Titles of the talks of a page, in its order. */
const titles = async (path: string) => {
  const { html } = await page(path);
  const found = [...html.matchAll(/<h[23][^>]*><a href="\/talks\/[^"?]+">([^<]+)</g)];
  return found.map(([, title]) => title);
};

describe('the talks of a conference', () => {
  const list = (query: string) => titles(`/conferences/harbour?view=list&${query}`);

  it('are a grid of rooms and times, and a list', async () => {
    const programme = await page('/conferences/harbour');
    expect(programme.html).toMatch(/class="[^"]*column2[^"]*"/);
    expect(programme.html).toContain('href="/conferences/harbour?view=list"');
    expect(await list('')).toEqual(['Winches', 'Anchors', 'Lamps', 'Буи']);
  });

  it.each([
    ['day', 'day=2026-05-02', ['Lamps', 'Буи']],
    ['track', 'track=light', ['Lamps', 'Буи']],
    ['language', 'language=de', ['Anchors']],
    ['a part of a speaker’s name', 'speaker=buoy', ['Anchors', 'Lamps']],
    ['a name in another script', 'speaker=%D1%8F%D0%BA%D0%BE%D1%80%D1%8C', ['Буи']],
    ['what can be watched', 'recorded=1', ['Lamps']],
    ['several of them', 'track=decks&language=en&speaker=ada', ['Winches']],
  ])('are narrowed to a %s by the address', async (_, query, expected) => {
    expect(await list(query)).toEqual(expected);
  });

  it.each([
    ['title', ['Anchors', 'Lamps', 'Winches', 'Буи']],
    ['length', ['Anchors', 'Буи', 'Lamps', 'Winches']],
    ['newest', ['Lamps', 'Winches', 'Anchors', 'Буи']],
    ['time', ['Winches', 'Anchors', 'Lamps', 'Буи']],
  ])('are sorted by %s', async (sort, expected) => {
    expect(await list(`sort=${sort}`)).toEqual(expected);
  });

  it('are sorted by views', async () => {
    app.db.exec(
      "INSERT INTO talk_view_totals (talk_id, views) SELECT talk_id, 3 FROM talk_texts WHERE title = 'Anchors'",
    );
    expect((await list('sort=views&page=1'))[0]).toBe('Anchors');
  });

  it('say what to do where nothing is left', async () => {
    const { html } = await page('/conferences/harbour?language=de&recorded=1');
    expect(html).toContain('No talk fits all of this.');
    expect(html).toContain('<a href="/conferences/harbour">Show all again</a>');
    expect(html).toContain('<meta name="robots" content="noindex"/>');
  });

  it('finds nobody under signs alone', async () => {
    expect(await list('speaker=%21%3F')).toEqual([]);
  });

  it('shows length, language and captions with every talk', async () => {
    const { html } = await page('/conferences/harbour?view=list');
    expect(html).toContain('>40 mins</time>');
    expect(html).toContain('1 hr planned');
    expect(html).toContain('<li>German</li>');
    expect(html).toContain('Captions: Russian');
    expect((await page('/conferences/harbour?view=list', 'ru')).html).toContain('по программе 1 ч');
  });
});

describe('what there is', () => {
  it('lists all talks, narrowed and sorted by the address', async () => {
    expect(await titles('/talks?sort=title')).toEqual(['Anchors', 'Lamps', 'Winches', 'Буи']);
    expect(await titles('/talks?language=ru')).toEqual(['Буи']);
    expect(await titles('/talks?recorded=1')).toEqual(['Lamps']);
    expect(await titles('/talks?year=2025')).toEqual([]);
  });

  it('lists the talks on a subject, and no subject that nobody spoke about', async () => {
    const { html } = await page('/talks?tag=lighthouses');
    expect(html).toContain('Talks about Lighthouses');
    expect(html).toContain('Lamps');
    expect(html).not.toContain('Winches');
    expect((await page('/talks?tag=nothing')).status).toBe(404);
  });

  it('lists subjects and conferences with their counts, on the home page too', async () => {
    for (const path of ['/', '/topics'])
      expect((await page(path)).html).toContain('href="/talks?tag=lighthouses"');
    for (const path of ['/', '/conferences'])
      expect((await page(path)).html).toContain('href="/conferences/harbour"');
  });

  it('shows a speaker’s year, company and affiliations', async () => {
    const { html } = await page('/speakers/ada-anchor');
    expect(html).toContain('id="year-2026"');
    expect(html).toContain('href="/speakers/bo-buoy"');
    expect(html).toContain('<li>Port</li>');
  });
});

describe('a draft', () => {
  it('is in no list, no count and no subject', async () => {
    app.catalogue.applyProgramme(
      {
        conference: {
          slug: 'harbour-2',
          language: 'en',
          timeZone: 'UTC',
          texts: { en: { title: 'Harbour 2' } },
        },
        talks: [{ at: 's', texts: { en: { title: 'Secret sluice' } }, tags: ['Sluices'], language: 'fr' }],
      },
      { isDraft: true },
    );
    for (const path of ['/', '/talks', '/topics', '/conferences', '/talks?language=fr']) {
      const { html } = await page(path);
      expect(html, path).not.toMatch(/Secret sluice|Sluices|Harbour 2|French/);
    }
    expect((await page('/talks?tag=sluices')).status).toBe(404);
  });
});

describe('many', () => {
  const nameOf = (n: number) => `Person ${n < 310 ? 'K' : 'Z'}name${n}`;

  beforeAll(() => {
    app.catalogue.applyProgramme({
      conference: { slug: 'many', language: 'en', timeZone: 'UTC', texts: { en: { title: 'Many' } } },
      talks: Array.from({ length: 320 }, (_, n) => ({
        at: String(n),
        texts: { en: { title: `Talk ${n}` } },
        speakers: [{ key: nameOf(n) }],
      })),
      speakers: Array.from({ length: 320 }, (_, n) => person(nameOf(n))),
    });
  });

  it('speakers are shown a letter at a time, pages of a letter one after another', async () => {
    const first = await page('/speakers?letter=K');
    expect(first.html.match(/href="\/speakers\/person-/g)).toHaveLength(300);
    expect(first.html).toContain('href="/speakers?letter=K&amp;page=2"');
    const last = await page('/speakers?letter=K&page=2');
    expect(last.html.match(/href="\/speakers\/person-/g)).toHaveLength(10);
    const other = await page('/speakers?letter=Z');
    expect(other.html.match(/href="\/speakers\/person-/g)).toHaveLength(10);
    expect(other.html).toContain('aria-current="page">Z<');
  });

  it('talks without times are a list of pages', async () => {
    const { html } = await page('/conferences/many');
    expect(html).toContain('Page 1 of 7');
    expect(html).toContain('href="/conferences/many?view=list&amp;page=2"');
    expect(await titles('/conferences/many?view=list&page=7')).toHaveLength(20);
    expect(await titles('/conferences/many?view=list&page=99')).toHaveLength(20);
  });
});

describe('the list of conferences', () => {
  it('is shown in pages, each with its own address', async () => {
    const add = app.db.prepare(
      `INSERT INTO conferences (guid, slug, language, time_zone, visibility, start_day, created_ms, updated_ms)
       VALUES (?, ?, 'en', 'UTC', 'public', '2020-01-01', 1, 1)`,
    );
    for (let i = 0; i < 60; i++) add.run(`many-${i}`, `many-${i}`);
    app.catalogue.touch([]);
    const all = app.db.prepare<[], number>('SELECT count(*) FROM public_conferences').pluck().get() ?? 0;
    const [first, second] = [await page('/conferences'), await page('/conferences?page=2')];
    const shown = ({ html }: { html: string }) => new Set(html.match(/href="\/conferences\/[^"]+"/g)).size;
    expect(shown(first)).toBe(60);
    expect(first.html).toContain('href="/conferences?page=2" rel="next"');
    expect(shown(second)).toBe(all - 60);
    expect(second.html).toContain('href="/conferences" rel="prev"');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import * as wire from '#server/contract/schemas.ts';
import type { StagedProgrammeInput } from '#server/features/catalogue/staged-programme.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { loadFoundingConference } from '../support/programmes.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  loadFoundingConference(app);
  app.catalogue.applyProgramme(hiddenProgramme, { isDraft: true });
  app.catalogue.applyProgramme(twoDays);
});
afterAll(() => app.close());

const hiddenProgramme: StagedProgrammeInput = {
  conference: { slug: 'secret', texts: { en: { title: 'Secret gathering' } } },
  speakers: [{ key: 'x', slug: 'xenia-hidden', names: [{ name: 'Xenia Hidden' }] }],
  talks: [
    {
      at: '1',
      slug: 'secret-talk',
      texts: { en: { title: 'Xylophones' } },
      speakers: [{ key: 'x' }],
      tags: ['unseen'],
    },
  ],
};

const twoDays: StagedProgrammeInput = {
  conference: {
    slug: 'two-days',
    language: 'ja',
    startDay: '2020-02-01',
    endDay: '2020-02-02',
    texts: { ja: { title: '二日間の会議' }, fr: { title: 'Deux jours' } },
  },
  speakers: [
    { key: 'z', names: [{ name: 'Žofie Ábel' }, { name: 'Жофия Абель' }] },
    { key: 'ya', names: [{ name: '山田太郎' }] },
  ],
  talks: [
    {
      at: '1',
      guid: 'td-1',
      language: 'ja',
      texts: { ja: { title: '午後の話' } },
      speakers: [{ key: 'ya' }],
      slots: [{ day: '2020-02-02', startMs: Date.UTC(2020, 1, 2, 14) }],
      track: 'Main track',
    },
    {
      at: '2',
      guid: 'td-2',
      language: 'en',
      texts: { en: { title: 'Second day, morning' } },
      speakers: [{ key: 'z' }, { key: 'ya' }],
      slots: [{ day: '2020-02-02', startMs: Date.UTC(2020, 1, 2, 9) }],
      recordingPlan: 'none',
    },
    {
      at: '3',
      guid: 'td-3',
      language: 'en',
      texts: { en: { title: 'First day' } },
      speakers: [{ key: 'z' }],
      slots: [{ day: '2020-02-01' }],
      recordingPlan: 'opted_out',
    },
    {
      at: '4',
      guid: 'td-4',
      language: 'en',
      texts: { en: { title: 'First day' } },
      speakers: [{ key: 'z' }],
    },
  ],
};

async function read<T extends z.ZodType>(path: string, schema: T, init?: RequestInit): Promise<z.infer<T>> {
  const response = await app.fetch(`/api/v1${path}`, init);
  expect(response.status, path).toBe(200);
  return schema.parse(await response.json());
}

async function problemOf(path: string): Promise<z.infer<typeof wire.problemSchema>> {
  const response = await app.fetch(`/api/v1${path}`);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const problem = wire.problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
}

describe('conferences', () => {
  it('are listed newest first, with their talks counted', async () => {
    const page = await read('/conferences', wire.conferencePageSchema);
    expect(page.items.map(({ slug, talkCount }) => [slug, talkCount])).toEqual([
      ['two-days', 4],
      ['linux-containers-2015', 8],
    ]);
    expect(page.nextCursor).toBeNull();
  });

  it('come page by page', async () => {
    const first = await read('/conferences?limit=1', wire.conferencePageSchema);
    const second = await read(`/conferences?limit=1&cursor=${first.nextCursor}`, wire.conferencePageSchema);
    expect([...first.items, ...second.items].map(({ slug }) => slug)).toEqual([
      'two-days',
      'linux-containers-2015',
    ]);
    expect(second.nextCursor).toBeNull();
  });

  it('show their programme by day and start, unknown days last', async () => {
    const conference = await read('/conferences/two-days', wire.conferenceSchema);
    expect(conference.talks.map(({ guid, state }) => [guid, state])).toEqual([
      ['td-3', 'opted_out'],
      ['td-2', 'not_recorded'],
      ['td-1', 'coming'],
      ['td-4', 'coming'],
    ]);
  });

  it('keep the order of the programme where no start is known', async () => {
    const { talks } = await read('/conferences/linux-containers-2015?lang=ru', wire.conferenceSchema);
    expect(talks.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(talks[0]).toMatchObject({ day: '2015-09-19', startsAt: null, room: null, spokenLanguage: 'ru' });
  });

  it('answer in the reader’s language, else in their own', async () => {
    const title = async (lang: string, slug: string) =>
      (await read(`/conferences/${slug}?lang=${lang}`, wire.conferenceSchema)).title;
    expect(await title('en', 'linux-containers-2015')).toBe('Linux containers developers’ conference');
    expect(await title('ru', 'linux-containers-2015')).toBe('Конференция разработчиков Linux-контейнеров');
    expect(await title('ja', 'linux-containers-2015')).toBe('Linuxコンテナ開発者会議');
    expect(await title('ru', 'two-days')).toBe('二日間の会議');
  });

  it('negotiate the language by Accept-Language and say so', async () => {
    const response = await app.fetch('/api/v1/conferences/linux-containers-2015', {
      headers: { 'Accept-Language': 'ja, en;q=0.5' },
    });
    expect(response.headers.get('content-language')).toBe('ja');
    expect(response.headers.get('vary')).toContain('Accept-Language');
    expect(((await response.json()) as { textLanguage: string }).textLanguage).toBe('ja');
  });
});

describe('a talk', () => {
  it('bills its speakers in the script of the reader', async () => {
    const name = async (lang: string) =>
      (await read(`/talks/moving-live-containers?lang=${lang}`, wire.talkSchema)).speakers[0]?.name;
    expect(await name('en')).toBe('Pavel Emelyanov');
    expect(await name('ru')).toBe('Павел Емельянов');
    expect(await name('ja')).toBe('パーヴェル・エメリヤノフ');
  });

  it('has its abstract, tags and neighbours', async () => {
    const talk = await read('/talks/moving-live-containers?lang=ru', wire.talkSchema);
    expect(talk.abstract).toContain('P.Haul');
    expect(talk.textLanguages.toSorted()).toEqual(['en', 'ja', 'ru']);
    expect(talk.tags.map(({ slug }) => slug)).toContain('p-haul');
    expect(talk.moreFromConference).toHaveLength(7);
    expect(talk.moreFromConference[0]?.slug).toBe('container-memory-on-a-vanilla-kernel');
    expect(talk).toMatchObject({ recording: null, isSample: true, state: 'coming' });
  });

  it('lists other talks of its speakers, not itself', async () => {
    const talk = await read('/talks/second-day-morning', wire.talkSchema);
    expect(talk.moreFromSpeakers.map(({ guid }) => guid).toSorted()).toEqual(['td-1', 'td-3', 'td-4']);
  });

  it('is answered with 304 to who has it', async () => {
    const first = await app.fetch('/api/v1/talks/moving-live-containers');
    // fetch adds `Cache-Control: no-cache` to conditional requests that do not bring one, as a forced reload would.
    const headers = { 'If-None-Match': first.headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' };
    const again = await app.fetch('/api/v1/talks/moving-live-containers', { headers });
    expect(again.status).toBe(304);
    const inRussian = await app.fetch('/api/v1/talks/moving-live-containers?lang=ru', { headers });
    expect(inRussian.status).toBe(200);
  });

  it('is 405 to be written', async () => {
    const response = await app.fetch('/api/v1/talks/moving-live-containers', { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  it('gets a slug of its own when two have one title, and keeps kana and kanji', async () => {
    const page = await read('/talks?conference=two-days&limit=100', wire.talkPageSchema);
    const slugs = page.items.map(({ slug }) => slug).toSorted();
    expect(slugs).toEqual(['first-day', 'first-day-2', 'second-day-morning', '午後の話']);
    const talk = await read(`/talks/${encodeURIComponent('午後の話')}`, wire.talkSchema);
    expect(talk.guid).toBe('td-1');
  });

  it('keeps its slug when its title changes, and redirects from the old one when it gets another', async () => {
    const programme = (title: string, slug?: string): StagedProgrammeInput => ({
      conference: { slug: 'renamed', texts: { en: { title: 'Renamed' } } },
      talks: [{ at: '1', guid: 'r-1', texts: { en: { title } }, ...(slug !== undefined && { slug }) }],
    });
    app.catalogue.applyProgramme(programme('Before'));
    app.catalogue.applyProgramme(programme('After'));
    expect((await read('/talks/before', wire.talkSchema)).title).toBe('After');
    app.catalogue.applyProgramme(programme('After', 'after-all'));
    const moved = await app.fetch('/api/v1/talks/before?lang=ja', { redirect: 'manual' });
    expect(moved.status).toBe(301);
    expect(moved.headers.get('location')).toBe('/api/v1/talks/after-all?lang=ja');
    expect((await read('/talks/before', wire.talkSchema)).slug).toBe('after-all');
  });
});

describe('lists of talks', () => {
  it.each([
    ['conference=two-days', 4],
    ['speaker=pavel-emelyanov', 1],
    ['speaker=zofie-abel', 3],
    ['tag=criu', 2],
    ['tag=criu&conference=two-days', 0],
    ['conference=two-days&track=main-track', 1],
    ['conference=two-days&language=ja', 1],
    ['language=ru', 8],
    ['conference=nowhere', 0],
    ['speaker=nobody', 0],
    ['tag=nothing', 0],
  ])('?%s finds %i', async (query, count) => {
    expect((await read(`/talks?${query}&limit=100`, wire.talkPageSchema)).items).toHaveLength(count);
  });

  it.each(['newest', 'title', 'programme'])(
    'come page by page sorted by %s, each talk once',
    async (sort) => {
      const whole = await read(`/talks?sort=${sort}&limit=100&lang=ru`, wire.talkPageSchema);
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page = await read(`/talks?sort=${sort}&limit=3&lang=ru${query}`, wire.talkPageSchema);
        seen.push(...page.items.map(({ guid }) => guid));
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(whole.items.map(({ guid }) => guid));
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThanOrEqual(12);
    },
  );

  it('sort titles in the reader’s language', async () => {
    const page = await read(
      '/talks?sort=title&conference=linux-containers-2015&lang=en',
      wire.talkPageSchema,
    );
    const titles = page.items.map(({ title }) => title);
    expect(titles[0]).toBe('Container memory on nothing but the vanilla kernel');
    expect(titles).toHaveLength(8);
  });

  it.each([
    'cursor=nonsense',
    'cursor=WzEsMiwzXQ',
    'limit=0',
    'limit=101',
    'limit=x',
    'sort=best',
    'sort=title&cursor=WzEsMl0',
  ])('?%s is refused with 400', async (query) => {
    const problem = await problemOf(`/talks?${query}`);
    expect(problem).toMatchObject({ status: 400, code: 'invalid' });
  });
});

describe('speakers', () => {
  it('are listed by family name, in the alphabet of the reader first', async () => {
    const names = async (lang: string) =>
      (await read(`/speakers?lang=${lang}`, wire.speakerPageSchema)).items.map(({ name }) => name);
    expect((await names('en')).slice(0, 3)).toEqual(['Žofie Ábel', 'Konstantin Anisimov', 'Sasha Burluka']);
    expect((await names('ru')).slice(0, 2)).toEqual(['Жофия Абель', 'Константин Анисимов']);
    expect((await names('ja')).slice(-1)).toEqual(['Žofie Ábel']);
  });

  it('come page by page', async () => {
    const first = await read('/speakers?limit=7', wire.speakerPageSchema);
    const rest = await read(`/speakers?limit=7&cursor=${first.nextCursor}`, wire.speakerPageSchema);
    expect(new Set([...first.items, ...rest.items].map(({ slug }) => slug)).size).toBe(10);
    expect(rest.nextCursor).toBeNull();
  });

  it.each(['Emelyanov', 'Емельянов', 'emelianov', 'Yemelyanov', 'pavel eme', 'エメリヤノフ'])(
    '?q=%s finds Pavel Emelyanov',
    async (q) => {
      const page = await read(`/speakers?q=${encodeURIComponent(q)}`, wire.speakerPageSchema);
      expect(page.items.map(({ slug }) => slug)).toEqual(['pavel-emelyanov']);
    },
  );

  it('have their talks, other names and the place where they are filed', async () => {
    const speaker = await read('/speakers/dmitry-monakhov?lang=ja', wire.speakerSchema);
    expect(speaker).toMatchObject({
      name: 'ドミトリー・モナホフ',
      nameLanguage: 'ja',
      initial: 'ま',
      talkCount: 1,
    });
    expect(speaker.otherNames).toEqual(['Dmitry Monakhov', 'Дмитрий Монахов']);
    expect(speaker.talks[0]?.title).toBe('大きくなる一方の仮想ディスク');
  });

  it('who were merged redirect to the one who stays, with all talks', async () => {
    const merge = app.db.prepare(
      "UPDATE speakers SET merged_into_id = (SELECT id FROM speakers WHERE slug = 'pavel-emelyanov') WHERE slug = ?",
    );
    merge.run('pavel-tikhomirov');
    try {
      const moved = await app.fetch('/api/v1/speakers/pavel-tikhomirov', { redirect: 'manual' });
      expect([moved.status, moved.headers.get('location')]).toEqual([
        301,
        '/api/v1/speakers/pavel-emelyanov',
      ]);
      expect((await read('/speakers/pavel-emelyanov', wire.speakerSchema)).talkCount).toBe(2);
      expect((await read('/speakers?limit=100', wire.speakerPageSchema)).items).toHaveLength(9);
      const page = await read('/talks?speaker=pavel-tikhomirov', wire.talkPageSchema);
      expect(page.items).toHaveLength(2);
    } finally {
      app.db.prepare('UPDATE speakers SET merged_into_id = NULL').run();
    }
  });
});

describe('what is not public', () => {
  it.each([
    '/conferences/secret',
    '/talks/secret-talk',
    '/speakers/xenia-hidden',
    '/talks/no-such',
    '/talks/%00',
    '/conferences/x%2Fy',
  ])('%s is 404', async (path) => {
    expect(await problemOf(path)).toMatchObject({ status: 404, code: 'not_found' });
  });

  it.each([
    '/conferences?limit=100',
    '/talks?limit=100',
    '/speakers?limit=100',
    '/talks?tag=unseen',
    '/search?q=xylophones',
    '/search?q=Xenia',
    '/speakers?q=Xenia',
    '/suggest?q=x',
    '/suggest?q=secret',
    '/search?q=xylophonez',
  ])('%s says nothing of it', async (path) => {
    const response = await app.fetch(`/api/v1${path}`);
    expect(response.status).toBe(200);
    expect(await response.text()).not.toMatch(/secret|xylophones"|xenia/i);
  });

  it('becomes public with everything in it when it is imported without --draft, and hidden again when taken back', async () => {
    const revision = app.catalogue.revision();
    app.catalogue.applyProgramme(hiddenProgramme);
    expect(app.catalogue.revision()).toBeGreaterThan(revision);
    expect((await read('/search?q=xylophones', wire.searchResultSchema)).total).toBe(1);
    expect((await read('/speakers/xenia-hidden', wire.speakerSchema)).talkCount).toBe(1);
    app.db.prepare("UPDATE conferences SET visibility = 'draft' WHERE slug = 'secret'").run();
    expect(await problemOf('/talks/secret-talk')).toMatchObject({ status: 404 });
    expect(await problemOf('/speakers/xenia-hidden')).toMatchObject({ status: 404 });
    expect((await read('/search?q=xylophones', wire.searchResultSchema)).total).toBe(0);
  });
});

describe('the example', () => {
  it('is loaded once, removed for good, and leaves other things alone', async () => {
    const own = await startApp();
    try {
      loadFoundingConference(own);
      own.catalogue.applyProgramme(twoDays);
      expect(own.catalogue.removeExample()).toEqual({ conferences: 1, talks: 8, speakers: 8 });
      loadFoundingConference(own);
      expect(own.catalogue.counts()).toEqual({ talks: 4, speakers: 2 });
      const hits = (await (await own.fetch('/api/v1/search?q=Emelyanov')).json()) as {
        total: number;
        speakers: [];
      };
      expect([hits.total, hits.speakers]).toEqual([0, []]);
    } finally {
      await own.close();
    }
  });

  it('does not enter a library that has something in it', async () => {
    const own = await startApp();
    try {
      own.catalogue.makeDraftTalk({ title: 'Ours' });
      loadFoundingConference(own);
      expect(own.catalogue.counts().talks).toBe(0);
    } finally {
      await own.close();
    }
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { composeCatalogue } from '#server/compose-catalogue.ts';
import { searchResultSchema, suggestResultSchema } from '#server/contract/schemas.ts';
import type { Search } from '#server/features/search/search.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { loadFoundingConference } from '../support/programmes.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  loadFoundingConference(app);
  app.catalogue.applyProgramme({
    conference: { slug: 'code', texts: { en: { title: 'Code' } } },
    speakers: [
      { key: 'h', names: [{ name: 'Zoë Müller' }, { name: 'Zoe Nickname', kind: 'hidden' }] },
      { key: 'e', names: [{ name: 'Eve Tester' }] },
    ],
    talks: [
      {
        at: '1',
        slug: 'cpp',
        language: 'en',
        texts: { en: { title: 'Modern C++', abstract: 'Templates.' } },
        speakers: [{ key: 'h' }],
      },
      {
        at: '2',
        slug: 'just-c',
        language: 'en',
        texts: { en: { title: 'Plain C', abstract: 'About node.js and C# too.' } },
        tags: ['zettabyte'],
      },
      {
        at: '3',
        slug: 'about-eve',
        language: 'de',
        texts: { en: { title: 'About others', abstract: 'Someone mentions Tester and zettabyte.' } },
      },
      {
        at: '4',
        slug: 'by-eve',
        language: 'de',
        texts: { en: { title: 'Nothing at all' } },
        speakers: [{ key: 'e' }],
      },
    ],
  });
});
afterAll(() => app.close());

async function search(query: Record<string, string>): Promise<z.infer<typeof searchResultSchema>> {
  const response = await app.fetch(`/api/v1/search?${new URLSearchParams(query)}`);
  expect(response.status).toBe(200);
  return searchResultSchema.parse(await response.json());
}

async function slugs(q: string): Promise<string[]> {
  return (await search({ q })).items.map(({ talk }) => talk.slug);
}

describe('search', () => {
  it.each([
    ['a speaker in Latin letters', 'Emelyanov', 'moving-live-containers'],
    ['a speaker in Cyrillic', 'Павел Емельянов', 'moving-live-containers'],
    ['an inflected family name', 'Емельянова', 'moving-live-containers'],
    ['a speaker in katakana', 'エメリヤノフ', 'moving-live-containers'],
    ['another transliteration', 'Emelianov', 'moving-live-containers'],
    ['the beginning of the last word', 'pavel emel', 'moving-live-containers'],
    ['a name without its accents', 'zoe muller', 'cpp'],
    ['a hidden name', 'Nickname', 'cpp'],
    ['an inflected Russian word', 'диском', 'virtual-disks-that-only-grow'],
    ['Russian words in other cases', 'живую миграцию', 'moving-live-containers'],
    ['a Russian noun that looks like a verb', 'памятью', 'container-memory-on-a-vanilla-kernel'],
    ['an inflected English word', 'migrate', 'moving-live-containers'],
    ['an English plural', 'disk growing', 'virtual-disks-that-only-grow'],
    ['Japanese inside a run of characters', 'メモリ管理', 'container-memory-on-a-vanilla-kernel'],
    ['a code word with a full stop', 'p.haul', 'moving-live-containers'],
    ['a code word with an underscore', 'mod_lsapi', 'starting-php-faster-with-criu'],
    ['a part of a code word', 'lsapi', 'starting-php-faster-with-criu'],
    ['a tag', 'thin provisioning', 'virtual-disks-that-only-grow'],
    ['C#', 'c#', 'just-c'],
    ['node.js', 'Node.js', 'just-c'],
  ])('finds %s: %s', async (_what, q, slug) => {
    expect(await slugs(q)).toEqual([slug]);
  });

  it('tells C++ from C', async () => {
    expect(await slugs('C++')).toEqual(['cpp']);
  });

  it('wants all words in one talk, whatever their languages', async () => {
    expect(await slugs('Docker контейнеры')).toContain('docker-inside-virtuozzo-containers');
    expect(await slugs('Docker Emelyanov')).toEqual([]);
  });

  it('puts speakers and tags before mentions in an abstract', async () => {
    expect(await slugs('Tester')).toEqual(['by-eve', 'about-eve']);
    expect(await slugs('zettabyte')).toEqual(['just-c', 'about-eve']);
  });

  it('shows where the words stand, hits in runs of their own', async () => {
    const { items } = await search({ q: 'контейнерами', lang: 'ru' });
    const match = items
      .find(({ talk }) => talk.slug === 'moving-live-containers')
      ?.matches.find(({ field }) => field === 'title');
    expect(match?.snippet).toEqual([
      { text: 'Живая миграция ', isHit: false },
      { text: 'контейнеров', isHit: true },
      { text: ': за и против', isHit: false },
    ]);
  });

  it('cuts long texts around the hit', async () => {
    const { items } = await search({ q: 'mod_lsapi' });
    const snippet = items[0]?.matches.find(({ field }) => field === 'abstract')?.snippet ?? [];
    expect(snippet.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(['mod_lsapi']);
    expect(snippet[0]?.text).toBe('…');
    expect(snippet.map(({ text }) => text).join('').length).toBeLessThan(260);
  });

  it('names the speakers who match, in the reader’s script', async () => {
    const { speakers } = await search({ q: 'emelianov', lang: 'ru' });
    expect(speakers.map(({ name }) => name)).toEqual(['Павел Емельянов']);
  });

  it('counts by conference, language and tag, and filters by them', async () => {
    const { facets, total } = await search({ q: 'c', lang: 'ru' });
    expect(total).toBeGreaterThan(0);
    const criu = await search({ q: 'criu', lang: 'ru' });
    expect(criu.facets.conference).toEqual([
      {
        value: 'linux-containers-2015',
        label: 'Конференция разработчиков Linux-контейнеров',
        count: criu.total,
      },
    ]);
    expect(criu.facets.tag).toContainEqual({ value: 'criu', label: 'CRIU', count: 2 });
    expect(facets.language.map(({ value }) => value)).toContain('en');
    expect((await search({ q: 'criu', tag: 'php' })).total).toBe(1);
    expect((await search({ q: 'criu', conference: 'code' })).total).toBe(0);
    expect((await search({ q: 'tester', language: 'de' })).total).toBe(2);
    expect((await search({ q: 'tester', language: 'ru' })).total).toBe(0);
  });

  it('comes page by page, best first, each talk once', async () => {
    const whole = await search({ q: 'container', limit: '50' });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: z.infer<typeof searchResultSchema> = await search({
        q: 'container',
        limit: '2',
        ...(cursor !== null && { cursor }),
      });
      seen.push(...page.items.map(({ talk }) => talk.slug));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(whole.total).toBeGreaterThan(4);
    expect(seen).toEqual(whole.items.map(({ talk }) => talk.slug));
  });

  it.each([
    ['emelyanof', 'emelyanov'],
    ['Docker contianers', 'Docker containers'],
    ['вертуальные', 'виртуальные'],
  ])('asks of %s whether %s was meant', async (q, meant) => {
    expect(await search({ q })).toMatchObject({ total: 0, suggestion: meant });
  });

  it('suggests nothing where nothing is near', async () => {
    expect(await search({ q: 'qqqqzzzz' })).toMatchObject({ total: 0, suggestion: null, items: [] });
  });

  it('is empty for no words', async () => {
    expect(await search({ q: ' !?() ' })).toMatchObject({ total: 0, items: [] });
    expect(await search({})).toMatchObject({ total: 0, items: [] });
  });

  it('follows a change of a talk at once', async () => {
    expect(await slugs('quokka')).toEqual([]);
    const programme = (abstract: string) => ({
      conference: { slug: 'code', texts: {} },
      talks: [{ at: '1', guid: 'new-1', slug: 'brand-new', texts: { en: { title: 'Brand', abstract } } }],
    });
    app.catalogue.applyProgramme(programme('A quokka.'));
    expect(await slugs('quokka')).toEqual(['brand-new']);
    app.catalogue.applyProgramme(programme('A wombat.'));
    expect(await slugs('quokka')).toEqual([]);
    expect(await slugs('wombats')).toEqual(['brand-new']);
  });

  it.each(['cursor=x', 'limit=51', `q=${'a'.repeat(201)}`, 'q=a&q=b'])(
    'refuses ?%s with 400',
    async (query) => {
      expect((await app.fetch(`/api/v1/search?${query}`)).status).toBe(400);
    },
  );

  it('takes whatever is typed as words, never as syntax', async () => {
    const piece = fc.constantFrom(
      '"',
      '*',
      '(',
      ')',
      ':',
      '^',
      '-',
      '+',
      'AND',
      'OR',
      'NOT',
      'NEAR(',
      'title',
      '{',
      '\u0000',
      '\uE001',
      '\uE002',
      ' ',
      "'",
      ';',
      '%',
      'C++',
      '日本',
      'я',
      '\uD800',
      'ﬁ',
      '\u0301',
    );
    const hostile = fc.oneof(
      fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    await fc.assert(
      fc.asyncProperty(hostile, async (q) => {
        for (const path of ['search', 'suggest', 'speakers']) {
          const response = await app.fetch(
            `/api/v1/${path}?q=${encodeURIComponent(q.toWellFormed().slice(0, 90))}`,
          );
          expect([path, response.status]).toEqual([path, 200]);
          await response.arrayBuffer();
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a search with more than 5000 hits', () => {
  let large: TestApp;
  let search: Search['search'];

  beforeAll(async () => {
    large = await startApp();
    search = composeCatalogue(large.db).search.search;
    large.catalogue.applyProgramme({
      conference: { slug: 'large', texts: { en: { title: 'Large' } } },
      talks: Array.from({ length: 5003 }, (_, index) => ({
        at: `row ${index}`,
        guid: `g${index}`,
        language: index === 0 ? 'ja' : 'en',
        texts: { en: { title: `Talk ${index}` } },
      })),
    });
  });
  afterAll(() => large.close());

  it('gives the newest first, says so, and goes on page by page', async () => {
    const first = search({ q: 'talk', limit: 2 }, 'en');
    expect(first).toMatchObject({ order: 'newest', total: 5001 });
    expect(first.items.map(({ talk }) => talk.guid)).toEqual(['g5002', 'g5001']);
    const second = search({ q: 'talk', limit: 2, cursor: first.nextCursor ?? '' }, 'en');
    expect(second.items.map(({ talk }) => talk.guid)).toEqual(['g5000', 'g4999']);
  });

  it('finds the oldest too when a filter asks for it', async () => {
    const found = search({ q: 'talk', limit: 2, language: 'ja' }, 'en');
    expect(found.items.map(({ talk }) => talk.guid)).toEqual(['g0']);
    expect(found.total).toBe(1);
  });
});

describe('suggestions', () => {
  async function suggestions(q: string, lang: string) {
    const response = await app.fetch(`/api/v1/suggest?${new URLSearchParams({ q, lang })}`);
    return suggestResultSchema.parse(await response.json()).items;
  }

  it('name speakers by the beginning of a name, in the reader’s script', async () => {
    expect(await suggestions('Em', 'ru')).toContainEqual({
      kind: 'speaker',
      label: 'Павел Емельянов',
      url: '/speakers/pavel-emelyanov',
    });
  });

  it('name conferences and talks by the beginnings of their words', async () => {
    const found = await suggestions('コンテナ', 'ja');
    expect(found[0]).toEqual({
      kind: 'conference',
      label: 'Linuxコンテナ開発者会議',
      url: '/conferences/linux-containers-2015',
    });
    expect(found.filter(({ kind }) => kind === 'talk').length).toBeGreaterThan(1);
  });

  it('are none for nothing typed', async () => {
    expect(await suggestions('', 'en')).toEqual([]);
  });
});

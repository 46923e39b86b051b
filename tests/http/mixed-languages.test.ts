import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type UiLanguage, uiLanguages } from '#server/contract/languages.ts';
import { startApp, type TestApp } from '../support/app.ts';

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const cyrillic = /\p{Script=Cyrillic}/u;

let app: TestApp;
const slugs = new Map<string, string>();

beforeAll(async () => {
  app = await startApp();
  app.catalogue.applyProgramme({
    conference: {
      slug: 'harbour',
      language: 'ja',
      startDay: '2026-05-01',
      endDay: '2026-05-01',
      timeZone: 'Asia/Tokyo',
      texts: { ja: { title: '港の集い', subtitle: '海と灯り', description: '港で働く人の集まりです。' } },
    },
    rooms: ['Hall'],
    speakers: [
      {
        key: 'hanako',
        names: [{ name: '港はなこ' }],
        biographies: { ja: '灯台で暮らしています。' },
      },
      { key: 'ada', names: [{ name: 'Ада Якорь' }], biographies: { ru: 'Живёт на маяке.' } },
    ],
    talks: [
      talk('灯台の話', 'ja', 'hanako', '灯台について話します。'),
      talk('Буи и якоря', 'ru', 'ada', 'Рассказ о буях.'),
      talk('Winches', 'en', 'hanako', 'All about winches.'),
    ],
  });
  for (const [slug, title] of app.db
    .prepare<[], [string, string]>(
      'SELECT t.slug, x.title FROM talks t JOIN talk_texts x ON x.talk_id = t.id',
    )
    .raw()
    .all()) {
    slugs.set(title, slug);
  }
});
afterAll(() => app.close());

function talk(title: string, language: string, speaker: string, abstract: string) {
  return {
    at: title,
    language,
    texts: { [language]: { title, abstract } },
    slots: [{ room: 'Hall', startMs: Date.UTC(2026, 4, 1, 2), durationMs: 1_800_000 }],
    speakers: [{ key: speaker }],
    tags: [],
  };
}

const pages: readonly [name: string, path: () => string][] = [
  ['home', () => '/'],
  ['conferences', () => '/conferences'],
  ['conference', () => '/conferences/harbour'],
  ['conference as a list', () => '/conferences/harbour?view=list'],
  ['talks', () => '/talks'],
  ['Japanese talk', () => `/talks/${slugs.get('灯台の話')}`],
  ['Russian talk', () => `/talks/${slugs.get('Буи и якоря')}`],
  ['English talk', () => `/talks/${slugs.get('Winches')}`],
  ['embedded talk', () => `/embed/${slugs.get('灯台の話')}`],
  ['speakers', () => '/speakers'],
  ['Japanese speaker', () => `/speakers/${speakerSlug('港')}`],
  ['Russian speaker', () => `/speakers/${speakerSlug('Ада')}`],
  ['Japanese search', () => `/search?q=${encodeURIComponent('灯台')}`],
  ['Russian search', () => `/search?q=${encodeURIComponent('буях')}`],
  ['offline', () => '/offline'],
  ['list', () => '/kept'],
  ['privacy', () => '/privacy'],
];

function speakerSlug(start: string): string {
  const row = app.db
    .prepare<[string], { slug: string }>(
      "SELECT s.slug FROM speakers s JOIN speaker_names n ON n.speaker_id = s.id WHERE n.name LIKE ? || '%'",
    )
    .get(start);
  return row?.slug ?? '';
}

interface Said {
  text: string;
  lang: string;
}

/** The visible texts of a page, each with the language it is marked as. */
function textsOf(html: string): Said[] {
  const body = /<html.*<\/html>/s.exec(html)?.[0].replace(/<(script|style)\b.*?<\/\1>/gs, '') ?? '';
  const said: Said[] = [];
  const langs: string[] = [];
  let isHead = false;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'head') isHead = true;
    langs.push(attributes.lang ?? langs.at(-1) ?? '');
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'head') isHead = false;
    langs.pop();
  });
  parser.on('text', (text) => {
    if (!isHead && text.trim() !== '') said.push({ text: text.trim(), lang: langs.at(-1) ?? '' });
  });
  parser.write(body).close();
  return said;
}

describe.each(uiLanguages)('pages in “%s”', (language: UiLanguage) => {
  it.each(pages)('mark what is in another language: %s', async (_name, path) => {
    const response = await app.fetch(path(), { headers: { 'accept-language': language } });
    expect(response.status).toBe(200);
    const said = textsOf(await response.text());
    expect(said.length).toBeGreaterThan(5);
    // Nobody knows in which language a reader asks.
    const known = said.filter(({ text }) => !/(Results for|Результаты по запросу|の検索結果)/.test(text));
    const wrong = known.filter(
      ({ text, lang }) =>
        (japanese.test(text) && lang !== 'ja') ||
        (cyrillic.test(text) && lang !== 'ru') ||
        (['Winches', 'All about winches.'].includes(text) && lang !== 'en'),
    );
    expect(wrong).toEqual([]);
  });
});

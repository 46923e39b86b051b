import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Conference, Talk } from '#server/contract/wire.ts';
import { openDatabase } from '#server/db/open.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { ffmpeg, picture } from '../support/clips.ts';

const folder = mkdtempSync(join(tmpdir(), 'rostrum-import-'));
let app: TestApp;

beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command on the running portal's library, as a person would beside the server. */
function runImport(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('scripts/import.ts'), ...args], {
    env: { ...process.env, DATA_DIR: app.dataDir },
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function get<T>(path: string): Promise<T> {
  const response = await app.fetch(`/api/v1${path}`);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}

const meetup = `title,speakers,date,language,abstract
"Queues, quickly",Anna Müller; Борис Годунов,2024-05-01,en,"First line.

Second paragraph."
Привет,ANNA MULLER,2024-05-02,ru,
`;

describe('importing a CSV', () => {
  it('makes a conference with its talks and speakers, public at once', async () => {
    const { code, out } = runImport(file('meetup.csv', meetup), '--conference', 'Spring Meetup');
    expect(out).toContain('created   conference “Spring Meetup” (spring-meetup)');
    expect(out).toContain('Talks: created 2, changed 0, skipped 0, unchanged 0');
    expect(code).toBe(0);
    const conference = await get<Conference>('/conferences/spring-meetup');
    expect(conference).toMatchObject({ startDay: '2024-05-01', endDay: '2024-05-02', talkCount: 2 });
    expect(conference.talks.map(({ title, day }) => [title, day])).toEqual([
      ['Queues, quickly', '2024-05-01'],
      ['Привет', '2024-05-02'],
    ]);
    const talk = await get<Talk>('/talks/queues-quickly');
    expect(talk.abstract).toBe('First line.\n\nSecond paragraph.');
    expect(talk.speakers.map(({ slug }) => slug)).toEqual(['anna-muller', 'boris-godunov']);
    expect((await get<Talk>('/talks/privet')).speakers[0]?.slug).toBe('anna-muller');
  });

  it('changes nothing when it is imported again', async () => {
    const path = file('again.csv', meetup);
    runImport(path, '--conference', 'Spring Meetup');
    const revision = app.catalogue.revision();
    const { out, code } = runImport(path, '--conference', 'spring-meetup');
    expect(out.trim()).toBe('Talks: created 0, changed 0, skipped 0, unchanged 2');
    expect(code).toBe(0);
    expect(app.catalogue.revision()).toBe(revision);
  });

  it('reads semicolons, a byte order mark, headers in any case, unknown columns, days as people write them', async () => {
    const text =
      '\uFEFFTITLE;Speaker;Date;Start;Duration;Room;Tags;Shoe size\r\n"A ""quoted"" title";Ann Lee, Bo Li;1.5.2024;9:30;45 min;Hall;C++, web;42\r\n;;;;;;;\r\n';
    const { out, code } = runImport(file('dirty.csv', text), '--conference', 'Dirty');
    expect(code).toBe(0);
    expect(out).toContain('Columns not known and left out: “Shoe size”.');
    const talk = await get<Talk>('/talks/a-quoted-title');
    expect(talk).toMatchObject({ day: '2024-05-01', startsAt: '2024-05-01T09:30:00.000Z', room: 'Hall' });
    expect(talk.speakers.map(({ name }) => name)).toEqual(['Ann Lee', 'Bo Li']);
    expect(talk.tags.map(({ slug }) => slug)).toEqual(['c-plus-plus', 'web']);
  });

  it.each([
    ['utf16le' as const, Buffer.from([0xff, 0xfe])],
    ['utf16le' as const, Buffer.alloc(0)],
  ])('reads UTF-16 (%s), with a mark and without', async (encoding, mark) => {
    const bytes = Buffer.concat([mark, Buffer.from('title\tspeakers\nЗвук\tОльга Ким\n', encoding)]);
    expect(runImport(file('utf16.csv', bytes)).code).toBe(0);
    expect((await get<Talk>('/talks/zvuk')).speakers[0]?.slug).toBe('olga-kim');
  });

  it('gives rows their own conferences', async () => {
    const text = 'title,conference\nOne,Alpha\nTwo,Beta\nThree,Alpha\n';
    expect(runImport(file('several.csv', text)).code).toBe(0);
    expect((await get<Conference>('/conferences/alpha')).talkCount).toBe(2);
    expect((await get<Conference>('/conferences/beta')).talkCount).toBe(1);
  });

  it('says which conferences of a file were imported when a later one is refused', async () => {
    runImport(file('old.csv', 'title,conference\nOld,B one\nOlder,B two\n'));
    // Somebody else renames two conferences while the first of the file is being imported.
    app.db.exec(`CREATE TRIGGER meanwhile AFTER INSERT ON conference_texts WHEN new.title = 'Alpha'
      BEGIN UPDATE conference_texts SET title = 'Beta' WHERE title LIKE 'B %'; END`);
    const { code, out, err } = runImport(
      file('halves.csv', 'title,conference\nOne,Alpha\nTwo,Beta\nThree,Gamma\n'),
    );
    expect(code).toBe(1);
    expect(out).toContain('created   talk “One”');
    expect(err).toContain('imported were “Alpha”, as told above; nothing else was.');
    expect(err).toContain('Two conferences are called “Beta”');
    expect(err).not.toContain('nothing was imported');
    expect((await get<Conference>('/conferences/alpha')).talkCount).toBe(1);
    for (const slug of ['two', 'three']) expect((await app.fetch(`/api/v1/talks/${slug}`)).status).toBe(404);
  });

  it('says what was imported also when the library fails it', () => {
    app.db.exec(`CREATE TRIGGER broken BEFORE INSERT ON conference_texts WHEN new.title = 'Beta'
      BEGIN SELECT RAISE(ABORT, 'no room for Beta'); END`);
    const { code, err } = runImport(file('broken.csv', 'title,conference\nOne,Alpha\nTwo,Beta\n'));
    expect(code).toBe(1);
    expect(err).toContain('imported were “Alpha”');
    expect(err).toContain('no room for Beta');
  });

  it('skips a row that repeats another and says so', () => {
    const text = 'title,date\nSame,2024-01-01\nSame,2024-01-01\nSame,2024-01-02\n';
    const { out } = runImport(file('repeats.csv', text), '--conference', 'R');
    expect(out).toContain('row 3 repeats row 2.');
    expect(out).toContain('Talks: created 2, changed 0, skipped 1, unchanged 0');
  });

  it('hides everything new with --draft and shows it when imported without', async () => {
    const path = file('draft.csv', meetup);
    runImport(path, '--conference', 'Spring Meetup', '--draft');
    expect((await app.fetch('/api/v1/conferences/spring-meetup')).status).toBe(404);
    expect((await app.fetch('/api/v1/talks/queues-quickly')).status).toBe(404);
    const { out } = runImport(path, '--conference', 'spring-meetup');
    expect(out).toContain('changed   talk “Queues, quickly” (queues-quickly): visibility');
    expect((await get<Conference>('/conferences/spring-meetup')).talkCount).toBe(2);
  });

  it('leaves fields edited by hand as they are and names them', async () => {
    runImport(file('v1.csv', 'guid,title,language,abstract\ng1,Old title,en,Old\n'), '--conference', 'E');
    app.db
      .prepare(
        "INSERT INTO edited_fields SELECT 'talk', id, 'texts.en.title', 0 FROM talks WHERE guid = 'g1'",
      )
      .run();
    const { out } = runImport(
      file('v2.csv', 'guid,title,language,abstract\ng1,New title,en,New\n'),
      '--conference',
      'e',
    );
    expect(out).toContain('kept as edited by hand: texts.en.title');
    const talk = await get<Talk>('/talks/old-title');
    expect(talk).toMatchObject({ title: 'Old title', abstract: 'New' });
  });

  it.each([
    ['no title', 'title,date\nA,2024-01-01\n,2024-01-02\n', 'Row 3 has no title.'],
    [
      'a day that is none',
      'title,date\nA,2024-02-30\n',
      'Row 2 has the date “2024-02-30”, which is no day of the calendar.',
    ],
    [
      'an ambiguous day',
      'title,date\nA,01/02/2024\n',
      'Row 2 has the date “01/02/2024”: write it as 2015-09-19.',
    ],
    [
      'a bad start',
      'title,date,start\nA,2024-01-01,noon\n',
      'Row 2 has the start “noon”: write it as 09:30.',
    ],
    ['a bad duration', 'title,duration\nA,long\n', 'Row 2 has the duration “long”'],
    ['a bad language', 'title,language\nA,klingonese tongue\n', 'Row 2 has the language “klingonese tongue”'],
    ['no title column', 'name,date\nA,2024-01-01\n', 'Row 1 names no column title; it has “name”, “date”.'],
    ['a quotation mark left open', 'title,date\n"A,2024-01-01\n', 'is not CSV'],
    ['too many cells', 'title,date\nA,2024-01-01,more\n', 'Row 2 has 3 cells, the header has 2'],
    ['nothing', '', 'The file is empty'],
    ['a header only', 'title\n', 'There is no row below the header.'],
  ])('refuses a file with %s and imports nothing of it', (_what, text, message) => {
    const { code, err, out } = runImport(file('bad.csv', text), '--conference', 'Bad');
    expect(err).toContain(message);
    expect([code, out]).toEqual([1, '']);
    expect(app.catalogue.listConferences({ language: 'en', limit: 10 }).items).toEqual([]);
  });

  it('refuses text in another encoding, by line', () => {
    const bytes = Buffer.concat([Buffer.from('title\nfine\n'), Buffer.from([0xcf, 0xf0, 0xe8, 0x0a])]);
    const { code, err } = runImport(file('cp1251.csv', bytes));
    expect(err).toContain('Line 3 is not UTF-8 text: save the file as UTF-8.');
    expect(code).toBe(1);
  });
});

describe('importing a programme in JSON', () => {
  const programme = (talks: object[], more: object = {}) =>
    JSON.stringify({
      format: 'rostrum-programme/1',
      conference: { slug: 'json-conf', timeZone: 'Europe/Moscow', texts: { en: { title: 'JSON' } } },
      speakers: [{ key: 'a', names: [{ name: 'Ada Lovelace' }, { name: 'Ада Лавлейс' }] }],
      talks,
      ...more,
    });
  const talk = (more: object = {}) => ({
    guid: 'j1',
    texts: { en: { title: 'Engines' } },
    speakers: [{ key: 'a' }],
    ...more,
  });

  it('brings texts, speakers, slots and tracks', async () => {
    const slots = [
      { day: '2024-05-01', start: '2024-05-01T10:00:00+03:00', durationMinutes: 45, room: 'Red' },
    ];
    expect(runImport(file('p.json', programme([talk({ slots, track: 'Main' })]))).code).toBe(0);
    expect(await get<Talk>('/talks/engines?lang=ru')).toMatchObject({
      startsAt: '2024-05-01T07:00:00.000Z',
      room: 'Red',
      track: 'Main',
      speakers: [{ name: 'Ада Лавлейс' }],
    });
  });

  it('is the same talk under its guid, whatever else has changed', async () => {
    runImport(file('p1.json', programme([talk()])));
    const { out } = runImport(
      file('p2.json', programme([talk({ texts: { en: { title: 'Analytical engines' } }, tags: ['x'] })])),
    );
    expect(out).toContain('changed   talk “Analytical engines” (engines): texts.en.title, tags');
    expect((await get<Conference>('/conferences/json-conf')).talkCount).toBe(1);
  });

  it('knows a speaker of the library by an exact name in any script', async () => {
    runImport(file('p3.json', programme([talk()])));
    runImport(file('c.csv', 'title,speakers\nOther,ада лавлейс\n'), '--conference', 'Other conf');
    expect((await get<Talk>('/talks/other')).speakers[0]?.slug).toBe('ada-lovelace');
    expect(app.catalogue.counts().speakers).toBe(1);
  });

  it.each([
    ['an unknown key', programme([talk({ titel: 'x' })]), 'talks[0]: Unrecognized key: "titel"'],
    [
      'an unknown speaker',
      programme([talk({ speakers: [{ key: 'b' }] })]),
      'talks[0].speakers: “b” is not among the speakers',
    ],
    ['one guid twice', programme([talk(), talk()]), 'talks[1].guid: is that of talks[0] too'],
    [
      'a bad start',
      programme([talk({ slots: [{ start: 'ten' }] })]),
      'talks[0].slots[0].start: must be a time such as',
    ],
    [
      'a bad time zone',
      programme([], { conference: { timeZone: 'Mars', texts: { en: { title: 'x' } } } }),
      'conference.timeZone: must be an IANA time zone',
    ],
    ['broken JSON', '{"format": "rostrum-programme/1",\n oops', 'Line 2 is not JSON'],
    ['another format', '{"timetable": {}}', 'is no programme that is known'],
  ])('refuses %s', (_what, text, message) => {
    const { code, err } = runImport(file('bad.json', text));
    expect(err).toContain(message);
    expect(code).toBe(1);
    expect(app.catalogue.counts().talks).toBe(0);
  });

  it('keeps a library whole when the process is one of two that write', () => {
    const other = openDatabase(join(app.dataDir, 'portal.db'));
    other.close();
    expect(runImport(resolve('media/example/programme.json')).out).toContain('created 8');
    expect(app.db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(app.db.pragma('foreign_key_check')).toEqual([]);
  });
});

describe('a folder of recordings', () => {
  it('becomes draft talks named after its files with --create', async () => {
    const recordings = mkdtempSync(join(folder, 'recordings-'));
    const clip = join(recordings, '03 - My first_talk 1080p.mp4');
    await ffmpeg([...picture({ size: '320x180', rate: 25, seconds: 2 }), '-preset', 'ultrafast', clip]);
    const { code, out, err } = runImport(recordings, '--create');
    expect(err).toBe('');
    expect([code, out]).toEqual([0, expect.stringContaining('my-first-talk')]);
    expect(app.catalogue.talkBySlugOrGuid('my-first-talk')).toMatchObject({
      title: 'My first talk',
      visibility: 'draft',
    });
  });
});

describe('the command', () => {
  it('explains itself', () => {
    const { code, out } = runImport('--help');
    expect(out).toContain('Usage: npm run import -- FILE');
    expect(code).toBe(0);
  });

  it.each([[[]], [['no-such-file.csv']], [['--nonsense']], [[tmpdir()]], [['a.csv', 'b.csv']]])(
    'answers wrong usage %j with 2',
    (args) => {
      expect(runImport(...args).code).toBe(2);
    },
  );
});

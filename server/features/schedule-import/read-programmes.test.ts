import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { stagedProgrammeSchema } from '../catalogue/staged-programme.ts';
import { readProgrammes } from './read-programmes.ts';

const corpus = process.env.CORPUS_DIR ?? '';
const read = (text: string | Uint8Array, o = {}) =>
  readProgrammes(typeof text === 'string' ? Buffer.from(text) : text, 'a file', o);
const conference =
  '<title>Conf</title><acronym>conf24</acronym><time_zone_name>Europe/Berlin</time_zone_name>';
const file = (events: string, o: { head?: string; day?: string } = {}) =>
  `${o.head ?? ''}<schedule><conference>${conference}</conference>
<day ${o.day ?? 'date="2024-12-27" start="2024-12-27T10:00:00+01:00" end="2024-12-28T04:00:00+01:00"'}><room name="A">
${events}
</room></day></schedule>`;
const event = (inner: string, attributes = 'id="1" guid="11111111-1111-4111-8111-111111111111"') =>
  `<event ${attributes}>${inner}</event>`;
const usual =
  '<title>T</title><date>2024-12-27T12:00:00+01:00</date><start>12:00</start><duration>00:30</duration>';
const talksOf = (text: string | Uint8Array) => read(text).programmes[0]?.talks ?? [];
const told = (text: string | Uint8Array) => read(text).oddities.map(({ line, what }) => `${line}: ${what}`);

describe('a schedule', () => {
  it('comes in with its guids, ids, people, links and texts', () => {
    const { programmes, oddities } = read(
      file(
        event(
          `<title>A &amp;amp; B</title><date>2024-12-28T00:15:00+01:00</date><start>00:15</start><duration>00:45</duration>
           <slug>conf24-a-b</slug><track>T</track><language>de</language><abstract>&lt;p&gt;See &lt;a href="https://a.example"&gt;it&lt;/a&gt;&lt;/p&gt;</abstract><description>More.</description>
           <persons><person id="7" guid="22222222-2222-4222-8222-222222222222">Ada</person></persons><recording><license>CC BY</license><optout>true</optout></recording>
           <links><link href="https://b.example/x">X</link></links><attachments><attachment href="https://b.example/y.pdf">Slides</attachment></attachments>`,
        ),
      ),
    );
    expect(oddities).toEqual([]);
    expect(stagedProgrammeSchema.safeParse(programmes[0]).success).toBe(true);
    expect(programmes[0]).toMatchObject({
      conference: { slug: 'conf24', acronym: 'conf24', timeZone: 'Europe/Berlin', startDay: '2024-12-27' },
      rooms: ['A'],
      speakers: [{ guid: '22222222-2222-4222-8222-222222222222', names: [{ name: 'Ada' }] }],
    });
    expect(programmes[0]?.talks?.[0]).toMatchObject({
      at: 'line 3',
      guid: '11111111-1111-4111-8111-111111111111',
      sources: [{ source: 'schedule:conf24', id: '1' }],
      slug: 'conf24-a-b',
      language: 'de',
      texts: {
        de: {
          title: 'A & B',
          abstract: 'See it\n\nMore.',
          abstractHtml: expect.stringContaining('rel="nofollow noopener"'),
        },
      },
      slots: [
        { day: '2024-12-27', startMs: Date.UTC(2024, 11, 27, 23, 15), durationMs: 2_700_000, room: 'A' },
      ],
      track: 'T',
      recordingPlan: 'opted_out',
      licence: 'CC BY',
      links: [
        { title: 'X', url: 'https://b.example/x' },
        { title: 'Slides', url: 'https://b.example/y.pdf' },
      ],
    });
  });

  it('has nights that belong to the day before, by the time its day changes', () => {
    const night = (head: string) =>
      talksOf(
        `<schedule><conference><title>C</title>${head}<time_zone_name>UTC</time_zone_name></conference><day date="2024-01-01"><event id="1"><title>T</title><start>01:30</start><duration>01:00</duration></event></day></schedule>`,
      )[0]?.slots?.[0];
    expect(night('<day_change>04:00:00</day_change>')).toMatchObject({
      day: '2024-01-01',
      startMs: Date.UTC(2024, 0, 2, 1, 30),
    });
    expect(night('')).toMatchObject({ day: '2024-01-01', startMs: Date.UTC(2024, 0, 1, 1, 30) });
  });

  it.each([
    [
      'no title',
      event(usual.replace('<title>T</title>', '')),
      '3: The event has no title: it is called “Event 1”.',
    ],
    ['no zone that there is', '', 'null: The file names the time zone “Mars/Base”'],
    ['a bad duration', event(usual.replace('00:30', '25:99')), '3: Its duration “25:99” is none'],
    [
      'an end before its start',
      event(`${usual}<end>2024-12-27T11:00:00+01:00</end>`),
      '3: It ends before it starts',
    ],
    [
      'two starts',
      event(usual.replace('<start>12:00', '<start>13:00')),
      '3: Its date says 12:00 and its start 13:00: 12:00 is taken.',
    ],
    [
      'a start no clock shows',
      event(usual.replace('<start>12:00', '<start>25:00')),
      '3: It starts at “25:00”, which no clock shows',
    ],
    [
      'a date of another day',
      event(usual.replace('2024-12-27T', '2025-02-01T')),
      '3: It stands in the day 2024-12-27 but starts on 2025-02-01',
    ],
    [
      'the guid of another',
      `${event(usual)}${event(usual, 'id="2" guid="11111111-1111-4111-8111-111111111111"')}`,
      'is that of “T” too: it is taken in without one.',
    ],
    ['the id of another', `${event(usual)}${event(usual, 'id="1"')}`, 'Its id 1 is that of “T” too'],
    ['neither', event(usual, ''), '3: It has neither a guid nor an id'],
    ['another room than around it', event(`${usual}<room>B</room>`), '“B” but stands in “A”: “B” is taken.'],
    [
      'a name of 10,000 letters',
      event(`${usual}<persons><person>${'x'.repeat(10_000)}</person></persons>`),
      '3: A name of 10000 characters was cut to 200.',
    ],
    [
      'a title of 10,000 letters',
      event(usual.replace('>T<', `>${'x'.repeat(10_000)}<`)),
      '3: Its title of 10000 characters was cut to 300.',
    ],
    [
      'a link of javascript',
      event(`${usual}<links><link href="javascript:alert(1)">x</link></links>`),
      'was left out: only http and https are taken.',
    ],
    [
      'an unknown language',
      event(`${usual}<language>klingon!</language>`),
      '3: Its language “klingon!” is not known',
    ],
    [
      'several languages',
      event(`${usual}<language>de, en</language>`),
      '3: It names several languages (de, en): de is taken.',
    ],
    [
      'a nameless person',
      event(`${usual}<persons><person id="1"> </person></persons>`),
      '3: A person without a name was left out.',
    ],
  ])('with %s comes in all the same, and it is told', (name, inner, sentence) => {
    const text = name.startsWith('no zone')
      ? file(event(usual)).replace('Europe/Berlin', 'Mars/Base')
      : file(inner);
    expect(told(text).join('\n')).toContain(sentence);
    const { programmes } = read(text);
    expect(stagedProgrammeSchema.safeParse(programmes[0]).error?.issues ?? []).toEqual([]);
    expect(programmes[0]?.talks).toHaveLength(text.match(/<event /g)?.length ?? 0);
  });

  it('of which a day ends before it begins keeps its events', () => {
    const text = file(event(usual), {
      day: 'date="2024-12-27" start="2024-12-28T04:00:00+01:00" end="2024-12-27T10:00:00+01:00"',
    });
    expect(told(text)).toEqual([
      '2: The day 2024-12-27 ends before it begins: its beginning and end are left aside.',
    ]);
    expect(talksOf(text)[0]?.slots?.[0]).toMatchObject({
      day: '2024-12-27',
      startMs: Date.UTC(2024, 11, 27, 11),
    });
  });
});

describe('encodings', () => {
  const word = file(event(usual.replace('>T<', '>Übung<')), {
    head: '<?xml version="1.0" encoding="ISO-8859-1"?>',
  });
  it.each([
    ['as declared', Buffer.from(word, 'latin1'), []],
    [
      'declared wrongly',
      Buffer.from(word),
      ['1: The file says that it is ISO-8859-1, but it is UTF-8: it was read as that.'],
    ],
    ['UTF-16', Buffer.from(`\ufeff${word}`, 'utf16le'), []],
    ['UTF-16 without a mark', Buffer.from(word, 'utf16le'), []],
    [
      'not the UTF-8 it says',
      Buffer.from(word.replace('ISO-8859-1', 'utf-8'), 'latin1'),
      [
        '3: The file says that it is utf-8, but it is not, from this line on: it was read as Windows-1252 (Western European).',
      ],
    ],
  ])('%s: the words are right, and what is wrong is told', (_name, bytes, oddities) => {
    expect(Object.values(talksOf(bytes)[0]?.texts ?? {})[0]?.title).toBe('Übung');
    expect(told(bytes)).toEqual(oddities);
  });

  it('of a file with some broken bytes: the rest is read, and the line is told', () => {
    const broken = Buffer.from(file(event(usual.replace('>T<', '>Ü ö ä ß é X<'))));
    broken[broken.indexOf(Buffer.from('X<'))] = 0xff;
    expect(Object.values(talksOf(broken)[0]?.texts ?? {})[0]?.title).toBe('Ü ö ä ß é \ufffd');
    expect(told(broken)[0]).toContain('3: 1 bytes of the file are no UTF-8');
  });
});

describe('hostile files', () => {
  it('entities are neither expanded nor fetched', () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
    const text = file(event(usual.replace('>T<', '>&b;|&f;<')), { head: bomb });
    expect(Object.values(talksOf(text)[0]?.texts ?? {})[0]?.title).toBe('&b;|&f;');
    expect(told(text).join()).toContain('declares a document type: it was left aside');
  });

  it.each([
    ['too large', Buffer.alloc(65 * 1024 * 1024, ' '), 'larger than programmes are (64 MiB)'],
    ['too large once unpacked', gzipSync(Buffer.alloc(80 * 1024 * 1024)), '(64 MiB) once it is unpacked'],
    ['damaged gzip', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), 'it is damaged'],
    ['too deep', Buffer.from('<schedule>'.repeat(5000)), 'nested deeper than programmes are'],
    [
      'a long document type',
      Buffer.from(`<!DOCTYPE x [${'<!ENTITY a "b">'.repeat(9000)}]><schedule/>`),
      'document type is longer than',
    ],
    ['broken XML', Buffer.from(`<schedule>\n<conference></schedule>`), 'Line 2 is not well-formed XML'],
    ['another format', Buffer.from('<rss/>'), 'its first element is <rss>, not <schedule>'],
    ['no conference', Buffer.from('<schedule><day><entry/></day></schedule>'), 'it has 1 <entry> elements'],
    ['broken JSON', Buffer.from('{"schedule":\n {]}'), 'is not JSON'],
    ['another JSON', Buffer.from('{"a": 1}'), 'no programme that is known'],
    ['nothing', Buffer.from(' \n'), 'The file is empty.'],
  ])('%s is refused in a sentence', (_name, bytes, sentence) => {
    expect(() => read(bytes)).toThrow(sentence);
  });
});

describe('a schedule in JSON', () => {
  const of = (events: unknown[], more = {}) =>
    JSON.stringify(
      {
        schedule: {
          conference: {
            title: 'C',
            acronym: 'c',
            time_zone_name: 'UTC',
            days: [{ date: '2024-01-01', rooms: { A: events } }],
            ...more,
          },
        },
      },
      null,
      1,
    );
  it('comes in with lines found again, rooms that are not in its list, and opt-outs', () => {
    const text = of(
      [
        {
          id: 1,
          guid: 'g-1',
          title: 'T',
          date: '2024-01-01T10:00:00+00:00',
          start: '10:00',
          duration: '00:30',
          do_not_record: true,
          persons: [{ public_name: 'Ada', id: 3, answers: [{ answer: 'secret' }] }],
        },
      ],
      { rooms: [{ name: 'B' }] },
    );
    const { programmes, oddities } = read(text);
    expect(programmes[0]?.talks?.[0]).toMatchObject({
      guid: 'g-1',
      recordingPlan: 'opted_out',
      slots: [{ day: '2024-01-01', room: 'A' }],
    });
    expect(oddities).toEqual([
      {
        line: text.split('\n').findIndex((line) => line.includes('"g-1"')) + 1,
        event: 'T',
        what: expect.stringContaining('not in the conference’s list of rooms'),
      },
    ]);
    expect(JSON.stringify(programmes)).not.toContain('secret');
  });
});

describe('a catalogue', () => {
  it('comes in with its conferences, dirty speakers made clean, and lines that are none told', () => {
    const talk = (o: object) =>
      JSON.stringify({
        type: 'talk',
        event: 'e',
        slug: 's',
        title: 'T',
        videos: [{ url: 'https://v.example/1' }],
        ...o,
      });
    const { programmes, oddities } = read(
      [
        JSON.stringify({ type: 'event', slug: 'e', title: 'E' }),
        talk({
          speakers: ['Various speakers', 'Ann Lee, Bob Ray', 'Chu, Hua-Rong', 'Aaron Hall, MBA'],
          language: 'eng',
          recorded: '2016-04-28',
        }),
        'not json',
        talk({ event: 'other', speakers: 7, recorded: 'long ago' }),
      ].join('\n'),
    );
    expect(programmes.map(({ conference: each }) => each?.slug)).toEqual(['e', 'other']);
    expect(programmes[0]?.speakers?.map(({ key }) => key)).toEqual([
      'Ann Lee',
      'Bob Ray',
      'Chu, Hua-Rong',
      'Aaron Hall, MBA',
    ]);
    expect(programmes[0]?.talks?.[0]).toMatchObject({
      language: 'en',
      slots: [{ day: '2016-04-28' }],
      links: [{ url: 'https://v.example/1' }],
    });
    expect(oddities.map(({ line, what }) => `${line}: ${what}`)).toEqual([
      '3: The line is no JSON: it was left out.',
      '4: Its conference “other” is not among the events of the file: it was made from the name.',
      '2: “Various speakers” is nobody in particular: no speaker was made of it.',
      '2: “Ann Lee, Bob Ray” are several names: 2 speakers were made of it.',
      '4: It was recorded on “long ago”, which is no day: it has none now.',
    ]);
  });
});

describe.skipIf(corpus === '' || !existsSync(corpus))('real programmes', () => {
  const folder = join(corpus, 'schedules');
  const names =
    corpus === '' || !existsSync(folder)
      ? []
      : readdirSync(folder).filter((name) => /\.(?:xml|json)$/.test(name));
  const isRefused = /^(?:schema2?|not-frab)/;

  it.each(names.filter((name) => !isRefused.test(name)))('%s comes in whole, in time', (name) => {
    const bytes = readFileSync(join(folder, name));
    const before = process.cpuUsage();
    const { programmes } = readProgrammes(bytes, name);
    // Time of the processor: other tests run beside this one.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
    const text = bytes.toString();
    const events = name.endsWith('.xml') ? text.match(/<event /g) : text.match(/"(?:subtitle)":/g);
    expect(programmes[0]?.talks).toHaveLength(events?.length ?? -1);
    expect(stagedProgrammeSchema.safeParse(programmes[0]).error?.issues ?? []).toEqual([]);
  });

  it.each(names.filter((name) => isRefused.test(name)))('%s is refused in a sentence', (name) => {
    expect(() => readProgrammes(readFileSync(join(folder, name)), name)).toThrow(/^The file is .+\.$/);
  });

  it('the catalogue comes in whole: every talk, every conference', () => {
    const bytes = readFileSync(join(corpus, 'catalogue', 'pyvideo.ndjson.gz'));
    const { programmes } = readProgrammes(bytes, 'pyvideo.ndjson.gz');
    const lines = gunzipSync(bytes).toString();
    expect(programmes).toHaveLength(lines.match(/^\{"type": "event"/gm)?.length ?? -1);
    expect(programmes.flatMap(({ talks }) => talks ?? [])).toHaveLength(
      lines.match(/^\{"type": "talk"/gm)?.length ?? -1,
    );
    for (const programme of programmes.slice(0, 40))
      expect(stagedProgrammeSchema.safeParse(programme).success).toBe(true);
  }, 60_000);
});

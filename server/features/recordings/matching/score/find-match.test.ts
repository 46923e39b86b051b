import { describe, expect, it } from 'vitest';
import { findMatch, type MatchResult } from './find-match.ts';
import type { MatchCandidate } from './match-candidate.ts';
import { createIndexBuilder, foldTalk } from './match-index.ts';
import { reasonsInWords } from './reasons.ts';

const conferences = new Map(
  [
    { id: 1, slug: 'dataconf', names: ['DataConf 2024'], timeZone: 'Europe/Berlin' },
    { id: 2, slug: 'webcamp', names: ['WebCamp 2023'], timeZone: 'Europe/Berlin' },
  ].map((conference) => [conference.slug, conference]),
);

function talk(
  talkId: number,
  slug: string,
  titles: string[],
  speakers: string[][],
  [conference]: string[] = [],
): MatchCandidate {
  return {
    talkId,
    guid: `6f1c9f70-0000-4000-8000-00000000000${talkId}`,
    slug,
    aliases: [],
    titles,
    subtitles: [],
    speakers,
    conference: conferences.get(conference ?? '') ?? null,
    ...{ room: null, track: null, day: null, startMs: null, durationMs: null },
  };
}

function match(
  path: string,
  candidates: readonly MatchCandidate[],
  durationMs: number | null = null,
): MatchResult {
  const builder = createIndexBuilder();
  for (const candidate of candidates) builder.add(foldTalk(candidate));
  return findMatch(builder.index(), { path, durationMs });
}

const talks = [
  talk(
    1,
    'scaling-postgres-to-ten-terabytes',
    ['Scaling Postgres to ten terabytes'],
    [['Ivan Petrov', 'Иван Петров']],
    ['dataconf', 'DataConf 2024'],
  ),
  talk(2, 'opening', ['Opening'], [['Maria Sidorova']], ['dataconf', 'DataConf 2024']),
  talk(3, 'opening-2', ['Opening'], [['Kenji Tanaka', '田中健二']], ['webcamp', 'WebCamp 2023']),
  talk(4, 'intro-to-rust', ['Intro to Rust', 'Введение в Rust'], [['Bob Stone']], ['dataconf']),
  talk(
    5,
    'tokyo-morning',
    ['東京の朝とデータベース', 'Tokyo morning'],
    [['田中健二', 'Kenji Tanaka']],
    ['webcamp'],
  ),
  talk(6, 'pisat-kod', ['Как писать понятный код'], [['Сергей Емельянов', 'Sergey Emelyanov']], ['webcamp']),
  talk(7, 'rust-101', ['Rust 101'], [['Ada Stone']], ['dataconf']),
  talk(
    8,
    'repeated-given-twice',
    ['Understanding schedulers'],
    [['Lena Roth']],
    ['dataconf', 'DataConf 2024'],
  ),
  talk(
    9,
    'repeated-given-twice-2',
    ['Understanding schedulers'],
    [['Lena Roth']],
    ['webcamp', 'WebCamp 2023'],
  ),
];

describe('matching a path to a talk', () => {
  it.each([
    ['scaling-postgres-to-ten-terabytes.mp4', 1],
    ['Scaling Postgres to Ten Terabytes.mkv', 1],
    ['03 - Ivan Petrov - Scaling Postgres to ten terabytes (1080p).mp4', 1],
    ['DataConf 2024/Ivan Petrov/Scaling Postgres to ten terabytes.mp4', 1],
    ['Иван Петров - Scaling Postgres.mp4', 1],
    ['scaling-postgres-to-ten-terabytes/GOPR0013.MP4', 1],
    ['DataConf 2024/Opening.mp4', 2],
    ['webcamp/opening - Kenji Tanaka.mp4', 3],
    ['Opening (Maria Sidorova).mp4', 2],
    ['Bob Stone - Intro to Rust.mp4', 4],
    ['Введение в Rust - Bob Stone.mp4', 4],
    ['東京の朝とデータベース.mp4', 5],
    ['田中健二_東京の朝とデータベース_1080p.mp4', 5],
    ['Kak pisat poniatnyi kod - Emelianov.mp4', 6],
    ['Как писать понятный код.mp4', 6],
    ['Емельянов Сергей. Как писать понятный код [final].mov', 6],
    ['Ada Stone - Rust 101.mp4', 7],
    ['DataConf 2024/Understanding schedulers.mp4', 8],
    ['WebCamp 2023/Lena Roth - Understanding schedulers.mp4', 9],
    ['6F1C9F70-0000-4000-8000-000000000004.mp4', 4],
  ])('%s is surely talk %i', (path, talkId) => {
    const { kind, best } = match(path, talks);
    expect({ kind, talkId: best[0]?.talkId }).toEqual({ kind: 'sure', talkId });
  });

  it.each([
    'video.mp4',
    'GOPR0001.MP4',
    '2024-05-11 10-03-22.mkv',
    'Opening.mp4',
    'opening-ceremony.mp4',
    'Intro to Rust Macros - Bob Stone.mp4',
    'Intro to Rust - Jane Doe.mp4',
    'Rust 102 - Ada Stone.mp4',
    'Rust.mp4',
    'Ivan Petrov.mp4',
    'Ivan Petrov - A completely different subject.mp4',
    'Petrov - Scaling.mp4',
    'Scaling Postgres.mp4',
    'Understanding schedulers - Lena Roth.mp4',
    'Understanding schedulers part 2 - Lena Roth.mp4',
    '東京.mp4',
    '東京の朝.mp4',
    '大阪の朝とデータベース.mp4',
    'Как писать тесты - Емельянов.mp4',
    'Lightning talks/Bob Stone.mp4',
    'DataConf 2024/room 1/day 2/0004.mp4',
    'tokyo-morning and intro-to-rust.mp4',
    '.mp4',
    '',
  ])('%s is left to a person', (path) => {
    expect(match(path, talks).kind).not.toBe('sure');
  });

  it('says in words what it went by', () => {
    const [best] = match('webcamp/Opening - Kenji Tanaka.mp4', talks).best;
    expect(reasonsInWords(best?.reasons ?? [])).toBe(
      'Its whole title is in the path; the speaker Kenji Tanaka; the conference WebCamp 2023 is in the path.',
    );
  });

  it('offers the best three where it is not sure', () => {
    const { kind, best } = match('Understanding schedulers.mp4', talks);
    expect({ kind, talks: best.map(({ talkId }) => talkId).toSorted() }).toEqual({
      kind: 'unsure',
      talks: [8, 9],
    });
  });

  it('never guesses when the true talk is not in the catalogue', () => {
    for (const missing of talks) {
      const others = talks.filter((other) => other !== missing && other.titles[0] !== missing.titles[0]);
      for (const name of [
        ...missing.titles,
        missing.slug,
        `${missing.speakers[0]?.[0]} - ${missing.titles[0]}`,
      ]) {
        expect(match(`${name}.mp4`, others).kind, name).not.toBe('sure');
      }
    }
  });
});

describe('what a path says of place and time', () => {
  const conference = { id: 3, slug: 'fest', names: ['Fest 2024'], timeZone: 'Europe/Berlin' };
  const held = (
    talkId: number,
    title: string,
    at: { room: string; track?: string; start: string; minutes?: number },
  ) => ({
    ...talk(talkId, `talk-${talkId}`, [title], []),
    conference,
    room: at.room,
    track: at.track ?? null,
    day: at.start.slice(0, 10),
    startMs: Date.parse(`${at.start}:00+02:00`),
    durationMs: (at.minutes ?? 30) * 60_000,
  });
  const programme = [
    held(1, 'Ganeti: how we did it', {
      room: 'UD2.120 (Chavanne)',
      track: 'Virtualization',
      start: '2024-06-01T10:00',
    }),
    held(2, 'Ganeti: a look inside', { room: 'Janson', track: 'Storage', start: '2024-06-01T10:00' }),
    held(3, 'Linux containers', { room: 'Janson', track: 'Storage', start: '2024-06-01T11:00' }),
    held(4, 'X.org in five years', { room: 'Janson', track: 'Desktop', start: '2024-06-02T10:00' }),
  ];
  it.each([
    ['UD2.120/ganeti.webm', 1],
    ['chavanne/Ganeti.webm', 1],
    ['storage/ganeti.webm', 2],
    ['day1/Janson/11-00.mp4', 3],
    ['Janson 2024-06-01 11.05.mkv', 3],
    ['Fest2024-LinuxContainers.mp4', 3],
    ['Janson/XorgInFiveYears.mp4', 4],
    ['X%2Eorg_in_five_years.mp4', 4],
    ['Janson/lq/Linux_contaniers.mp4', 3],
  ])('%s is surely talk %i', (path, talkId) => {
    const { kind, best } = match(path, programme);
    expect({ kind, talkId: best[0]?.talkId }).toEqual({ kind: 'sure', talkId });
  });

  it.each(['ganeti.webm', 'Janson/day 1.mp4', 'day 2/Linux containers.mp4', 'Ganeti in Janson.mp4'])(
    '%s is left to a person',
    (path) => {
      expect(match(path, programme).kind).not.toBe('sure');
    },
  );

  it('knows a file of a whole room by its length, and offers the talks of that room and day in their order', () => {
    const { kind, roomLong } = match('Janson/2024-06-01.mp4', programme, 5 * 3_600_000);
    expect(kind).not.toBe('sure');
    expect(roomLong).toEqual({ room: 'Janson', day: '2024-06-01', talkIds: [2, 3] });
  });

  it('does not take a file of four hours for a talk of half an hour, and says by how much it differs', () => {
    const { kind, best } = match('Janson/Linux containers.mp4', programme, 4 * 3_600_000);
    expect(kind).toBe('unsure');
    expect(reasonsInWords(best[0]?.reasons ?? [])).toContain('length differs by 210 min');
  });
});

describe('the number of an event in the programme', () => {
  const conference = { id: 4, slug: '38c3', names: ['38C3'], timeZone: 'Europe/Berlin' };
  const numbered = (talkId: number, number: number, title: string, of = conference) => ({
    ...talk(talkId, `talk-${talkId}`, [title], []),
    conference: of,
    aliases: [String(number)],
  });
  const programme = [
    numbered(1, 1234, 'Breaking the mirror of a satellite'),
    numbered(2, 1235, 'Breaking the mirror'),
    numbered(3, 77, 'Mirrors'),
    numbered(4, 2024, 'A year in review'),
    numbered(5, 640, 'Auf die Dauer hilft nur Power'),
  ];
  it.each([
    ['38c3-1234-eng-Breaking_the_mirror_hd.mp4', 1],
    ['38c3-1235-eng-Breaking_the_mirror_hd.mp4', 2],
    ['38c3-1235-eng-deu-fra-Breaking_the_mirror_webm-hd.webm', 2],
    ['38c3-77-Mirrors_sd.mp4', 3],
    ['38c3-77-eng.mp4', 3],
    ['38c3-640-deu-eng-Auf_die_Dauer_hilft_nur_Power.mp3', 5],
    ['hall 1/38c3_1234.mp4', 1],
  ])('%s is surely talk %i', (path, talkId) => {
    const { kind, best } = match(path, programme);
    expect({ kind, talkId: best[0]?.talkId }).toEqual({ kind: 'sure', talkId });
    expect(reasonsInWords(best[0]?.reasons ?? [])).toMatch(/number \d+ in the programme/);
  });

  it.each([
    ['38c3-1234-eng-Something_else_altogether_hd.mp4', 'another title'],
    ['38c3-77-eng-Auf_die_Dauer_hilft_nur_Power.mp4', 'the title of another talk'],
    ['38c3-999-eng-Unheard_of_hd.mp4', 'a number that the programme does not have'],
    ['38c3-2024.mp4', 'a year'],
    ['37c3-1234-eng-Breaking_the_mirror_hd.mp4', 'another conference'],
    ['camera-1234.mp4', 'a number of a camera'],
    ['video-1234-eng.mp4', 'no conference'],
  ])('%s is left to a person: %s', (path) => {
    expect(match(path, programme).kind).not.toBe('sure');
  });

  it('is that of its own conference only', () => {
    const other = { id: 5, slug: '37c3', names: ['37C3'], timeZone: 'Europe/Berlin' };
    const both = [...programme, numbered(6, 1234, 'Breaking the mirror of a satellite', other)];
    const ofThis = match('38c3-1234-eng.mp4', both);
    expect([ofThis.kind, ofThis.best[0]?.talkId]).toEqual(['sure', 1]);
    const ofOther = match('37c3-1234-eng.mp4', both);
    expect([ofOther.kind, ofOther.best[0]?.talkId]).toEqual(['sure', 6]);
  });
});

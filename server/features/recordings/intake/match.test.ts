import { describe, expect, it } from 'vitest';
import { type MatchCandidate, matchPath } from './match.ts';

function talk(
  talkId: number,
  slug: string,
  titles: string[],
  speakers: string[][],
  context: string[] = [],
): MatchCandidate {
  return {
    talkId,
    guid: `6f1c9f70-0000-4000-8000-00000000000${talkId}`,
    slug,
    conferenceSlug: context[0] ?? null,
    titles,
    speakers,
    context,
  };
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
    expect(matchPath(path, talks)).toMatchObject({ kind: 'sure', talkId });
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
    const match = matchPath(path, talks);
    expect(match.kind).toBe('none');
    expect(match.note).toMatch(/\.$/);
  });

  it('says in words what it went by', () => {
    expect(matchPath('webcamp/Opening - Kenji Tanaka.mp4', talks).note).toBe(
      'Found by its title and speaker and conference.',
    );
  });

  it('names the talks between which it could not decide', () => {
    expect(matchPath('Understanding schedulers.mp4', talks).note).toBe(
      'More than one talk fits: repeated-given-twice, repeated-given-twice-2.',
    );
  });

  it('never guesses when the true talk is not in the catalogue', () => {
    for (const missing of talks) {
      const others = talks.filter((other) => other !== missing && other.titles[0] !== missing.titles[0]);
      for (const name of [
        ...missing.titles,
        missing.slug,
        `${missing.speakers[0]?.[0]} - ${missing.titles[0]}`,
      ]) {
        expect(matchPath(`${name}.mp4`, others), name).toMatchObject({ kind: 'none' });
      }
    }
  });
});

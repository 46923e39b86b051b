import { zonedTimeMs } from '#server/kernel/zoned-time.ts';
import type { StagedProgrammeInput } from '../catalogue/staged-programme.ts';
import { stagedProgrammeSchema } from '../catalogue/staged-programme.ts';
import { foldedWords } from '../catalogue/text/fold.ts';
import { slugify } from '../catalogue/text/slug.ts';
import { type Cell, readDay, readDurationMs, readLanguage, readList, readTime } from './csv-cells.ts';
import { type CsvRow, readCsvTable } from './csv-table.ts';
import { ImportFileError } from './import-file-error.ts';
import type { KnownConference } from './read-options.ts';

type TalkInput = NonNullable<StagedProgrammeInput['talks']>[number];

export interface CsvProgrammes {
  /** One a conference, in the order of the rows. */
  programmes: StagedProgrammeInput[];
  /** Headers that nothing is known about. */
  ignored: readonly string[];
}

/**
 * Reads a CSV of talks: title, speakers, date, language, abstract; also conference, room, start, duration, tags, slug, guid.
 * @param o.conference the conference of rows that name none: slug or title
 * @param o.knownConference finds one of the library by slug or title
 * @throws {ImportFileError} naming the row of every mistake
 */
export function readCsv(
  text: string,
  o: { conference?: string | undefined; knownConference: (name: string) => KnownConference | null },
): CsvProgrammes {
  const table = readCsvTable(text);
  const problems: string[] = [];
  const groups = new Map<string, TalkInput[]>();
  for (const row of table.rows) {
    const name = row.cell('conference') || o.conference || '';
    const group = groups.get(name) ?? [];
    groups.set(name, group);
    const talk = readTalk(row, table.columns, {
      conference: name === '' ? null : o.knownConference(name),
      fail: (problem) => problems.push(`Row ${row.number} ${problem}.`),
    });
    if (talk) group.push(talk);
  }
  if (table.rows.length === 0) problems.push('There is no row below the header.');
  if (problems.length > 0) throw new ImportFileError(problems);
  const programmes = [...groups].map(([name, talks]) => ({
    conference: name === '' ? null : conferenceOf(name, o.knownConference(name), talks),
    rooms: [],
    speakers: speakersOf(talks),
    talks,
  }));
  for (const programme of programmes) check(programme);
  return { programmes, ignored: table.ignored };
}

function readTalk(
  row: CsvRow,
  columns: ReadonlySet<string>,
  o: { conference: KnownConference | null; fail: (problem: string) => void },
): TalkInput | null {
  const title = row.cell('title').replace(/\s+/g, ' ');
  if (title === '') {
    o.fail('has no title');
    return null;
  }
  const read = <T>(cell: Cell<T>): T | null => {
    if ('value' in cell) return cell.value;
    o.fail(cell.problem);
    return null;
  };
  const language = read(readLanguage(row.cell('language')));
  const day = read(readDay(row.cell('date')));
  const time = read(readTime(row.cell('start')));
  if (time !== null && day === null) o.fail('has a start but no date');
  const slot = {
    day,
    startMs: time === null || day === null ? null : zonedTimeMs(day, time, o.conference?.timeZone ?? 'UTC'),
    durationMs: read(readDurationMs(row.cell('duration'))),
    room: row.cell('room') || null,
  };
  const hasSlot = Object.values(slot).some((value) => value !== null);
  const textLanguage = language ?? o.conference?.language ?? languageOfText(title);
  return {
    at: `row ${row.number}`,
    ...(row.cell('guid') !== '' && { guid: row.cell('guid') }),
    ...(row.cell('slug') !== '' && { slug: slugify(row.cell('slug')) || undefined }),
    ...(language !== null && { language }),
    texts: {
      [textLanguage]: {
        title,
        ...(columns.has('abstract') && { abstract: row.cell('abstract') || null }),
      },
    },
    ...(columns.has('speakers') && {
      speakers: readList(row.cell('speakers')).map((name) => ({ key: name })),
    }),
    ...(hasSlot && { slots: [slot] }),
    ...(columns.has('tags') && { tags: readList(row.cell('tags')) }),
  };
}

function conferenceOf(
  name: string,
  known: KnownConference | null,
  talks: readonly TalkInput[],
): StagedProgrammeInput['conference'] {
  const days = talks
    .flatMap((talk) => talk.slots?.map((slot) => slot.day ?? '') ?? [])
    .filter(Boolean)
    .sort();
  const span = {
    ...(days[0] !== undefined && { startDay: days[0], endDay: days.at(-1) ?? days[0] }),
    widensDays: true,
  };
  if (known) return { slug: known.slug, texts: {}, ...span };
  const language = commonLanguage(talks) ?? languageOfText(name);
  return { language, texts: { [languageOfText(name)]: { title: name } }, ...span };
}

/** The language that most talks are in. */
function commonLanguage(talks: readonly TalkInput[]): string | null {
  const counts = new Map<string, number>();
  for (const { language } of talks) if (language) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null;
}

/** One speaker for each name, spellings that differ in case and accents only taken together. */
function speakersOf(talks: readonly TalkInput[]): NonNullable<StagedProgrammeInput['speakers']> {
  const byFold = new Map<string, string>();
  for (const talk of talks) {
    for (const speaker of talk.speakers ?? []) {
      const fold = foldedWords(speaker.key) || speaker.key;
      const first = byFold.get(fold);
      if (first === undefined) byFold.set(fold, speaker.key);
      else speaker.key = first;
    }
  }
  return [...byFold.values()].map((name) => ({ key: name, names: [{ name }] }));
}

function languageOfText(text: string): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  return /\p{Script=Cyrillic}/u.test(text) ? 'ru' : 'en';
}

/** What the staged form itself refuses, such as a name of 600 letters, told by row. */
function check(programme: StagedProgrammeInput): void {
  const parsed = stagedProgrammeSchema.safeParse(programme);
  if (parsed.success) return;
  throw new ImportFileError(
    parsed.error.issues.map(({ path, message }) => {
      const talk = path[0] === 'talks' ? programme.talks?.[Number(path[1])] : undefined;
      const where = talk ? `${talk.at[0]?.toUpperCase()}${talk.at.slice(1)}` : path.join('.');
      return `${where}: ${path.slice(2).join('.')} ${message}.`;
    }),
  );
}

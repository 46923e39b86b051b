import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { composeCatalogue } from '#server/compose-catalogue.ts';
import { openDatabase } from '#server/db/open.ts';
import { stagedProgrammeSchema } from '#server/features/catalogue/staged-programme.ts';
import type { Decisions } from '#server/features/catalogue/write/decisions.ts';
import type { ImportEntry } from '#server/features/catalogue/write/import-report.ts';
import { countLine, reportLines } from '#server/features/schedule-import/print-report.ts';
import { readProgrammeFile } from '#server/features/schedule-import/read-programme-file.ts';
import { AppError } from '#server/kernel/errors.ts';
import { commandConfig } from './command/config.ts';
import { printable } from './command/printable.ts';
import { createProgressLine } from './command/progress-line.ts';

const HELP = `Usage: npm run import -- FILE [options]
       npm run import -- FOLDER --create [--conference SLUG]

Brings a conference's programme, a list of talks or a catalogue into the library. Works while the server runs and when it
does not. Importing a file again is a reconciliation: what is the same is not touched, what changed or moved is written,
talks that the file has no more are marked as withdrawn and keep their recordings, fields edited by hand stay as they are.

FILE is one of
  a frab or pretalx schedule, XML or JSON (version 1 or 2); FOSDEM's pentabarf XML
  a CSV with a header row: title, speakers (separated by ; or ,), date, language, abstract, and where known
    conference, room, start, duration (minutes), tags, slug, guid
  a programme in JSON ("format": "rostrum-programme/1"; media/example/programme.json is one)
  a catalogue of talks, one JSON object a line; .gz too
FOLDER holds recordings: each that fits no talk gets a draft talk named after its file, and is taken in.

Options:
  --draft                  new conferences and talks are not shown yet
  --dry-run                say what would change, and change nothing
  --conference SLUG|TITLE  the conference it is for: of CSV rows that name none (a new one is made where there is none so
                           called), and of a programme whose own name should not count
  --keep-mine              fields edited by hand stay (that is so unless told otherwise)
  --take-theirs            the file overwrites fields edited by hand
  --create                 make draft talks from the file names of a folder's recordings
  --help                   print this

Environment: DATA_DIR and the others of npm start
The conferences of a file are imported one after the other, each wholly or not at all. Where one is refused the command
stops and says which were imported before it; import the corrected file again.

Exit codes: 0 done, 1 the file or a conference of it is refused, 2 wrong usage
`;

process.exitCode = main(process.argv.slice(2));

function main(args: readonly string[]): number {
  let given: ReturnType<typeof readArguments>;
  try {
    given = readArguments(args);
  } catch (error) {
    if (error instanceof TypeError) return usage(error.message);
    throw error;
  }
  const { values, positionals } = given;
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) return usage('One file or folder is needed.');
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind === undefined) return usage(`There is no ${path}.`);
  if (kind.isDirectory()) {
    if (!values.create)
      return usage(`${path} is a folder: give --create to make draft talks from its recordings.`);
    return createFromFolder(path, values.conference);
  }
  if (values.create) return usage('--create goes with a folder of recordings.');
  if (values['keep-mine'] && values['take-theirs'])
    return usage('--keep-mine and --take-theirs exclude each other.');
  return importFile(path, {
    ...{ isDraft: values.draft, isDryRun: values['dry-run'], conference: values.conference },
    takesTheirs: values['take-theirs'],
  });
}

function readArguments(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      draft: { type: 'boolean', default: false },
      conference: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      'keep-mine': { type: 'boolean', default: false },
      'take-theirs': { type: 'boolean', default: false },
      create: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}

interface ImportOptions {
  isDraft: boolean;
  isDryRun: boolean;
  takesTheirs: boolean;
  conference: string | undefined;
}

function importFile(file: string, o: ImportOptions): number {
  const db = openDatabase(join(commandConfig().dataDir, 'portal.db'));
  const imported: (string | null)[] = [];
  const progress = createProgressLine();
  try {
    const { catalogue } = composeCatalogue(db);
    const { reconciliation, knownConference } = catalogue;
    const { programmes, notes } = readProgrammeFile(file, { conference: o.conference, knownConference });
    for (const note of notes) process.stdout.write(`${printable(note)}\n`);
    const target = o.conference === undefined ? null : reconciliation.conferenceCalled(o.conference);
    if (target !== null && programmes.length > 1) throw tooMany(programmes.length);
    const decisions: Decisions = {
      ...{
        accept: 'all',
        overwrite: o.takesTheirs ? 'all' : new Set(),
        shows: o.isDraft ? 'draft' : 'public',
      },
    };
    const all: ImportEntry[] = [];
    for (const [index, programme] of programmes.entries()) {
      progress.show(`${index + 1} of ${programmes.length} conferences, ${all.length} talks`);
      const staged = stagedProgrammeSchema.parse(programme);
      const { entries } = reconciliation.apply(staged, { decisions, targetId: target, isDryRun: o.isDryRun });
      all.push(...entries);
      imported.push(entries.find(({ what }) => what === 'conference')?.title ?? null);
      progress.clear();
      if (programmes.length > 1 && index > 0) process.stdout.write('\n');
      process.stdout.write(`${reportLines({ entries }).map(printable).join('\n')}\n`);
    }
    if (programmes.length > 1)
      process.stdout.write(`\n${programmes.length} conferences. ${countLine(all)}\n`);
    if (o.isDryRun) process.stdout.write('This was a trial: nothing was changed.\n');
    return 0;
  } catch (error) {
    progress.clear();
    process.stderr.write(`${file}: ${whatWasDone(o.isDryRun ? [] : imported)}.\n`);
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    db.close();
  }
}

function tooMany(count: number): AppError {
  return new AppError(
    'invalid',
    `The file has ${count} conferences: it cannot be imported into one. Import it without --conference.`,
  );
}

/** What of a file has come in before it was refused, by the titles of conferences; null are the talks of none. */
function whatWasDone(imported: readonly (string | null)[]): string {
  if (imported.length === 0) return 'nothing was imported';
  const names = imported.map((title) => (title === null ? 'the talks of no conference' : `“${title}”`));
  return `imported were ${names.join(', ')}, as told above; nothing else was`;
}

/** Recordings are taken in by the command that does nothing else. */
function createFromFolder(folder: string, conference: string | undefined): number {
  const ingest = fileURLToPath(new URL('ingest.ts', import.meta.url));
  const args = [
    ingest,
    '--create',
    ...(conference === undefined ? [] : ['--conference', conference]),
    '--',
    folder,
  ];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}

function usage(problem: string): number {
  process.stderr.write(`${problem}\n\nnpm run import -- --help tells more.\n`);
  return 2;
}

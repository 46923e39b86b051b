import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { composeCatalogue } from '#server/compose-catalogue.ts';
import { openDatabase } from '#server/db/open.ts';
import { reportLines } from '#server/features/schedule-import/print-report.ts';
import { readProgrammeFile } from '#server/features/schedule-import/read-programme-file.ts';
import { AppError } from '#server/kernel/errors.ts';
import { commandConfig } from './command/config.ts';

const HELP = `Usage: npm run import -- FILE [options]
       npm run import -- FOLDER --create [--conference SLUG]

Brings a conference's programme or a list of talks into the library. Works while the server runs and when it does not.
Importing a file again changes nothing that is the same; fields edited by hand stay as they are.

FILE is one of
  a CSV with a header row: title, speakers (separated by ; or ,), date, language, abstract, and where known
    conference, room, start, duration (minutes), tags, slug, guid
  a programme in JSON ("format": "rostrum-programme/1"; media/example/programme.json is one)
FOLDER holds recordings: each that fits no talk gets a draft talk named after its file, and is taken in.

Options:
  --draft                  new conferences and talks are not shown yet
  --conference SLUG|TITLE  the conference of CSV rows that name none; a new one is made where there is none so called
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
  return importFile(path, { isDraft: values.draft, conference: values.conference });
}

function readArguments(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      draft: { type: 'boolean', default: false },
      conference: { type: 'string' },
      create: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}

function importFile(file: string, o: { isDraft: boolean; conference: string | undefined }): number {
  const db = openDatabase(join(commandConfig().dataDir, 'portal.db'));
  const imported: (string | null)[] = [];
  try {
    const { catalogue } = composeCatalogue(db);
    const { programmes, notes } = readProgrammeFile(file, {
      conference: o.conference,
      knownConference: catalogue.knownConference,
    });
    for (const note of notes) process.stdout.write(`${note}\n`);
    for (const [index, programme] of programmes.entries()) {
      if (index > 0) process.stdout.write('\n');
      const report = catalogue.applyProgramme(programme, { isDraft: o.isDraft });
      process.stdout.write(`${reportLines(report).join('\n')}\n`);
      imported.push(report.entries.find(({ what }) => what === 'conference')?.title ?? null);
    }
    return 0;
  } catch (error) {
    process.stderr.write(`${file}: ${whatWasDone(imported)}.\n`);
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    db.close();
  }
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

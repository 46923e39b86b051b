import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { captionFor, readCaptionName } from '#server/features/recordings/captions/caption-files.ts';
import { findFiles } from '#server/features/recordings/intake/find-files.ts';
import type { IntakeOutcome } from '#server/features/recordings/intake/intake.ts';
import type { TalkRef } from '#server/features/recordings/talk-directory.ts';
import { AppError } from '#server/kernel/errors.ts';
import { openLibrary } from './command/library.ts';
import { printable } from './command/printable.ts';
import { type WaitedJob, waitForJobs } from './command/wait-for-jobs.ts';

const HELP = `Usage: npm run ingest -- FILE|FOLDER... [options]

Copies recordings into the library and queues them; the sources stay where they are. Works while the server runs and
when it does not. A caption file beside a video (talk.vtt, talk.de.srt) goes with it.

Options:
  --talk SLUG|GUID    the talk that this one recording is of
  --conference SLUG   look among the talks of this conference only
  --create            make a draft talk from the file's name where none fits
  --wait              show progress until all is done; does the work itself when no server runs
  --help              print this

Which talk a recording is of is found by slug, title and speakers in its path, or not at all: see
npm run recordings -- list --unmatched

Environment: DATA_DIR and the others of npm start
Exit codes: 0 all taken (or already there), 1 some refused, failed or unreadable, or none found, 2 wrong usage
`;

interface Source {
  file: string;
  path: string;
  captions: string[];
}

interface Options {
  talk: string | undefined;
  conference: string | undefined;
  create: boolean;
  wait: boolean;
}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        talk: { type: 'string' },
        conference: { type: 'string' },
        create: { type: 'boolean', default: false },
        wait: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      return 0;
    }
    if (positionals.length === 0) return usage('A file or a folder is needed.');
    const found = await Promise.all(positionals.map(findSources));
    const sources = found.flatMap((one) => one.sources);
    const skipped = found.flatMap((one) => one.skipped);
    for (const one of skipped) process.stderr.write(`${one}: left out.\n`);
    if (values.talk !== undefined && sources.length !== 1) {
      return usage(`--talk goes with one recording, there are ${sources.length}.`);
    }
    if (sources.length === 0) {
      process.stderr.write(`There is no recording in ${positionals.join(', ')}.\n`);
      return 1;
    }
    const code = await ingest(sources, { ...values, talk: values.talk, conference: values.conference });
    return skipped.length > 0 ? Math.max(code, 1) : code;
  } catch (error) {
    if (error instanceof AppError) return usage(error.message);
    if (error instanceof TypeError && 'code' in error) return usage(error.message);
    throw error;
  }
}

function usage(problem: string): number {
  process.stderr.write(`${problem}\n\nnpm run ingest -- --help tells more.\n`);
  return 2;
}

/** The recordings of one argument, each with the captions beside it, and what could not be read. */
async function findSources(argument: string): Promise<{ sources: Source[]; skipped: string[] }> {
  const skipped: string[] = [];
  const given = resolve(argument);
  const info = await stat(given).catch(() => null);
  if (info === null) throw new AppError('not_found', `There is no file ${argument}.`);
  const folder = info.isDirectory() ? given : dirname(given);
  const files = await findFiles(folder, {
    isDeep: info.isDirectory(),
    onSkipped: ({ path, reason }) => {
      if (info.isDirectory()) skipped.push(`${join(basename(folder), path)} cannot be read (${reason})`);
    },
  });
  const captions = files.filter((found) => readCaptionName(found.path) !== null);
  const recordings = info.isDirectory()
    ? files.filter((found) => readCaptionName(found.path) === null && !isDocument(found.path))
    : [{ file: given, path: basename(given) }];
  const sources = recordings.map(({ file, path }) => ({
    file,
    path: join(basename(folder), path),
    captions: captions
      .filter((found) => dirname(found.file) === dirname(file) && captionFor(found.file, file) !== null)
      .map((found) => found.file),
  }));
  return { sources, skipped };
}

/** What lies beside recordings in every folder and is none by its name. */
function isDocument(path: string): boolean {
  return /\.(txt|md|pdf|json|xml|csv|html?|nfo|docx?|pptx?|odp|odt|xlsx?|zip|jpe?g|png|gif|svg|sha\d*|md5)$/i.test(
    path,
  );
}

async function ingest(sources: readonly Source[], o: Options): Promise<number> {
  const library = openLibrary();
  const { work } = library;
  try {
    const talk = o.talk === undefined ? undefined : talkOrThrow(work.talks.talkBySlugOrGuid(o.talk), o.talk);
    if (o.conference !== undefined && !library.catalogue.hasConference(o.conference)) {
      throw new AppError('not_found', `There is no conference ${JSON.stringify(o.conference)}.`);
    }
    const counts = { taken: 0, duplicate: 0, refused: 0, failed: 0, unmatched: 0 };
    const jobs: WaitedJob[] = [];
    for (const source of sources) {
      const outcome = await takeOne(source, async () =>
        work.recordings.intake.take({
          ...source,
          talk,
          conferenceSlug: o.conference,
          makesDraft: o.create,
          isMoved: false,
        }),
      );
      counts[outcome?.kind ?? 'failed']++;
      if (outcome?.kind === 'taken') {
        if (outcome.talk === null) counts.unmatched++;
        jobs.push({ jobId: outcome.jobId, name: source.path });
      }
    }
    const hasWorker = work.presence.hasOthers();
    const failedJobs = o.wait && jobs.length > 0 ? await waitForJobs(work, jobs) : 0;
    const { taken, duplicate, refused, failed, unmatched } = counts;
    const tail = failed > 0 ? `, ${failed} failed` : '';
    process.stdout.write(
      `${taken} taken (${unmatched} unmatched), ${duplicate} duplicate, ${refused} refused${tail}\n`,
    );
    if (failedJobs > 0) process.stdout.write(`${failedJobs} could not be processed\n`);
    if (!o.wait && taken > 0 && !hasWorker) {
      process.stdout.write(
        'No server runs on this library: they are processed when it starts, or now with --wait.\n',
      );
    }
    return refused + failed + failedJobs > 0 ? 1 : 0;
  } finally {
    await library.close();
  }
}

async function takeOne(source: Source, take: () => Promise<IntakeOutcome>): Promise<IntakeOutcome | null> {
  try {
    const outcome = await take();
    process.stdout.write(`${describe(source, outcome)}\n`);
    return outcome;
  } catch (error) {
    process.stdout.write(
      `failed     ${printable(source.path)}: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return null;
  }
}

function describe(source: Source, outcome: IntakeOutcome): string {
  if (outcome.kind !== 'taken')
    return `${outcome.kind.padEnd(10)} ${printable(source.path)}: ${outcome.reason}`;
  const where =
    outcome.talk === null ? `unmatched. ${outcome.note}` : `talk ${outcome.talk.slug}. ${outcome.note}`;
  const captions = outcome.refusedCaptions
    .map(({ reason }) => `\n           captions left out: ${reason}`)
    .join('');
  return `taken      ${printable(source.path)} -> recording ${outcome.recordingId}, ${where}${captions}`;
}

function talkOrThrow(talk: TalkRef | null, text: string): TalkRef {
  if (talk === null) throw new AppError('not_found', `There is no talk ${JSON.stringify(text)}.`);
  return talk;
}

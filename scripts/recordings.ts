import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { logText } from '#server/features/recordings/job-log.ts';
import type { RecordingInLibrary } from '#server/features/recordings/store.ts';
import type { TalkRef } from '#server/features/recordings/talk-directory.ts';
import { AppError } from '#server/kernel/errors.ts';
import { jobWords } from './command/job-words.ts';
import { type OpenLibrary, openLibrary } from './command/library.ts';
import { printable } from './command/printable.ts';
import { recordingLines } from './command/show-recording.ts';

const HELP = `Usage: npm run recordings -- COMMAND

  list [--unmatched | --review]   what is in the library; without a talk; waiting for review
  show ID                         its facts, versions, loudness, and its last job
  log ID                          what its last job did, line by line
  assign ID --talk SLUG|GUID      says which talk a recording is of
  publish ID | --talk SLUG|GUID   shows a recording to viewers; a draft talk becomes public with it
  unpublish ID                    takes it back: 404 at once, and no old address works again
  retry ID                        tries a failed or cancelled recording again, or makes one anew
  cancel ID                       stops the work on a recording
  delete ID                       deletes a recording, its versions and its original, for good
  remove-example                  removes the example conference with its talks and recordings, for good

Options:
  --help   print this

Environment: DATA_DIR and the others of npm start
Exit codes: 0 done, 1 not possible (the reason is on standard error), 2 wrong usage
`;

class UsageError extends Error {}

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof readArgs>;
  try {
    parsed = readArgs(args);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof TypeError)) throw error;
    process.stderr.write(`${error.message}\n\nnpm run recordings -- --help tells more.\n`);
    return 2;
  }
  if (parsed.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const library = openLibrary();
  try {
    process.stdout.write(`${await parsed.run(library)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    await library.close();
  }
}

type Run = (library: OpenLibrary) => string | Promise<string>;

function readArgs(args: readonly string[]): { help: true } | { help: false; run: Run } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      talk: { type: 'string' },
      unmatched: { type: 'boolean', default: false },
      review: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return { help: true };
  const [command, id, ...more] = positionals;
  if (more.length > 0) throw new UsageError(`Unexpected argument: ${more[0]}`);
  return { help: false, run: commandOf(command, { ...values, id, talk: values.talk }) };
}

interface Given {
  id: string | undefined;
  talk: string | undefined;
  unmatched: boolean;
  review: boolean;
}

function commandOf(command: string | undefined, given: Given): Run {
  const needId = () => {
    if (given.id === undefined) throw new UsageError(`${command} needs the ID of a recording.`);
    return given.id;
  };
  switch (command) {
    case 'list':
      return (library) => list(library, given);
    case 'show': {
      const id = needId();
      return (library) => show(library, id);
    }
    case 'log': {
      const id = needId();
      return (library) => log(library, id);
    }
    case 'assign': {
      const id = needId();
      const { talk } = given;
      if (talk === undefined) throw new UsageError('assign needs --talk SLUG|GUID.');
      return (library) => assign(library, id, talk);
    }
    case 'publish': {
      const { talk } = given;
      const id = talk === undefined ? needId() : given.id;
      return (library) => publish(library, id ?? primaryOf(library, talk ?? ''));
    }
    case 'unpublish': {
      const id = needId();
      return async ({ work }) => {
        await work.recordings.publication.unpublish(id);
        return `Recording ${id} is taken back: its old addresses are dead.`;
      };
    }
    case 'retry': {
      const id = needId();
      return ({ work }) => `Queued again as job ${work.recordings.publication.retry(id).id}.`;
    }
    case 'cancel': {
      const id = needId();
      return ({ work }) =>
        work.recordings.publication.cancel(id) === 'cancelled' ? 'Cancelled.' : 'It ends within two seconds.';
    }
    case 'delete': {
      const id = needId();
      return (library) => remove(library, id);
    }
    case 'remove-example':
      return removeExample;
    default:
      throw new UsageError(
        command === undefined ? 'A command is needed.' : `There is no command ${command}.`,
      );
  }
}

async function list({ work }: OpenLibrary, given: Given): Promise<string> {
  const { store, incoming } = work.recordings;
  const found = given.unmatched ? store.unmatched() : given.review ? store.inReview() : store.all();
  const lines = found.map((recording) => describe(work, recording));
  if (!given.review) {
    for (const path of await incoming.waitingCaptions())
      lines.push(`waiting for its video: incoming/${printable(path)}`);
  }
  return lines.length === 0 ? 'None.' : lines.join('\n');
}

function describe(work: OpenLibrary['work'], recording: RecordingInLibrary): string {
  const talk = recording.talk_id === null ? null : work.talks.talkById(recording.talk_id);
  const job = work.queue.latestOf(recording.id);
  const facts = [
    recording.publication,
    job === null ? 'no job' : jobWords(job),
    talk === null
      ? 'no talk'
      : `talk ${talk.slug}${recording.is_primary === 1 ? '' : ' (not its primary recording)'}`,
  ];
  const jobError = job?.error ?? null;
  const notes = [recording.match_note, recording.error ?? jobError].filter((text) => text !== null);
  return `${recording.id}  ${printable(recording.arrived_as)}\n    ${facts.join(', ')}${notes.map((text) => `\n    ${printable(text)}`).join('')}`;
}

function show({ work }: OpenLibrary, id: string): string {
  const recording = work.recordings.view.one(id);
  if (recording === null) throw noRecording(id);
  return recordingLines(recording, work.queue.latestOf(id)).join('\n');
}

function log({ work }: OpenLibrary, id: string): string {
  if (work.recordings.store.byId(id) === undefined) throw noRecording(id);
  const job = work.queue.latestOf(id);
  const text = job === null ? '' : logText(work.queue.log(job.id)).trimEnd();
  return text === '' ? 'Nothing was noted.' : text;
}

function noRecording(id: string): AppError {
  return new AppError('not_found', `There is no recording ${JSON.stringify(id)}.`);
}

async function assign({ work }: OpenLibrary, id: string, text: string): Promise<string> {
  const talk = talkOf(work, text);
  await work.recordings.publication.assign(id, talk);
  return `Recording ${id} is of the talk ${talk.slug}; npm run recordings -- publish ${id} shows it to viewers.`;
}

function publish({ work }: OpenLibrary, id: string): string {
  const talk = work.recordings.publication.publish(id);
  return `Recording ${id} is published at /talks/${talk.slug}.`;
}

function primaryOf({ work }: OpenLibrary, text: string): string {
  const talk = talkOf(work, text);
  const [primary] = work.recordings.store.ofTalk(talk.id);
  if (primary === undefined) throw new AppError('not_found', `The talk ${talk.slug} has no recording.`);
  return primary.id;
}

function talkOf(work: OpenLibrary['work'], text: string): TalkRef {
  const talk = work.talks.talkBySlugOrGuid(text);
  if (talk === null) throw new AppError('not_found', `There is no talk ${JSON.stringify(text)}.`);
  return talk;
}

async function remove({ work }: OpenLibrary, id: string): Promise<string> {
  const { store, publication, blobs } = work.recordings;
  const recording = store.byId(id);
  if (recording !== undefined) await stopWork(work, id);
  await publication.remove(id);
  const original = recording?.original_path ?? '';
  const kept = blobs.has(original.replace(/^originals\//, '')) ? ' Its original stays: others use it.' : '';
  return `Deleted: recording ${id} (${printable(recording?.arrived_as ?? '')}), hls/${id}${kept === '' ? `, ${original}` : ''}.${kept}`;
}

async function removeExample({ work, catalogue }: OpenLibrary): Promise<string> {
  const recordings = work.recordings.store.ofSampleTalks();
  for (const { id } of recordings) {
    await stopWork(work, id);
    await work.recordings.publication.remove(id);
  }
  const { conferences, talks } = catalogue.removeExample();
  return `Removed: ${conferences} conference, ${talks} talks, ${recordings.length} recordings.`;
}

/** Cancels what is under way on a recording and waits until its worker has let go. */
async function stopWork(work: OpenLibrary['work'], recordingId: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const job = work.queue.latestOf(recordingId);
    if (job === null || (job.state !== 'queued' && job.state !== 'running')) return;
    work.queue.cancel(job.id);
    work.queue.recover();
    if (Date.now() > deadline) throw new AppError('unavailable', `The work on ${recordingId} does not end.`);
    await sleep(200);
  }
}

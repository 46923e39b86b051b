import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import * as wire from '#server/contract/schemas.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, programme, take, talkRef } from '../support/recordings.ts';
import { showWhole } from '../support/versions.ts';

const clips = clipBox();
let clip: string;
let app: TestApp;

beforeAll(async () => {
  clip = await clips.make('talk.mp4', { seconds: 3, extra: ['-c:a', 'aac'] });
});
afterEach(() => app.close());
afterAll(() => clips.remove());

/** A transcriber as an operator may name one: a small program of its own. */
function program(name: string, script: string): string {
  const file = join(clips.dir, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const writing = (name: string) =>
  program(
    name,
    `echo "$@" > "${clips.dir}/${name}.args"; head -c 44 "$2" > "${clips.dir}/${name}.head"
echo "whisper_print_progress_callback: progress =  50%" >&2
cat > "$6.vtt" <<'END'
WEBVTT

00:00:00.500 --> 00:00:01.500
Good <b>morning</b>, databases

00:01:00.000 --> 00:01:02.000
after the end
END`,
  );

async function startWith(command: string) {
  app = await startApp({ env: { TRANSCRIBE_COMMAND: command } });
  app.catalogue.applyProgramme(programme());
}

const arrive = () => take(app, { file: clip, path: 'talk.mp4', talk: talkRef(app, 'scaling-postgres') });

/** A recording that is ready, without its pictures, and its transcription in the queue. */
async function arriveReady() {
  const { recordingId } = await arrive();
  showWhole(app, { recordingId, hasSound: true });
  await app.work.recordings.catchUpTranscripts();
  return recordingId;
}

const jobs = () => app.work.queue.list({ limit: 20 }).filter(({ kind }) => kind === 'transcribe');

async function captions() {
  const response = await app.fetch('/api/v1/talks/scaling-postgres');
  const { recording } = wire.talkSchema.parse(await response.json());
  return recording?.tracks.filter(({ kind }) => kind === 'captions') ?? [];
}

it('What is said becomes a caption track that says that a machine wrote it; uploaded captions take its place', async () => {
  await startWith(`${writing('writes')} -f {input} -l {language} -of "{output}"`);
  const { recordingId } = await arrive();
  await app.work.drainJobs();
  expect(jobs()).toMatchObject([
    { state: 'done', subject: 'Scaling Postgres to ten terabytes', progress: 1 },
  ]);
  const [track] = await captions();
  expect(track).toMatchObject({ language: 'en', label: 'English', isMachineMade: true });
  const text = await (await app.fetch(track?.url ?? '')).text();
  expect(text).toContain('Good morning, databases');
  expect(text).not.toContain('after the end');
  const words = await app.fetch('/api/v1/talks/scaling-postgres/transcript.txt');
  expect(await words.text()).toContain('[0:00]\nGood morning, databases');
  expect(readFileSync(join(clips.dir, 'writes.args'), 'utf8')).toMatch(
    /^-f \S+speech\.wav -l en -of \S+transcript$/m,
  );
  expect(readFileSync(join(clips.dir, 'writes.head')).readUInt32LE(24), 'samples a second').toBe(16_000);
  expect(readdirSync(join(app.dataDir, 'transcribing')), 'nothing is left behind').toEqual([]);

  const path = `/api/v1/recordings/${recordingId}/captions`;
  const listed = async () => (await (await app.as('admin')(path)).json()).items;
  expect(await listed()).toMatchObject([{ source: 'machine' }]);
  const body = 'WEBVTT\n\n00:00.000 --> 00:01.000\nBy hand\n';
  await app.as('admin')(`${path}/en`, { method: 'PUT', body });
  expect(await listed()).toMatchObject([{ source: 'file', label: 'English' }]);
  await app.work.recordings.catchUpTranscripts();
  expect(jobs(), 'it is not done again').toHaveLength(1);
});

it('Captions in the spoken language make a transcript needless, and organizers see the job with its recording', async () => {
  await startWith(`${writing('needless')} -f {input} -l {language} -of {output}`);
  const vtt = join(clips.dir, 'talk.en.vtt');
  writeFileSync(vtt, 'WEBVTT\n\n00:00.000 --> 00:01.000\nBy hand\n');
  const { recordingId } = await take(app, {
    ...{ file: clip, path: 'talk.mp4', talk: talkRef(app, 'scaling-postgres'), captions: [vtt] },
  });
  showWhole(app, { recordingId, hasSound: true });
  await app.work.recordings.catchUpTranscripts();
  expect(jobs()).toEqual([]);
  await app.as('admin')(`/api/v1/recordings/${recordingId}/captions/en`, { method: 'DELETE' });
  await app.work.recordings.catchUpTranscripts();
  const { items } = await (await app.as('admin')('/api/v1/jobs')).json();
  expect(items).toContainEqual(expect.objectContaining({ kind: 'transcribe', recordingId, state: 'queued' }));
});

it('A job that is cancelled ends the program and what it started, and leaves nothing', async () => {
  const pids = join(clips.dir, 'pids');
  await startWith(
    `${program('sleeps', `echo 'progress = 50%'; sleep 60 & echo $$ $! > ${pids}; wait`)} {input} {output}`,
  );
  await arriveReady();
  const drained = app.work.drainJobs();
  await vi.waitFor(() => expect(existsSync(pids) && readFileSync(pids, 'utf8')).toMatch(/\d+ \d+/), 30_000);
  await vi.waitFor(() => expect(jobs()[0]?.progress).toBeCloseTo(0.55), 30_000);
  const { items } = await (await app.as('admin')('/api/v1/jobs')).json();
  expect(items).toContainEqual(expect.objectContaining({ kind: 'transcribe', step: 'transcribing' }));
  app.work.recordings.jobControl.cancel(jobs()[0]?.id ?? '');
  await drained;
  expect(jobs()).toMatchObject([{ state: 'cancelled' }]);
  for (const pid of readFileSync(pids, 'utf8').trim().split(' ')) expect(isAlive(pid), pid).toBe(false);
  expect(readdirSync(join(app.dataDir, 'transcribing'))).toEqual([]);
  expect(await captions()).toEqual([]);
});

it.each([
  ['writes nothing', 'echo nothing to say', '{output}.vtt'],
  ['writes far too much', 'truncate -s 100M "$2.vtt"', 'larger than captions ever are'],
  ['writes something else', 'head -c 20000 /dev/urandom > "$2.vtt"', 'The transcript'],
  ['makes a folder of it', 'mkdir "$2.vtt"', '{output}.vtt'],
  ['fails', 'exit 3', 'ended with an error'],
])('A program that %s fails the job with a sentence, and the recording plays', async (name, script, said) => {
  await startWith(`${program(name.replaceAll(' ', '-'), script)} {input} {output}`);
  await arriveReady();
  await app.work.drainJobs();
  expect(jobs()).toMatchObject([{ state: 'failed', error: expect.stringContaining(said) }]);
  expect(readdirSync(join(app.dataDir, 'transcribing'))).toEqual([]);
  expect(await captions()).toEqual([]);
  const talk = wire.talkSchema.parse(await (await app.fetch('/api/v1/talks/scaling-postgres')).json());
  expect(talk.recording?.status).toBe('ready');
});

function isAlive(pid: string): boolean {
  try {
    // A zombie has ended.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

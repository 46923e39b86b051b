import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it, vi } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, programme, take, talkRef } from '../support/recordings.ts';
import { showWhole } from '../support/versions.ts';

const doomedServer = fileURLToPath(new URL('../support/doomed-server.ts', import.meta.url));
const clips = clipBox();
let app: TestApp;
let child: ChildProcess | undefined;
afterAll(async () => {
  child?.kill('SIGKILL');
  await app.close();
  clips.remove();
});

/** Hangs the first time with a child of its own, and writes a transcript from then on. */
const script = `#!/bin/sh
if [ ! -e "${clips.dir}/pids" ]; then sleep 61 & echo $$ $! > "${clips.dir}/pids"; wait; fi
printf 'WEBVTT\\n\\n00:00.000 --> 00:01.000\\nGood morning\\n' > "$2.vtt"
`;
const isAlive = (pid: string) => {
  const file = `/proc/${pid}/status`;
  return existsSync(file) && !/^State:\s+Z/m.test(readFileSync(file, 'utf8'));
};

it('a transcription whose server was killed with -9 is done again, and its program does not go on', async () => {
  const program = join(clips.dir, 'transcriber');
  writeFileSync(program, script);
  chmodSync(program, 0o755);
  const TRANSCRIBE_COMMAND = `${program} {input} {output}`;
  app = await startApp({ tuning: { backoffMs: 1 }, env: { TRANSCRIBE_COMMAND } });
  app.catalogue.applyProgramme(programme('auto'));
  const file = await clips.make('talk.mp4');
  const talk = talkRef(app, 'scaling-postgres');
  const { recordingId } = await take(app, { file, path: 'talk.mp4', talk });
  showWhole(app, { recordingId, hasSound: true });

  child = spawn(process.execPath, [doomedServer, app.dataDir], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, TRANSCRIBE_COMMAND },
  });
  const ended = once(child, 'exit');
  const pids = () => readFileSync(join(clips.dir, 'pids'), 'utf8').trim().split(' ');
  await vi.waitFor(() => expect(pids()).toHaveLength(2), 30_000);
  child.kill('SIGKILL');
  await ended;
  expect(pids().map(isAlive)).toEqual([true, true]);

  await app.work.recordings.order.reconcile();
  await app.work.recordings.catchUpTranscripts();
  await app.work.drainJobs();
  expect(pids().map(isAlive)).toEqual([false, false]);
  const jobs = app.work.queue.list({ limit: 20 }).filter(({ kind }) => kind === 'transcribe');
  expect(jobs).toMatchObject([{ state: 'done', crashes: 1 }]);
  const tracks = app.db.prepare('SELECT language, is_machine_made FROM caption_tracks').all();
  expect(tracks).toEqual([{ language: 'en', is_machine_made: 1 }]);
  expect(readdirSync(join(app.dataDir, 'transcribing'))).toEqual([]);
});

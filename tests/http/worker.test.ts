import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { talkSchema } from '#server/contract/schemas.ts';
import { findOrphans } from '#server/transcode/orphans.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, disorderOf, programme, take, talkRef } from '../support/recordings.ts';

const workerFile = fileURLToPath(new URL('../../server/worker.ts', import.meta.url));
const slug = 'scaling-postgres';

const clips = clipBox();
const children = new Set<ChildProcess>();
/** Serves the library, and works on nothing itself. */
let app: TestApp;

beforeEach(async () => {
  app = await startApp();
  app.catalogue.applyProgramme(programme());
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await app.work.recordings.order.reconcile();
  await app.close();
});
afterAll(() => clips.remove());

/** What `npm run worker` becomes, on the same library; resolves when it works. */
async function startWorker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [workerFile], {
    env: { ...process.env, DATA_DIR: app.dataDir, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const [said] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  expect(String(said)).toContain(`Working on the library ${app.dataDir}`);
  return child;
}

/** Asks it to stop; resolves to its exit code. */
async function stopWorker(child: ChildProcess): Promise<number | null> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = await ended;
  children.delete(child);
  return code;
}

async function record(seconds: number): Promise<string> {
  const file = await clips.make(`${seconds}.mp4`, { seconds });
  const { jobId } = await take(app, { file, path: 'talk.mp4', talk: talkRef(app, slug) });
  return jobId;
}

async function recordingShown() {
  const response = await app.fetch(`/api/v1/talks/${slug}`);
  expect(response.status).toBe(200);
  return talkSchema.parse(await response.json()).recording;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 45_000;
  while (!(await isSo())) {
    expect(Date.now()).toBeLessThan(deadline);
    await sleep(50);
  }
}

describe('a worker beside the server', () => {
  it('makes the recordings that the server shows while it goes on serving', async () => {
    const jobId = await record(2);
    expect((await recordingShown())?.status).toBe('waiting');
    expect(app.work.presence.hasOthers()).toBe(false);
    const worker = await startWorker();
    await until(async () => (await recordingShown())?.status === 'ready');
    expect(app.work.presence.hasOthers()).toBe(true);
    await until(() => app.work.queue.get(jobId)?.state === 'done');
    const playlistUrl = (await recordingShown())?.playlistUrl ?? '';
    expect(await (await app.fetch(playlistUrl)).text()).toContain('#EXTM3U');
    expect(await stopWorker(worker)).toBe(0);
    expect(app.work.presence.hasOthers()).toBe(false);
    expect(disorderOf(app)).toEqual([]);
  });

  it('takes jobs that arrive while it waits', async () => {
    const worker = await startWorker();
    const jobId = await record(2);
    await until(() => app.work.queue.get(jobId)?.state === 'done');
    expect((await recordingShown())?.status).toBe('ready');
    expect(await stopWorker(worker)).toBe(0);
  });

  it('puts its job back into the queue when it is told to stop, and another one ends it', async () => {
    const jobId = await record(30);
    const worker = await startWorker();
    await until(async () => (await findOrphans(app.dataDir)).length > 0);
    expect(app.work.queue.get(jobId)?.state).toBe('running');
    expect(await stopWorker(worker)).toBe(0);
    expect(app.work.queue.get(jobId)?.state).toBe('queued');
    expect(await findOrphans(app.dataDir)).toEqual([]);
    expect((await recordingShown())?.playlistUrl ?? null).toBeNull();
    const next = await startWorker();
    await until(() => app.work.queue.get(jobId)?.state === 'done');
    expect(await stopWorker(next)).toBe(0);
    expect(disorderOf(app)).toEqual([]);
  });
});

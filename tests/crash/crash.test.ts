import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stageOf } from '#server/features/recordings/job-kinds.ts';
import { findOrphans } from '#server/transcode/orphans.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { isLongRun } from '../support/long-run.ts';
import { clipBox, disorderOf, versionsOf } from '../support/recordings.ts';

const doomedServer = fileURLToPath(new URL('../support/doomed-server.ts', import.meta.url));

const clips = clipBox();
const children = new Set<ChildProcess>();
/** Looks at the library from outside; works on nothing unless told to. */
let app: TestApp;

beforeAll(async () => {
  for (let n = 0; n < 2; n++) await clips.make(`${n}.mp4`, { seconds: 16, extra: ['-g', '25'] });
  await clips.make('short.mp4', { seconds: 5, extra: ['-g', '25'] });
});
afterAll(() => clips.remove());
beforeEach(async () => {
  app = await startApp({ tuning: { settleMs: 0, backoffMs: 1 } });
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await app.work.recordings.order.reconcile();
  await app.close();
});

/** A recording with its captions beside it: no two hold the same bytes, for each ends in a free box of its own. */
const drop = (number: number, clipName = `${number % 2}.mp4`) => {
  const target = join(app.dataDir, 'incoming', `${number}.mp4`);
  writeFileSync(target.replace('.mp4', '.de.vtt'), `WEBVTT\n\n00:00.000 --> 00:01.000\nHallo ${number}\n`);
  const freeBox = Buffer.concat([Buffer.from([0, 0, 0, 12]), Buffer.from('free'), Buffer.alloc(4, number)]);
  const clip = readFileSync(join(clips.dir, clipName));
  writeFileSync(`${target}.part`, Buffer.concat([clip, freeBox]));
  renameSync(`${target}.part`, target);
};

/** A server on the same library; resolves when it is up, or has died before. */
async function startServer(fatalStep?: string): Promise<ChildProcess> {
  const args = [doomedServer, app.dataDir, ...(fatalStep === undefined ? [] : [fatalStep])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  return child;
}

async function endOf(child: ChildProcess): Promise<NodeJS.Signals | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode;
}

/** What a start does before it works: afterwards rows and files agree, and no ffmpeg of former lives runs. */
async function expectOrderAfterRestart(when: string): Promise<void> {
  await app.work.recordings.order.reconcile();
  expect(disorderOf(app), when).toEqual([]);
  expect(await findOrphans(app.dataDir), when).toEqual([]);
  expect(readdirSync(join(app.dataDir, 'originals', '.staging')), when).toEqual([]);
}

/** Takes what was dropped and works until nothing is left; every recording then plays. */
async function expectAllDone(when: string): Promise<void> {
  while ((await app.work.recordings.incoming.scan()) > 0);
  await app.work.drainJobs();
  await expectOrderAfterRestart(when);
  const recordings = app.work.recordings.store.all();
  const whole = versionsOf(app)
    .filter((row) => row.state === 'whole')
    .map((row) => row.recording_id);
  expect(whole.toSorted(), when).toEqual(recordings.map((recording) => recording.id).toSorted());
  expect(readdirSync(join(app.dataDir, 'incoming')), when).toEqual([]);
  expect(existsSync(join(app.dataDir, 'rejected')), when).toBe(false);
  const tracks = app.db.prepare('SELECT original_id FROM caption_tracks ORDER BY original_id').pluck().all();
  expect(tracks, when).toEqual(recordings.map((recording) => recording.original_id).toSorted());
  const shown = app.db
    .prepare<[], string>("SELECT manifest FROM versions WHERE state = 'whole'")
    .pluck()
    .all();
  for (const manifest of shown) expect(JSON.parse(manifest).captions, when).toHaveLength(1);
}

const intakeSteps = ['staged', 'original published', 'ingested'];
const firstSteps = ['cleared', 'started', 'probed', 'planned', 'growing published', 'playable', 'ended'];
const lastingSteps = [
  ...['handed on', 'lasting started', 'lasting planned', 'lasting encoded'],
  ...['playlists', 'by-products', 'published', 'captions'],
];
const steps = [...intakeSteps, ...firstSteps, ...lastingSteps];

/** Ids of versions that play to their end and wait for the whole one. */
const firstVersions = () =>
  app.db
    .prepare<[], string>("SELECT id FROM versions WHERE state = 'growing' AND is_complete = 1")
    .pluck()
    .all();

describe('kill -9', () => {
  it('of the server at the boundary of every step is survived: each restart comes further, the last to the end', async () => {
    // A step is reached at any length.
    drop(0, 'short.mp4');
    let first: string[] = [];
    for (const step of steps) {
      const child = await startServer(step);
      expect(await endOf(child), step).toBe('SIGKILL');
      await expectOrderAfterRestart(step);
      // What plays stays: the first version outlives every crash of the lasting stage.
      if (step === 'handed on') first = firstVersions();
      expect(firstVersions(), step).toEqual(first);
      expect(first, step).toHaveLength(lastingSteps.includes(step) ? 1 : 0);
    }
    await expectAllDone('after the last step');
    expect(app.work.recordings.store.all()).toHaveLength(1);
    drop(1, 'short.mp4');
    expect(await endOf(await startServer('whole published'))).toBe('SIGKILL');
    const done = versionsOf(app).filter((row) => row.state === 'whole');
    expect(done).toHaveLength(2);
    await expectAllDone('after the end');
    expect(versionsOf(app).filter((row) => row.state === 'whole')).toEqual(done);
  }, 400_000);

  const moments = isLongRun ? 30 : 6;
  it(`of the server or of its ffmpeg at ${moments} seeded moments is survived`, async () => {
    const random = seeded(20_151_123);
    let next = 0;
    const hits = { first: 0, lasting: 0, ffmpegs: 0 };
    for (let moment = 1; moment <= moments; moment++) {
      const isIdle = app.work.queue.unfinished(10).length === 0;
      if (isIdle && readdirSync(join(app.dataDir, 'incoming')).length === 0) drop(next++);
      const child = await startServer();
      await sleep(random() * 1400);
      const when = `moment ${moment}`;
      const victims = moment % 3 === 0 ? await nextFfmpegs() : [];
      for (const pid of victims) if (killIfAlive(pid)) hits.ffmpegs++;
      if (victims.length > 0) await sleep(random() * 300);
      const [job] = app.work.queue.unfinished(1);
      const stage = job?.state === 'running' ? stageOf(job) : null;
      if (stage !== null) hits[stage]++;
      child.kill('SIGKILL');
      await endOf(child);
      await expectOrderAfterRestart(when);
      if (moment % 5 === 0) await expectAllDone(when);
    }
    await expectAllDone('at the end');
    // Else it would be a test of a server that has nothing to do.
    // A first stage is over in a moment: chance hits it seldom, and every boundary of it is tried above.
    expect(hits.first + hits.lasting).toBeGreaterThanOrEqual(moments / 6);
    expect(hits.lasting).toBeGreaterThanOrEqual(moments / 12);
    expect(hits.ffmpegs).toBeGreaterThanOrEqual(1);
    const failed = app.work.queue.list({ limit: 100 }).filter((job) => job.state !== 'done');
    expect(failed).toEqual([]);
  }, 400_000);

  it('of ffmpeg alone is followed by another attempt of the same server', async () => {
    drop(0);
    const child = await startServer();
    let killed = 0;
    while (killed < 1) {
      const [pid] = await findOrphans(app.dataDir);
      if (pid !== undefined && killIfAlive(pid)) killed++;
      await sleep(10);
    }
    const deadline = Date.now() + 60_000;
    while (app.work.queue.list({ limit: 1 })[0]?.state !== 'done') {
      expect(Date.now()).toBeLessThan(deadline);
      await sleep(100);
    }
    child.kill('SIGTERM');
    await endOf(child);
    await expectAllDone('at the end');
  }, 120_000);
});

/** The library's ffmpegs as soon as there are some; none when nothing is left to do. */
async function nextFfmpegs(): Promise<number[]> {
  const deadline = Date.now() + 2000;
  for (;;) {
    const found = await findOrphans(app.dataDir);
    if (found.length > 0 || Date.now() > deadline) return found;
    await sleep(10);
  }
}

function killIfAlive(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { findOrphans } from '#server/transcode/orphans.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, disorderOf, programme, take, talkRef } from '../support/recordings.ts';

const doomedServer = fileURLToPath(new URL('../support/doomed-server.ts', import.meta.url));
const clips = clipBox();
let app: TestApp;
afterAll(() => clips.remove());
beforeEach(async () => {
  app = await startApp({ tuning: { backoffMs: 1 } });
  app.catalogue.applyProgramme(programme('auto'));
});
afterEach(() => app.close());

const add = async () => {
  const name = `${Math.random().toString(36).slice(2)}.mp4`;
  const file = await clips.make(name, { seconds: 4 });
  return (await take(app, { file, path: name, talk: talkRef(app, 'scaling-postgres') })).recordingId;
};
/** A server on the same library that is killed at a step of its work. */
const dieAt = async (step: string) => {
  const child = spawn(process.execPath, [doomedServer, app.dataDir, step], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
};
const trim = (id: string) =>
  app.work.recordings.edits.trim({
    ...{ id, startMs: 1000, endMs: 3000, isPrivate: true, seen: 1, originalMs: 4000 },
    by: { id: null, name: 'test' },
  });
const versions = () =>
  app.db
    .prepare<[], { edit_number: number; duration_ms: number; state: string }>(
      'SELECT edit_number, duration_ms, state FROM versions',
    )
    .all();
const expectTrimmed = async () => {
  await app.work.recordings.order.reconcile();
  await app.work.drainJobs();
  await app.work.recordings.order.reconcile();
  expect(versions().map(({ edit_number }) => edit_number)).not.toContain(1);
  expect(versions().filter(({ state }) => state === 'whole')).toEqual([
    { edit_number: 2, duration_ms: expect.closeTo(2000, -2), state: 'whole' },
  ]);
  expect(disorderOf(app)).toEqual([]);
  expect(await findOrphans(app.dataDir)).toEqual([]);
};

it.each(['playable', 'captions'])(
  'a trim after kill -9 at “%s” leaves nothing of the older edit',
  async (step) => {
    const id = await add();
    await dieAt(step);
    await trim(id);
    await expectTrimmed();
  },
);

it('a trimmed version whose making was killed with -9 is made again, and nothing older comes back', async () => {
  const id = await add();
  await app.work.drainJobs();
  const old = readdirSync(join(app.dataDir, 'hls', id));
  await trim(id);
  await dieAt('lasting encoded');
  await expectTrimmed();
  const now = readdirSync(join(app.dataDir, 'hls', id));
  expect(now.filter((name) => old.includes(name))).toEqual([]);
  for (const name of old) expect((await app.as('admin')(`/hls/${id}/${name}/master.m3u8`)).status).toBe(404);
});

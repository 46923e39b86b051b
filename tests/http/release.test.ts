import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BulkReport, LibraryRecording } from '#server/contract/wire.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, programme, take, talkRef } from '../support/recordings.ts';

const doomedServer = fileURLToPath(new URL('../support/doomed-server.ts', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-release-'));
const clips = clipBox();
let app: TestApp;
let recordingId: string;
let conferenceId: number;

const open = (runsBackground: boolean) =>
  startApp({ dataDir, runsBackground, tuning: { releaseEveryMs: 20 } });
beforeAll(async () => {
  app = await open(false);
  const { conference, ...rest } = programme('review');
  if (conference === undefined || conference === null) throw new Error('the programme has no conference');
  app.catalogue.applyProgramme({ ...rest, conference: { ...conference, timeZone: 'Europe/Berlin' } });
  const file = await clips.make('talk.mp4');
  ({ recordingId } = await take(app, { file, path: 'talk.mp4', talk: talkRef(app, 'scaling-postgres') }));
  await app.work.drainJobs();
  conferenceId = app.db.prepare<[], number>('SELECT id FROM conferences').pluck().get() ?? 0;
  await app.close();
});
beforeEach(async () => {
  app = await open(true);
  app.giveConference('organizer', conferenceId);
  app.db.prepare("UPDATE recordings SET publication = 'review', release_at_ms = NULL").run();
  app.db.prepare("UPDATE talks SET recording_plan = 'will'").run();
  app.db.prepare('DELETE FROM changes').run();
});
afterEach(() => app.close());
afterAll(() => {
  clips.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

const send = async <T = LibraryRecording>(method: string, path: string, body?: unknown) => {
  const answer = await app.as('organizer')(path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as T };
};
const schedulePath = () => `/api/v1/recordings/${recordingId}/schedule`;
const schedule = (at: string) => send<LibraryRecording & { title: string }>('POST', schedulePath(), { at });
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
const row = () =>
  app.db
    .prepare<[], { publication: string; release_at_ms: number | null }>(
      'SELECT publication, release_at_ms FROM recordings',
    )
    .get();
const isOut = () => row()?.publication === 'published';
const soon = (what: () => void) => vi.waitFor(what, { timeout: 5000, interval: 10 });
const actions = () =>
  app.db
    .prepare<[], { action: string; actor_name: string }>('SELECT action, actor_name FROM changes ORDER BY id')
    .all();
const publishedTimes = () => actions().filter(({ action }) => action === 'published').length;

describe('a release', () => {
  it('comes at its time and not before, by the portal itself, and is written down', async () => {
    const dueMs = Date.now() + 500;
    expect((await schedule(new Date(dueMs).toISOString())).body).toMatchObject({
      publication: 'review',
      releaseAt: new Date(dueMs).toISOString(),
    });
    const seenOutMs = await new Promise<number>((resolve) => {
      const look = setInterval(() => {
        if (!isOut()) return;
        clearInterval(look);
        resolve(Date.now());
      }, 5);
    });
    expect(seenOutMs).toBeGreaterThanOrEqual(dueMs);
    expect(seenOutMs - dueMs).toBeLessThan(5000);
    expect(row()?.release_at_ms).toBeNull();
    expect(actions()).toEqual([
      { action: 'scheduled', actor_name: 'organizer@example.org' },
      { action: 'published', actor_name: 'portal' },
    ]);
  });

  it('that came due while the portal was down comes when it starts', async () => {
    await schedule(inMs(150));
    await app.close();
    await new Promise((resolve) => setTimeout(resolve, 200));
    app = await open(true);
    await soon(() => expect(isOut()).toBe(true));
    expect(publishedTimes()).toBe(1);
  });

  it('happens once, though two processes look for it, and one of them is killed', async () => {
    const child = spawn(process.execPath, [doomedServer, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const second = await open(true);
    await schedule(inMs(300));
    await soon(() => expect(isOut()).toBe(true));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(publishedTimes()).toBe(1);
    await second.close();
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('that came due after kill -9 comes at the next start', async () => {
    await schedule(inMs(3_600_000));
    await app.close();
    const first = spawn(process.execPath, [doomedServer, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(first.stdout, 'data');
    first.kill('SIGKILL');
    await once(first, 'exit');
    app = await open(false);
    app.db.prepare('UPDATE recordings SET release_at_ms = ?').run(Date.now() - 60_000);
    expect(isOut()).toBe(false);
    const again = spawn(process.execPath, [doomedServer, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await soon(() => expect(isOut()).toBe(true));
    again.kill('SIGKILL');
    await once(again, 'exit');
    expect(publishedTimes()).toBe(1);
  });

  it('waits until the recording can be watched to its end, and for an opt-out to be lifted', async () => {
    const complete = (isComplete: 0 | 1) =>
      app.db.prepare("UPDATE versions SET is_complete = ? WHERE state = 'whole'").run(isComplete);
    const plan = (name: string) =>
      app.db.prepare('UPDATE talks SET recording_plan = ? WHERE slug = ?').run(name, 'scaling-postgres');
    complete(0);
    expect((await schedule(inMs(60))).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(isOut()).toBe(false);
    plan('opted_out');
    complete(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isOut()).toBe(false);
    plan('will');
    await soon(() => expect(isOut()).toBe(true));
  });

  it('reads a time of day by the clocks of the conference', async () => {
    expect((await schedule('2099-07-01T20:00')).body.releaseAt).toBe('2099-07-01T18:00:00.000Z');
    expect((await schedule('2099-12-01T20:00')).body.releaseAt).toBe('2099-12-01T19:00:00.000Z');
  });

  it('is refused for a time that is over or does not exist, and can be taken back', async () => {
    expect((await schedule(inMs(-1000))).body.title).toMatch(/That time is over/);
    expect((await schedule('2099-03-29T02:30')).body.title).toMatch(/leap over 02:30/);
    expect((await schedule('soon')).status).toBe(400);
    await schedule(inMs(200));
    expect((await send('DELETE', schedulePath())).body).toMatchObject({ releaseAt: null });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isOut()).toBe(false);
  });

  it('of many is set in one go, and those that cannot be are told', async () => {
    const path = `/api/v1/organize/conferences/${conferenceId}/schedule`;
    const { body } = await send<BulkReport>('POST', path, {
      recordingIds: [recordingId, 'nobody-knows'],
      at: '2099-07-01T20:00',
    });
    expect(body).toMatchObject({ done: [recordingId], left: [{ recordingId: 'nobody-knows' }] });
    expect(row()?.release_at_ms).toBe(Date.parse('2099-07-01T18:00:00Z'));
  });
});

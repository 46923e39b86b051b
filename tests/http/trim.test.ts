import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Recording, RecordingEdits } from '#server/contract/wire.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { someOf } from '../support/long-run.ts';
import { clipBox, disorderOf, programme, take, talkRef } from '../support/recordings.ts';

const clips = clipBox();
afterAll(() => clips.remove());

const slug = 'scaling-postgres';
const words = `WEBVTT

00:00.200 --> 00:00.800
secret before

00:02.000 --> 00:03.000
within
`;

let app: TestApp;
let onStep: (step: string) => void;
beforeEach(async () => {
  onStep = () => {};
  app = await startApp({ tuning: { backoffMs: 10, onStep: (step) => onStep(step) } });
  app.catalogue.applyProgramme(programme('auto'));
  app.giveConference('organizer', conferenceId());
});
afterEach(() => app.close());

const conferenceId = () =>
  app.db.prepare<[], number>(`SELECT id FROM conferences WHERE slug = 'dataconf'`).pluck().get() ?? 0;

/** A recording of five seconds with captions beside it. */
const add = async (o: { extra?: readonly string[]; seconds?: number } = {}): Promise<string> => {
  const name = `talk-${Math.random().toString(36).slice(2)}.mp4`;
  const file = await clips.make(name, { seconds: 5, ...o });
  const captions = join(clips.dir, name.replace('.mp4', '.en.vtt'));
  await writeFile(captions, words);
  const { recordingId } = await take(app, {
    file,
    path: name,
    talk: talkRef(app, slug),
    captions: [captions],
  });
  return recordingId;
};
const ready = async (): Promise<string> => {
  const id = await add();
  await app.work.drainJobs();
  return id;
};
const ask = async (
  id: string,
  path: string,
  o: { body?: unknown; seen?: number | null; method?: string } = {},
) =>
  app.as('organizer')(`/api/v1/recordings/${id}/${path}`, {
    method: o.method ?? (o.body === undefined ? 'GET' : 'POST'),
    headers: {
      'content-type': 'application/json',
      ...(o.seen === null ? {} : { 'if-match': `"${o.seen ?? 1}"` }),
    },
    ...(o.body === undefined ? {} : { body: JSON.stringify(o.body) }),
  });
const editsOf = async (id: string) => (await (await ask(id, 'edits')).json()) as RecordingEdits;
const trim = (
  id: string,
  start: number,
  end: number,
  o: { isPrivate?: boolean; seen?: number | null } = {},
) =>
  ask(id, 'trim', {
    body: { start, end, isPrivate: o.isPrivate ?? false },
    ...('seen' in o && { seen: o.seen }),
  });
const shown = (): Recording | null => {
  const found = app.catalogue.talk(slug, 'en');
  return found?.kind === 'found' ? found.talk.recording : null;
};
/** Every address under which anything of a recording lies. */
const addressesOf = (id: string): string[] => {
  const root = join(app.dataDir, 'hls', id);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(app.dataDir.length))
    .filter((path) => /\.(m3u8|m4s|mp4|m4a|vtt|jpg)$/.test(path));
};
const statusesOf = async (paths: readonly string[], fetch = app.fetch) =>
  new Set(await Promise.all(paths.map(async (path) => (await fetch(path)).status)));
const logged = (id: string) =>
  app.db
    .prepare<[string], { action: string; actor_name: string; after: string }>(
      `SELECT action, actor_name, after FROM changes WHERE entity = 'recording' AND entity_id = ? ORDER BY id`,
    )
    .all(id);

describe('a trim', () => {
  it('shows the part, with its captions, in a new version, while the old one plays until that is ready', async () => {
    const id = await ready();
    const old = shown()?.playlistUrl;
    const answer = await trim(id, 1000, 4000);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      editNumber: 2,
      span: { startMs: 1000, endMs: 4000 },
      originalDurationMs: expect.closeTo(5000, -2),
      isReady: false,
    });
    const playing: Array<string | null | undefined> = [];
    onStep = () => playing.push(shown()?.playlistUrl);
    await app.work.drainJobs();
    expect(new Set(playing.slice(0, -2))).toEqual(new Set([old]));
    expect(shown()).toMatchObject({ status: 'ready', durationMs: expect.closeTo(3000, -2) });
    expect(shown()?.playlistUrl).not.toBe(old);
    expect(await editsOf(id)).toMatchObject({ isReady: true, editNumber: 2 });
    const track = shown()?.tracks.find((one) => one.kind === 'captions');
    const text = await (await app.fetch(track?.url ?? '')).text();
    expect(text).toContain('00:00:01.000 --> 00:00:02.000\nwithin');
    expect(text).not.toContain('secret');
    // Who was watching may go on for a day.
    expect((await app.fetch(old ?? '')).status).toBe(200);
    expect(logged(id).map(({ action }) => action)).toContain('trimmed');
    expect(disorderOf(app)).toEqual([]);
  });

  it('of something that was never made to the end takes over when it can be watched in full', async () => {
    const id = await add({ extra: ['-pix_fmt', 'yuv444p'] });
    let isTrimmed = false;
    onStep = (step) => {
      if (step !== 'lasting started' || isTrimmed) return;
      isTrimmed = true;
      void trim(id, 1000, 3000);
    };
    await app.work.drainJobs();
    expect(shown()).toMatchObject({ status: 'ready', durationMs: expect.closeTo(2000, -2) });
    expect(disorderOf(app)).toEqual([]);
  });

  it.each(someOf(['playable', 'captions', 'ended', 'lasting started'], 2))(
    'while its job is at “%s” is never overtaken by the older edit',
    async (at) => {
      const id = await add();
      let status = 0;
      onStep = (step) => {
        if (step !== at || status !== 0) return;
        status = 1;
        // As another process would: in the database, between two steps of the run.
        app.work.recordings.edits
          .trim({
            id,
            startMs: 500,
            endMs: 2500,
            isPrivate: true,
            seen: 1,
            originalMs: 5000,
            by: { id: null, name: 't' },
          })
          .then(() => {
            status = 200;
          }, expect.unreachable);
      };
      await app.work.drainJobs();
      expect(status).toBe(200);
      const versions = app.db
        .prepare<[], { edit_number: number; duration_ms: number }>(
          'SELECT edit_number, duration_ms FROM versions',
        )
        .all();
      expect(new Set(versions.map((v) => v.edit_number))).toEqual(new Set([2]));
      for (const { duration_ms } of versions) expect(duration_ms).toBeLessThan(2100);
      expect(disorderOf(app)).toEqual([]);
    },
  );

  it('is refused in a sentence where it makes no sense', async () => {
    const id = await add();
    const refused = async (start: number, end: number) => {
      const answer = await trim(id, start, end);
      const { title } = (await answer.json()) as { title: string };
      return [answer.status, title];
    };
    expect(await refused(2000, 1000)).toEqual([400, 'The part to keep must end after it begins.']);
    expect(await refused(2000, 2300)).toEqual([400, 'The part to keep must be at least a second long.']);
    expect((await refused(0, 90_000))[1]).toMatch(/^The part to keep ends behind the end of the recording/);
    expect((await refused(60_000, 90_000))[1]).toMatch(/begins behind the end/);
    expect((await trim(id, 0, 2000, { seen: null })).status).toBe(400);
    expect((await trim('nothing', 0, 2000)).status).toBe(404);
  });

  it('made for an edit that somebody changed meanwhile is told who did, and changes nothing', async () => {
    const id = await add();
    expect((await trim(id, 500, 4500)).status).toBe(200);
    const late = await trim(id, 1000, 4000, { seen: 1 });
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({
      editNumber: 2,
      editList: [[500, 4500]],
      changedBy: expect.stringContaining('organizer'),
    });
    expect((await editsOf(id)).span).toEqual({ startMs: 500, endMs: 4500 });
  });

  it('is for those who organize the conference', async () => {
    const id = await add();
    const body = JSON.stringify({ start: 0, end: 2000 });
    const init = { method: 'POST', headers: { 'content-type': 'application/json', 'if-match': '"1"' }, body };
    const path = `/api/v1/recordings/${id}/trim`;
    expect((await app.fetch(path, init)).status).toBe(401);
    expect((await app.as('viewer')(path, init)).status).toBe(403);
    expect((await app.as('otherOrganizer')(path, init)).status).toBe(403);
  });

  it('can be taken back', async () => {
    const id = await ready();
    await trim(id, 1000, 4000);
    await app.work.drainJobs();
    const answer = await ask(id, 'revert', { body: { editNumber: 1 }, seen: 2 });
    expect(await answer.json()).toMatchObject({ editNumber: 3, span: null });
    await app.work.drainJobs();
    expect(shown()?.durationMs).toBeCloseTo(5000, -3);
    expect(logged(id).map(({ action }) => action)).toEqual(expect.arrayContaining(['trimmed', 'reverted']));
  });
});

describe('a trim for privacy', () => {
  it('takes everything that shows more away at once, and for good', async () => {
    const id = await ready();
    // An older version within its day of grace, and the present one.
    await trim(id, 500, 4500);
    await app.work.drainJobs();
    const old = addressesOf(id);
    expect(old.length).toBeGreaterThan(20);
    expect(await statusesOf(old)).toEqual(new Set([200]));
    expect((await trim(id, 1500, 4000, { isPrivate: true, seen: 2 })).status).toBe(200);
    expect(await statusesOf(old)).toEqual(new Set([404]));
    expect(await statusesOf(old, app.as('organizer'))).toEqual(new Set([404]));
    expect(addressesOf(id)).toEqual([]);
    expect(shown()).toMatchObject({ status: 'waiting', playlistUrl: null, downloads: [] });
    await app.work.drainJobs();
    expect(await statusesOf(old)).toEqual(new Set([404]));
    expect(shown()).toMatchObject({ status: 'ready', durationMs: expect.closeTo(2500, -2) });
    for (const path of addressesOf(id).filter((one) => one.endsWith('.vtt')))
      expect(await (await app.fetch(path)).text()).not.toContain('secret');
    const left = app.db.prepare<[], string>('SELECT text FROM cues').pluck().all();
    expect(left).toEqual(['within']);
    expect(disorderOf(app)).toEqual([]);
  });

  it('cannot be undone, nor widened by a later trim', async () => {
    const id = await add();
    await trim(id, 1500, 4000, { isPrivate: true });
    const back = await ask(id, 'revert', { body: { editNumber: 1 }, seen: 2 });
    expect(back.status).toBe(409);
    expect(((await back.json()) as { title: string }).title).toContain('gone for good');
    const wider = await trim(id, 1000, 4000, { seen: 2 });
    expect(wider.status).toBe(400);
    expect(((await wider.json()) as { title: string }).title).toBe(
      'What lies before 0:00:01.5 was removed for good.',
    );
    expect((await trim(id, 2000, 3500, { seen: 2 })).status).toBe(200);
    expect(await editsOf(id)).toMatchObject({
      bounds: { startMs: 1500, endMs: 4000 },
      edits: [{ canComeBack: false }, { canComeBack: true, isPrivate: true }, { canComeBack: false }],
    });
  });
});

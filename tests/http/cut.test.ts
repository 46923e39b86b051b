import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Recording, RecordingEdits } from '#server/contract/wire.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, disorderOf, programme, take, talkRef, versionsOf } from '../support/recordings.ts';

const clips = clipBox();
afterAll(() => clips.remove());

let app: TestApp;
beforeEach(async () => {
  app = await startApp({ tuning: { backoffMs: 10 } });
  app.catalogue.applyProgramme(programme('auto'));
  app.giveConference('organizer', conferenceId());
});
afterEach(() => app.close());

const conferenceId = () =>
  app.db.prepare<[], number>(`SELECT id FROM conferences WHERE slug = 'dataconf'`).pluck().get() ?? 0;

const add = async (
  o: { talk?: string; seconds?: number; extra?: readonly string[] } = {},
): Promise<string> => {
  const name = `room-${Math.random().toString(36).slice(2)}.mp4`;
  const file = await clips.make(name, { seconds: 5, ...o });
  const to = o.talk === undefined ? { conferenceId: conferenceId() } : { talk: talkRef(app, o.talk) };
  return (await take(app, { file, path: name, ...to })).recordingId;
};
const post = (id: string, path: string, body: unknown, o: { seen?: number; method?: string } = {}) =>
  app.as('organizer')(`/api/v1/recordings/${id}/${path}`, {
    method: o.method ?? 'POST',
    headers: { 'content-type': 'application/json', 'if-match': `"${o.seen ?? 1}"` },
    body: JSON.stringify(body),
  });
const titleOf = async (answer: Response) => ((await answer.json()) as { title: string }).title;
const talkId = (slug: string) => talkRef(app, slug).id;
const shown = (slug: string): Recording | null => {
  const found = app.catalogue.talk(slug, 'en');
  return found?.kind === 'found' ? found.talk.recording : null;
};
const editsOf = async (id: string) =>
  (await (await app.as('organizer')(`/api/v1/recordings/${id}/edits`)).json()) as RecordingEdits;
const two = () => [
  { talkId: talkId('scaling-postgres'), startMs: 0, endMs: 2000 },
  { talkId: talkId('tokyo-databases'), startMs: 2500, endMs: 4500 },
];

describe('a recording of a whole room', () => {
  it('is cut into one recording a talk, each of its own part, of the same original', async () => {
    const id = await add({ talk: 'scaling-postgres' });
    const answer = await post(id, 'cut', { pieces: two() });
    expect(answer.status).toBe(200);
    const { recordingIds } = (await answer.json()) as { recordingIds: string[] };
    expect(recordingIds).toHaveLength(2);
    await app.work.drainJobs();
    for (const slug of ['scaling-postgres', 'tokyo-databases'])
      expect(shown(slug)).toMatchObject({ status: 'ready', durationMs: expect.closeTo(2000, -2) });
    expect(shown('tokyo-databases')?.id).toBe(recordingIds[1]);
    expect(await editsOf(id)).toMatchObject({
      talkId: null,
      isCut: true,
      alsoFrom: expect.arrayContaining(recordingIds.map((one) => expect.objectContaining({ id: one }))),
    });
    expect(await editsOf(recordingIds[1] ?? '')).toMatchObject({ span: { startMs: 2500, endMs: 4500 } });
    expect(app.db.prepare('SELECT count(*) FROM originals').pluck().get()).toBe(1);
    expect(disorderOf(app)).toEqual([]);
  });

  it('is not cut where parts overlap, lie outside, or are for one talk twice: a sentence says so', async () => {
    const id = await add();
    const [first, second] = two();
    const refused = async (pieces: unknown[]) => {
      const answer = await post(id, 'cut', { pieces });
      return [answer.status, await titleOf(answer)];
    };
    expect(await refused([first, { ...second, startMs: 1500 }])).toEqual([400, 'Parts 1 and 2 overlap.']);
    expect(await refused([first, { ...second, endMs: 99_000 }])).toEqual([
      400,
      expect.stringMatching(/^Part 2 ends behind the end of the recording, which is 0:00:05/),
    ]);
    expect(await refused([first, { ...second, talkId: first?.talkId }])).toEqual([
      400,
      expect.stringContaining('are for the same talk'),
    ]);
    expect(await refused([{ ...first, talkId: 9999 }])).toEqual([404, 'There is no such talk.']);
    expect((await post(id, 'cut', { pieces: two() }, { seen: 7 })).status).toBe(409);
    expect(app.db.prepare('SELECT count(*) FROM recordings').pluck().get()).toBe(1);
  });

  it('is a recording like others again once it is given a talk', async () => {
    const id = await add();
    expect((await post(id, 'cut', { pieces: two() })).status).toBe(200);
    app.db.prepare('DELETE FROM jobs WHERE recording_id = ?').run(id);
    await app.work.recordings.publication.assign(id, talkRef(app, 'scaling-postgres'));
    expect(await editsOf(id)).toMatchObject({ isCut: false });
    const jobs = app.db.prepare('SELECT state FROM jobs WHERE recording_id = ?').pluck();
    expect(jobs.all(id)).toEqual(['queued']);
  });

  it('leaves its parts bound by what was trimmed away of it for privacy', async () => {
    const id = await add({ talk: 'scaling-postgres' });
    expect((await post(id, 'trim', { start: 1000, end: 4000, isPrivate: true })).status).toBe(200);
    const outside = await post(id, 'cut', { pieces: two() }, { seen: 2 });
    expect(outside.status).toBe(400);
    const within = [{ ...two()[0], startMs: 1000, endMs: 3000 }];
    const answer = await post(id, 'cut', { pieces: within }, { seen: 2 });
    const { recordingIds } = (await answer.json()) as { recordingIds: [string] };
    const wider = await post(recordingIds[0], 'trim', { start: 0, end: 3000 }, { seen: 2 });
    expect(await titleOf(wider)).toBe('What lies before 0:00:01 was removed for good.');
  });
});

describe('a recording whose place another takes', () => {
  it('stays until the other can be watched in full, then goes into the bin; who watches it may go on', async () => {
    const old = await add({ talk: 'scaling-postgres' });
    await app.work.drainJobs();
    const before = shown('scaling-postgres');
    const next = await add({ extra: ['-pix_fmt', 'yuv444p'], seconds: 3 });
    expect((await post(old, 'replace', { withRecordingId: next })).status).toBe(204);
    expect(await editsOf(old)).toMatchObject({ replacement: { id: next } });
    expect(shown('scaling-postgres')?.id).toBe(old);
    await app.work.drainJobs();
    expect(shown('scaling-postgres')).toMatchObject({ id: next, status: 'ready' });
    expect((await app.fetch(before?.playlistUrl ?? '')).status).toBe(200);
    const row = app.db.prepare('SELECT deleted_ms, is_primary FROM recordings WHERE id = ?').get(old);
    expect(row).toEqual({ deleted_ms: expect.any(Number), is_primary: 0 });
    // The grace is for those who watch the talk: taken back, the old one is gone with it.
    await post(next, 'unpublish', {});
    expect((await app.fetch(before?.playlistUrl ?? '')).status).toBe(404);
    const actions = app.db.prepare('SELECT action FROM changes WHERE entity_id = ?').pluck().all(old);
    expect(actions).toEqual(expect.arrayContaining(['replacement chosen', 'replaced']));
  });

  it('plays as before once it is taken back from the bin, or is made again where that is gone', async () => {
    const old = await add({ talk: 'scaling-postgres' });
    const next = await add({ talk: 'scaling-postgres', seconds: 3 });
    await app.work.drainJobs();
    const statesOf = () => versionsOf(app).flatMap((row) => (row.recording_id === old ? [row.state] : []));
    const jobsOf = app.db.prepare<[string], string>(
      `SELECT payload FROM jobs WHERE recording_id = ? AND state = 'queued'`,
    );
    const replaceAndRestore = async (between: () => void) => {
      expect((await post(old, 'replace', { withRecordingId: next })).status).toBe(204);
      between();
      const path = `/api/v1/organize/bin/recording/${old}/restore`;
      expect((await app.as('organizer')(path, { method: 'POST' })).status).toBe(204);
    };
    await replaceAndRestore(() => expect(new Set(statesOf())).toEqual(new Set(['retired'])));
    expect(statesOf()).toContain('whole');
    expect(jobsOf.all(old)).toEqual([]);
    // After its day of grace.
    await replaceAndRestore(() => app.db.prepare('DELETE FROM versions WHERE recording_id = ?').run(old));
    expect(jobsOf.all(old)).toHaveLength(1);
  });

  it('goes at once where the other can be watched already', async () => {
    const old = await add({ talk: 'scaling-postgres' });
    const next = await add({ talk: 'scaling-postgres', seconds: 3 });
    await app.work.drainJobs();
    expect((await post(old, 'replace', { withRecordingId: next })).status).toBe(204);
    expect(shown('scaling-postgres')?.id).toBe(next);
  });

  it('stays when that is called off', async () => {
    const old = await add({ talk: 'scaling-postgres' });
    await app.work.drainJobs();
    const next = await add({ talk: 'tokyo-databases', seconds: 3 });
    const isRefused = await post(old, 'replace', { withRecordingId: next });
    expect([isRefused.status, await titleOf(isRefused)]).toEqual([
      409,
      'The other recording is published with another talk: unpublish it first.',
    ]);
    const loose = await add({ seconds: 3 });
    expect((await post(old, 'replace', { withRecordingId: loose })).status).toBe(204);
    expect((await post(old, 'replace', {}, { method: 'DELETE' })).status).toBe(204);
    await app.work.drainJobs();
    expect(shown('scaling-postgres')?.id).toBe(old);
    expect((await post(old, 'replace', {}, { method: 'DELETE' })).status).toBe(409);
  });

  it('is left to a place that was ready when the portal went down, at the next start', async () => {
    const old = await add({ talk: 'scaling-postgres' });
    const next = await add({ talk: 'scaling-postgres', seconds: 3 });
    await app.work.drainJobs();
    // As it lies there where a process ended between two transactions.
    app.db.prepare('UPDATE recordings SET replaces_id = ? WHERE id = ?').run(old, next);
    await app.work.recordings.order.reconcile();
    expect(shown('scaling-postgres')?.id).toBe(next);
    expect(versionsOf(app).filter((row) => row.recording_id === old && row.state !== 'retired')).toEqual([]);
    const jobs = app.db.prepare(`SELECT count(*) FROM jobs WHERE recording_id = ? AND state = 'queued'`);
    expect(jobs.pluck().get(old)).toBe(0);
  });
});

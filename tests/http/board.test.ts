import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  Board,
  BoardNews,
  BulkReport,
  LibraryRecording,
  OrganizedConference,
} from '#server/contract/wire.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, programme, take, talkRef, versionsOf } from '../support/recordings.ts';

const clips = clipBox();
let app: TestApp;
let conferenceId: number;
let ready: string;
let unmatched: string;
beforeAll(async () => {
  app = await startApp();
  const { conference, speakers, talks } = programme('review');
  app.catalogue.applyProgramme({
    conference: { ...conference, timeZone: 'Europe/Berlin', startDay: '2024-05-01', endDay: '2024-05-02' },
    speakers,
    talks: talks?.map((talk, index) => ({
      ...talk,
      slots: [
        { day: '2024-05-01', startMs: Date.parse('2024-05-01T08:00:00Z') + index * 3_600_000, room: 'Hall' },
      ],
    })),
  } as Parameters<typeof app.catalogue.applyProgramme>[0]);
  conferenceId = app.db.prepare<[], number>('SELECT id FROM conferences').pluck().get() ?? 0;
  app.giveConference('organizer', conferenceId);
  const file = await clips.make('ready.mp4');
  ({ recordingId: ready } = await take(app, {
    file,
    path: 'ready.mp4',
    talk: talkRef(app, 'scaling-postgres'),
  }));
  await app.work.drainJobs();
  ({ recordingId: unmatched } = await take(app, {
    file: await clips.make('nobody.mp4'),
    path: 'nobody.mp4',
    conferenceId,
  } as Parameters<typeof take>[1]));
});
afterAll(async () => {
  await app.close();
  clips.remove();
});
beforeEach(() => {
  app.db.prepare("UPDATE recordings SET publication = 'review', release_at_ms = NULL").run();
  app.db.prepare("UPDATE talks SET recording_plan = 'will', visibility = 'public'").run();
});

const ask = async <T>(
  path: string,
  init: RequestInit = {},
  role: 'organizer' | 'otherOrganizer' = 'organizer',
) => {
  const answer = await app.as(role)(path, init);
  return { status: answer.status, body: (await answer.json()) as T };
};
const post = <T = LibraryRecording>(path: string, body: unknown = {}) =>
  ask<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const boardPath = () => `/api/v1/organize/conferences/${conferenceId}/board`;
const board = async () => (await ask<Board>(boardPath())).body;
const stateOf = async (slug: string) => (await board()).talks.find((talk) => talk.slug === slug)?.state;
const postgres = () => talkRef(app, 'scaling-postgres').id;
const lastChange = () =>
  app.db
    .prepare<[], { actor_name: string; action: string; entity: string; conference_id: number }>(
      'SELECT actor_name, action, entity, conference_id FROM changes ORDER BY id DESC LIMIT 1',
    )
    .get();

describe('the board of a conference', () => {
  it('tells of every talk when and where it is held and what became of it', async () => {
    const { conference, rooms, talks, unmatched: loose } = await board();
    expect(conference).toMatchObject({ id: conferenceId, timeZone: 'Europe/Berlin', isPublic: true });
    expect(talks).toMatchObject([
      {
        slug: 'scaling-postgres',
        speakers: ['Ivan Petrov'],
        state: 'needs_review',
        recording: { id: ready, isReady: true, others: 0 },
        slots: [{ day: '2024-05-01', startsAt: '2024-05-01T08:00:00.000Z', roomId: rooms[0]?.id }],
      },
      { slug: 'tokyo-databases', state: 'missing', recording: null },
    ]);
    expect(loose).toMatchObject([{ id: unmatched, arrivedAs: 'nobody.mp4', state: 'recorded' }]);
  });

  it.each([
    ["UPDATE recordings SET publication = 'published'", 'published'],
    ["UPDATE recordings SET publication = 'withdrawn'", 'unpublished'],
    ['UPDATE recordings SET release_at_ms = 99999999999999', 'scheduled'],
    ["UPDATE talks SET recording_plan = 'opted_out'", 'opted_out'],
  ])('after %s calls the talk %s', async (change, state) => {
    app.db.prepare(change).run();
    expect(await stateOf('scaling-postgres')).toBe(state);
  });

  it('calls a talk without a recording by what is known of it', async () => {
    const set = (change: string) => app.db.prepare(change).run();
    set("UPDATE talks SET recording_plan = 'none'");
    expect(await stateOf('tokyo-databases')).toBe('not_recorded');
    set("UPDATE talks SET recording_plan = 'will', withdrawn_ms = 1");
    expect(await stateOf('tokyo-databases')).toBe('withdrawn');
    set(`UPDATE talks SET withdrawn_ms = NULL`);
    const start = app.db.prepare<[], number>('SELECT max(start_ms) FROM talk_slots').pluck().get();
    set(`UPDATE talk_slots SET start_ms = ${Date.now() + 60_000} WHERE start_ms = ${start}`);
    expect(await stateOf('tokyo-databases')).toBe('upcoming');
    set(`UPDATE talk_slots SET start_ms = ${start} WHERE start_ms > ${start}`);
  });

  it('calls a recording whose work ended before it plays failed or cancelled, as it was', async () => {
    const versions = app.db.prepare("SELECT id FROM versions WHERE state = 'whole'").pluck().all();
    app.db.prepare("UPDATE versions SET state = 'retired' WHERE state = 'whole'").run();
    for (const state of ['failed', 'cancelled', 'queued'] as const) {
      app.db.prepare('UPDATE jobs SET state = ? WHERE recording_id = ?').run(state, ready);
      expect(await stateOf('scaling-postgres')).toBe(state === 'queued' ? 'recorded' : state);
    }
    const one = await ask<LibraryRecording>(`/api/v1/recordings/${ready}`);
    app.db.prepare("UPDATE jobs SET state = 'cancelled' WHERE recording_id = ?").run(ready);
    expect(one.body.status).toBe('waiting');
    const cancelled = await ask<LibraryRecording>(`/api/v1/recordings/${ready}`);
    expect(cancelled.body).toMatchObject({ status: 'cancelled', error: null });
    app.db.prepare("UPDATE jobs SET state = 'done' WHERE recording_id = ?").run(ready);
    for (const id of versions) app.db.prepare("UPDATE versions SET state = 'whole' WHERE id = ?").run(id);
  });

  it('sums up the same states in the list of conferences, which shows only what is one’s own', async () => {
    const path = '/api/v1/organize/conferences';
    const mine = await ask<{ items: OrganizedConference[] }>(path);
    expect(mine.body.items).toMatchObject([
      { id: conferenceId, talks: 2, missing: 1, needsReview: 1, published: 0, unmatched: 1 },
    ]);
    expect((await ask<{ items: unknown[] }>(path, {}, 'otherOrganizer')).body.items).toEqual([]);
  });

  it('is refused to organizers of other conferences, and not there where there is no conference', async () => {
    expect((await ask(boardPath(), {}, 'otherOrganizer')).status).toBe(403);
    expect((await app.fetch(boardPath())).status).toBe(401);
    expect((await ask('/api/v1/organize/conferences/999/board')).status).toBe(404);
  });

  it('tells news of changed talks as they happen, whoever changed them', async () => {
    const abort = new AbortController();
    const stream = await app.as('organizer')(`${boardPath()}/events`, { signal: abort.signal });
    const told: string[] = [];
    const reading = (async () => {
      const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const piece = await reader?.read();
        if (piece?.done !== false) return;
        told.push(piece.value);
      }
    })().catch(() => {});
    await vi.waitFor(() => expect(told.join('')).toContain('retry'));
    await post(`/api/v1/recordings/${ready}/publish`);
    const newsOf = () =>
      told
        .join('')
        .split('\n')
        .filter((line) => line.startsWith('data: '))
        .map((line) => JSON.parse(line.slice(6)) as BoardNews);
    await vi.waitFor(
      () => expect(newsOf().at(-1)?.talks).toMatchObject([{ slug: 'scaling-postgres', state: 'published' }]),
      {
        timeout: 5000,
      },
    );
    // As a worker of its own would: on a connection of its own.
    const other = (await import('#server/db/open.ts')).openDatabase(`${app.dataDir}/portal.db`);
    other.prepare("UPDATE recordings SET publication = 'withdrawn' WHERE id = ?").run(ready);
    other.close();
    await vi.waitFor(() => expect(newsOf().at(-1)?.talks).toMatchObject([{ state: 'unpublished' }]), {
      timeout: 5000,
    });
    abort.abort();
    await reading;
  });
});

describe('publishing', () => {
  const seen = async () => {
    const playlist = `/hls/${ready}/${versionsOf(app).find(({ state }) => state === 'whole')?.id}/master.m3u8`;
    const page = await (await app.fetch('/talks/scaling-postgres')).text();
    const talk = (await (await app.fetch('/api/v1/talks/scaling-postgres')).json()) as { recording: unknown };
    return {
      playlist,
      hls: (await app.fetch(playlist)).status,
      download: (await app.fetch(playlist.replace('master.m3u8', 'downloads/180p.mp4'))).status,
      isOnPage: page.includes(playlist),
      isInApi: talk.recording !== null,
      isInSchedule: (await (await app.fetch('/conferences/dataconf/schedule.json')).text()).includes(ready),
    };
  };

  it('shows a recording at once, and unpublishing takes it from page, API, HLS, downloads and schedule at once', async () => {
    expect(await post(`/api/v1/recordings/${ready}/publish`)).toMatchObject({
      status: 200,
      body: { publication: 'published' },
    });
    expect(lastChange()).toEqual({
      actor_name: 'organizer@example.org',
      action: 'published',
      entity: 'recording',
      conference_id: conferenceId,
    });
    const before = await seen();
    expect(before).toMatchObject({
      hls: 200,
      download: 200,
      isOnPage: true,
      isInApi: true,
      isInSchedule: true,
    });
    expect((await post(`/api/v1/recordings/${ready}/unpublish`)).status).toBe(200);
    expect(lastChange()).toMatchObject({ action: 'unpublished' });
    expect(await seen()).toMatchObject({
      hls: 404,
      download: 404,
      isOnPage: false,
      isInApi: false,
      isInSchedule: false,
    });
    expect((await app.fetch(before.playlist)).status).toBe(404);
    expect((await app.fetch('/talks/scaling-postgres')).status).toBe(200);
    await post(`/api/v1/recordings/${ready}/publish`);
    expect((await app.fetch(before.playlist)).status).toBe(404);
    expect(await seen()).toMatchObject({ hls: 200, isOnPage: true });
  });

  it('makes a draft talk public, page and search; unpublishing leaves it listed', async () => {
    app.db.prepare("UPDATE talks SET visibility = 'draft' WHERE id = ?").run(postgres());
    app.catalogue.touch([postgres()]);
    const found = async () =>
      (await (await app.fetch('/api/v1/search?q=terabytes')).text()).includes('scaling-postgres');
    expect(await found()).toBe(false);
    await post(`/api/v1/recordings/${ready}/publish`);
    expect(await found()).toBe(true);
    await post(`/api/v1/recordings/${ready}/unpublish`);
    expect(await found()).toBe(true);
  });

  it('is refused while the speakers are opted out, and opting out takes back what is published', async () => {
    await post(`/api/v1/recordings/${ready}/publish`);
    const { playlist } = await seen();
    const optOut = `/api/v1/organize/talks/${postgres()}/opt-out`;
    expect(await post(optOut, { isOptedOut: true })).toMatchObject({
      status: 200,
      body: { isOptedOut: true },
    });
    expect((await app.fetch(playlist)).status).toBe(404);
    const refused = await post<{ title: string }>(`/api/v1/recordings/${ready}/publish`);
    expect(refused).toMatchObject({
      status: 409,
      body: { title: expect.stringMatching(/do not want a recording shown/) },
    });
    await post(optOut, { isOptedOut: false });
    expect(lastChange()).toMatchObject({ action: 'changed', entity: 'talk', conference_id: conferenceId });
    expect((await app.fetch(playlist)).status).toBe(404);
    expect((await post(`/api/v1/recordings/${ready}/publish`)).status).toBe(200);
    const edited = app.db.prepare("SELECT field FROM edited_fields WHERE entity = 'talk'").pluck().all();
    expect(edited).toEqual(['recordingPlan']);
  });

  it('of many at once reports what was left, and why', async () => {
    const path = `/api/v1/organize/conferences/${conferenceId}/publish`;
    const { body } = await post<BulkReport>(path, { recordingIds: [ready, unmatched, 'nobody-knows'] });
    expect(body).toEqual({
      done: [ready],
      left: [
        { recordingId: unmatched, title: 'nobody.mp4', why: expect.stringMatching(/still being prepared/) },
        { recordingId: 'nobody-knows', title: 'nobody-knows', why: 'This conference has no such recording.' },
      ],
    });
    expect((await post<BulkReport>(path, { recordingIds: [ready] })).body.left).toMatchObject([
      { why: 'It is published already.' },
    ]);
    expect((await post<BulkReport>(path, { recordingIds: 'all ready' })).body).toEqual({
      done: [],
      left: [],
    });
  });

  it('of all that are ready takes exactly those that need nothing but it', async () => {
    const path = `/api/v1/organize/conferences/${conferenceId}/publish`;
    app.db.prepare('UPDATE recordings SET release_at_ms = 99999999999999').run();
    expect((await post<BulkReport>(path, { recordingIds: 'all ready' })).body.done).toEqual([]);
    app.db.prepare('UPDATE recordings SET release_at_ms = NULL').run();
    expect((await post<BulkReport>(path, { recordingIds: 'all ready' })).body.done).toEqual([ready]);
    expect(await stateOf('scaling-postgres')).toBe('published');
  });
});

describe('assigning', () => {
  it('gives a recording to a talk and takes it off again; both are written down', async () => {
    const tokyo = talkRef(app, 'tokyo-databases').id;
    expect((await post(`/api/v1/recordings/${unmatched}/assign`, { talkId: tokyo })).body.talk).toMatchObject(
      { slug: 'tokyo-databases' },
    );
    expect(await stateOf('tokyo-databases')).toBe('recorded');
    expect(lastChange()).toMatchObject({ action: 'matched' });
    expect((await post(`/api/v1/recordings/${unmatched}/assign`, { talkId: null })).body.talk).toBeNull();
    expect((await board()).unmatched).toMatchObject([{ id: unmatched }]);
    expect(lastChange()).toMatchObject({ action: 'unmatched', conference_id: conferenceId });
  });

  it('needs the right on the talk’s conference as well', async () => {
    app.catalogue.applyProgramme({
      conference: { slug: 'elsewhere', texts: { en: { title: 'Elsewhere' } } },
      talks: [{ at: '1', slug: 'of-others', texts: { en: { title: 'Of others' } } }],
    });
    const path = `/api/v1/recordings/${unmatched}/assign`;
    expect((await post(path, { talkId: talkRef(app, 'of-others').id })).status).toBe(403);
    expect((await post(path, { talkId: 99_999 })).status).toBe(404);
    expect((await post(path, {})).status).toBe(400);
  });
});

describe('the work on a recording', () => {
  it('is cancelled and tried again', async () => {
    expect((await post(`/api/v1/recordings/${unmatched}/cancel`)).body).toMatchObject({
      status: 'cancelled',
      job: { state: 'cancelled' },
    });
    expect((await post(`/api/v1/recordings/${unmatched}/cancel`)).status).toBe(409);
    expect((await post(`/api/v1/recordings/${unmatched}/retry`)).body).toMatchObject({
      status: 'waiting',
      job: { state: 'queued' },
    });
    expect(lastChange()).toMatchObject({ action: 'retried' });
  });
});

import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Job as WireJob } from '#server/contract/wire.ts';
import type { Job, NewJob } from '#server/jobs/queue.ts';
import { findOrphans } from '#server/transcode/orphans.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, disorderOf, programme, take, talkRef, versionsOf } from '../support/recordings.ts';

const clips = clipBox();
afterAll(() => clips.remove());

let app: TestApp;
let onStep: (step: string) => void = () => {};
beforeEach(async () => {
  onStep = () => {};
  app = await startApp({ tuning: { backoffMs: 10, onStep: (step) => onStep(step) } });
  app.catalogue.applyProgramme(programme('auto'));
});
afterEach(() => app.close());

const organizer = () => ({
  authorization: `Bearer ${app.token('admin')}`,
});
const listJobs = async (query = '') => {
  const answer = await app.fetch(`/api/v1/jobs${query}`, { headers: organizer() });
  return (await answer.json()) as { items: WireJob[]; nextCursor: string | null };
};
const otherWork = (n: number): NewJob => ({ kind: 'other', payload: { n }, subject: `Job ${n}` });

/** Waits for what must become true; fails after ten seconds. */
async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`${what} did not happen`);
    await sleep(20);
  }
}

describe('GET /api/v1/jobs', () => {
  it('is for organizers only', async () => {
    for (const path of ['/api/v1/jobs', '/api/v1/jobs/events']) {
      const answer = await app.fetch(path);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  it('lists jobs newest first, page by page', async () => {
    for (let n = 1; n <= 5; n++) app.work.queue.enqueue(otherWork(n));
    const subjects: Array<string | null> = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: WireJob[]; nextCursor: string | null } = await listJobs(
        `?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      subjects.push(...page.items.map((job) => job.subject));
      cursor = page.nextCursor;
    }
    expect(subjects.toSorted()).toEqual(['Job 1', 'Job 2', 'Job 3', 'Job 4', 'Job 5']);
  });

  it.each([
    ['POST', '/api/v1/jobs'],
    ['DELETE', '/api/v1/jobs'],
    ['PUT', '/api/v1/jobs/events'],
  ])('answers %s %s with 405, saying what is possible', async (method, path) => {
    const answer = await app.fetch(path, { method, headers: organizer() });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('refuses a cursor that it did not give', async () => {
    for (const query of ['?cursor=nonsense', '?cursor=WzEsMl0', '?limit=0', '?limit=1000']) {
      expect((await app.fetch(`/api/v1/jobs${query}`, { headers: organizer() })).status, query).toBe(400);
    }
  });
});

describe('GET /api/v1/jobs/events', () => {
  it('ends after the headers for HEAD', async () => {
    const head = request(`${app.url}/api/v1/jobs/events`, {
      method: 'HEAD',
      headers: organizer(),
      agent: new Agent({ keepAlive: false }),
    });
    const [answer] = (await once(head.end(), 'response')) as [IncomingMessage];
    expect(answer.headers['content-type']).toContain('text/event-stream');
    // A server that goes on writing would keep the connection open.
    await once(answer.resume().socket, 'close', { signal: AbortSignal.timeout(3000) });
  });

  it('tells how a job goes from its start to its end, also to those who come back', async () => {
    const abort = new AbortController();
    const file = await clips.make('a.mp4', { seconds: 20 });
    const answer = await app.fetch('/api/v1/jobs/events', {
      headers: { ...organizer(), 'last-event-id': '12345' },
      signal: abort.signal,
    });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const { jobId } = await take(app, { file, path: 'a.mp4' });
    const drained = sleep(700).then(() => app.work.drainJobs());
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      if (text.includes('event: job.done')) break;
    }
    await drained;
    abort.abort();
    const events = text.split('\n\n').map((block) => ({
      name: /^event: (.*)$/m.exec(block)?.[1],
      data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null') as WireJob | null,
    }));
    const names = events.flatMap(({ name, data }) => (data?.id === jobId ? [name] : []));
    expect(names[0]).toBe('job.queued');
    expect(names).toContain('job.started');
    expect(names.at(-1)).toBe('job.done');
    const told = events.flatMap(({ data }) => (data?.id === jobId ? [data] : []));
    expect(told.at(-1)).toMatchObject({ progress: 1, state: 'done', remainingMs: null });
    expect(told.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['first', 'lasting']));
    const shares = told.map(({ progress }) => progress);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    const left = told.flatMap(({ remainingMs }) => (remainingMs === null ? [] : [remainingMs]));
    expect(left.length).toBeGreaterThan(0);
    expect(left.every((ms) => ms < 120_000)).toBe(true);
  });
});

describe('a job over HTTP', () => {
  const post = (path: string, headers: Record<string, string> = organizer()) =>
    app.fetch(`/api/v1/jobs/${path}`, { method: 'POST', headers });
  const queued = () => app.work.queue.enqueue({ kind: 'other', payload: {}, subject: 'Job' });
  const bodyOf = async (answer: Response) => (await answer.json()) as WireJob;

  it('is cancelled and tried again, and asking twice changes nothing', async () => {
    const { id } = queued();
    expect(await bodyOf(await app.fetch(`/api/v1/jobs/${id}`, { headers: organizer() }))).toMatchObject({
      id,
      state: 'queued',
      stage: null,
      isUrgent: false,
    });
    for (const [way, state] of [
      ['cancel', 'cancelled'],
      ['cancel', 'cancelled'],
      ['retry', 'queued'],
      ['retry', 'queued'],
    ]) {
      const answer = await post(`${id}/${way}`);
      expect([answer.status, (await bodyOf(answer)).state], way).toEqual([200, state]);
    }
    expect(app.work.queue.log(id).map(({ line }) => line)).toEqual([
      'Cancelled while it waited.',
      'Queued again.',
    ]);
  });

  it('that runs is asked to end, and is not tried again before it has', async () => {
    const { id } = queued();
    app.work.queue.claim(['other']);
    expect(await bodyOf(await post(`${id}/retry`))).toMatchObject({ state: 'running' });
    const asked = { state: 'running', isCancelRequested: true };
    expect(await bodyOf(await post(`${id}/cancel`))).toMatchObject(asked);
    expect(await bodyOf(await post(`${id}/cancel`))).toMatchObject(asked);
    expect((await post(`${id}/retry`)).status).toBe(409);
  });

  it('that is done can be neither, and one that is not there is not found', async () => {
    const { id } = queued();
    app.work.queue.complete(app.work.queue.claim(['other'])?.token ?? '');
    for (const way of ['cancel', 'retry']) {
      for (const [job, status] of [
        [id, 409],
        ['none', 404],
      ]) {
        const answer = await post(`${job}/${way}`);
        expect(answer.status, `${way} ${job}`).toBe(status);
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
      }
    }
  });

  it('has its log as plain text, in which no name can steer a terminal', async () => {
    const { id } = queued();
    const token = app.work.queue.claim(['other'])?.token ?? '';
    app.work.queue.note(token, [{ atMs: 0, line: 'taken: \u001b[2Jname\nDone.\u202e' }]);
    const answer = await app.fetch(`/api/v1/jobs/${id}/log`, { headers: organizer() });
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(await answer.text()).toBe('1970-01-01T00:00:00.000Z  taken: \\u{1b}[2Jname\\u{a}Done.\\u{202e}\n');
    expect((await app.fetch('/api/v1/jobs/none/log', { headers: organizer() })).status).toBe(404);
  });

  it('is for organizers only, and no form of another site reaches it', async () => {
    const { id } = queued();
    for (const way of ['cancel', 'retry']) {
      const form = {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'https://elsewhere.example',
      };
      for (const headers of [{}, form, { authorization: 'Bearer wrong' }]) {
        expect((await post(`${id}/${way}`, headers as Record<string, string>)).status).toBe(401);
      }
      const read = await app.fetch(`/api/v1/jobs/${id}/${way}`, { headers: organizer() });
      expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST']);
    }
    expect(app.work.queue.get(id)?.state).toBe('queued');
  });

  it('of a recording keeps what was found, decided, run and measured', async () => {
    const file = await clips.make('logged.mp4');
    const { jobId } = await take(app, { file, path: 'logged.mp4', talk: talkRef(app, 'scaling-postgres') });
    await app.work.drainJobs();
    const text = await (await app.fetch(`/api/v1/jobs/${jobId}/log`, { headers: organizer() })).text();
    for (const part of [
      /Attempt 1 of 3 begins \(stage first\)/,
      /Recording [0-9a-f]{16}: logged\.mp4/,
      /Picture: h264/,
      /Sound: aac/,
      /copying: ffmpeg .*-c copy|encoding: ffmpeg/,
      /It can be watched from now on/,
      /Attempt 1 of 3 begins \(stage lasting\)/,
      /Step: lasting encoded/,
      /180p: 320x180/,
      /Loudness of audio-1/,
      /Done\.\n$/,
    ]) {
      expect(text).toMatch(part);
    }
  });
});

describe('the work on a recording', () => {
  const running = async (seconds = 20) => {
    const file = await clips.make(`long ${seconds}.mp4`, { seconds });
    const taken = await take(app, { file, path: 'long.mp4', talk: talkRef(app, 'scaling-postgres') });
    const drained = app.work.drainJobs();
    return { ...taken, drained, folder: join(app.dataDir, 'hls', taken.recordingId) };
  };
  const jobOf = (recordingId: string): Job | null => app.work.queue.latestOf(recordingId);

  it('shows a growing version before the whole one takes over, at another address', async () => {
    const states: string[] = [];
    onStep = (step) => {
      if (step !== 'growing published') return;
      const found = app.catalogue.talk('scaling-postgres', 'en');
      const recording = found?.kind === 'found' ? found.talk.recording : null;
      states.push(recording?.status ?? 'none', recording?.playlistUrl ?? '');
    };
    const { recordingId, drained } = await running(8);
    await drained;
    const found = app.catalogue.talk('scaling-postgres', 'en');
    const recording = found?.kind === 'found' ? found.talk.recording : null;
    expect(states[0]).toBe('playable');
    expect(recording?.status).toBe('ready');
    expect(recording?.playlistUrl).not.toBe(states[1]);
    expect(recording?.durationMs).toBeGreaterThan(7800);
    expect((await app.fetch(states[1] ?? '')).status).toBe(200);
    expect(versionsOf(app).filter((row) => row.recording_id === recordingId)).toHaveLength(2);
  });

  it('that lost its lease publishes nothing', async () => {
    const steal = app.db.prepare("UPDATE jobs SET lease_token = 'stolen' WHERE state = 'running'");
    onStep = (step) => {
      if (step === 'captions') steal.run();
    };
    const { recordingId } = await running(2);
    await until(
      'the former worker to give up',
      () =>
        versionsOf(app).every((row) => row.state === 'growing') && jobOf(recordingId)?.state === 'running',
    );
    await sleep(1500);
    expect(versionsOf(app).filter((row) => row.state === 'whole')).toEqual([]);
    onStep = () => {};
    app.db.prepare('UPDATE jobs SET lease_until_ms = 0').run();
    await app.work.drainJobs();
    expect(jobOf(recordingId)?.state).toBe('done');
    expect(disorderOf(app)).toEqual([]);
  });

  it('that fails leaves the former version playing and nothing behind', async () => {
    const { recordingId, drained } = await running(2);
    await drained;
    const before = versionsOf(app).find((row) => row.state === 'whole');
    onStep = (step) => {
      if (step === 'lasting encoded') throw new Error('it broke');
    };
    app.work.recordings.publication.retry(recordingId);
    await app.work.drainJobs();
    expect(jobOf(recordingId)).toMatchObject({
      state: 'failed',
      attempt: 3,
      error: expect.stringContaining('it broke'),
    });
    expect(versionsOf(app).find((row) => row.state === 'whole')).toEqual(before);
    expect(app.catalogue.talk('scaling-postgres', 'en')).toMatchObject({
      talk: { recording: { status: 'ready', error: null } },
    });
    expect(disorderOf(app)).toEqual([]);
    onStep = () => {};
    app.work.recordings.publication.retry(recordingId);
    await app.work.drainJobs();
    expect(
      versionsOf(app)
        .filter((row) => row.state === 'whole')
        .map((row) => row.id),
    ).not.toEqual([before?.id]);
    expect(
      versionsOf(app)
        .map((row) => row.state)
        .sort(),
    ).toEqual(['retired', 'retired', 'whole']);
  });

  it('tells viewers in one sentence why nothing plays', async () => {
    onStep = (step) => {
      if (step === 'probed') throw new Error('it broke');
    };
    const { drained } = await running(1);
    await drained;
    expect(app.catalogue.talk('scaling-postgres', 'en')).toMatchObject({
      talk: {
        recording: { status: 'failed', error: '"long.mp4": The recording could not be processed: it broke' },
      },
    });
  });

  it('is put back when the program stops, and costs no attempt', async () => {
    const { recordingId, folder, drained } = await running();
    await until('ffmpeg', async () => (await findOrphans(folder)).length > 0);
    const { dataDir } = app;
    await app.work.stop();
    await drained;
    expect(await findOrphans(folder)).toEqual([]);
    expect(jobOf(recordingId)).toMatchObject({ state: 'queued', attempt: 0 });
    expect(disorderOf({ db: app.db, dataDir })).toEqual([]);
  });
});

import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
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
  authorization: `Bearer ${readFileSync(join(app.dataDir, 'operator-token'), 'utf8').trim()}`,
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
    const file = await clips.make('a.mp4');
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
    expect(events.at(-1)?.data ?? events.at(-2)?.data).toMatchObject({ progress: 1, state: 'done' });
  });
});

describe('the work on a recording', () => {
  const running = async (seconds = 40) => {
    const file = await clips.make(`long ${seconds}.mp4`, { seconds });
    const taken = await take(app, { file, path: 'long.mp4', talk: talkRef(app, 'scaling-postgres') });
    const drained = app.work.drainJobs();
    return { ...taken, drained, folder: join(app.dataDir, 'hls', taken.recordingId) };
  };
  const jobOf = (recordingId: string): Job | null => app.work.queue.latestOf(recordingId);

  it('is cancelled within two seconds: no ffmpeg, no file and no version is left, and it can be tried again', async () => {
    const { recordingId, folder, drained } = await running();
    await until('ffmpeg', async () => (await findOrphans(folder)).length > 0);
    const askedMs = Date.now();
    expect(app.work.recordings.publication.cancel(recordingId)).toBe('requested');
    await until('the end of ffmpeg', async () => (await findOrphans(folder)).length === 0);
    expect(Date.now() - askedMs).toBeLessThan(2000);
    await drained;
    expect(jobOf(recordingId)?.state).toBe('cancelled');
    expect(readdirSync(folder)).toEqual([]);
    expect(disorderOf(app)).toEqual([]);
    expect(() => app.work.recordings.publication.cancel(recordingId)).toThrow(/no work/);
    expect(app.work.recordings.publication.retry(recordingId).state).toBe('queued');
  });

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

  it('goes on when its recording is taken back, and the growing address never works again', async () => {
    const { recordingId, drained } = await running(20);
    await until('a growing version', () => versionsOf(app).length === 1);
    const address = `/hls/${recordingId}/${versionsOf(app)[0]?.id}/master.m3u8`;
    expect((await app.fetch(address)).status).toBe(200);
    await app.work.recordings.publication.unpublish(recordingId);
    expect((await app.fetch(address)).status).toBe(404);
    app.work.recordings.publication.publish(recordingId);
    expect((await app.fetch(address)).status).toBe(404);
    await drained;
    expect(versionsOf(app).map((row) => row.state)).toEqual(['whole']);
    expect(disorderOf(app)).toEqual([]);
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
      if (step === 'linked') throw new Error('it broke');
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

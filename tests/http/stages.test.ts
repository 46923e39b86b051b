import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Recording } from '#server/contract/wire.ts';
import type { Job } from '#server/jobs/queue.ts';
import { findOrphans } from '#server/transcode/orphans.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, disorderOf, programme, take, talkRef, versionsOf } from '../support/recordings.ts';

const clips = clipBox();
afterAll(() => clips.remove());

/** What makes a recording one that cannot be copied. */
const odd = ['-pix_fmt', 'yuv444p'];
const slug = 'scaling-postgres';

let app: TestApp;
let steps: string[];
let onStep: (step: string) => void;
const open = async (tuning: object = {}, env: NodeJS.ProcessEnv = {}) => {
  app = await startApp({
    env,
    tuning: {
      backoffMs: 10,
      onStep: (step: string) => {
        steps.push(step);
        onStep(step);
      },
      ...tuning,
    },
  });
  app.catalogue.applyProgramme(programme('auto'));
};
beforeEach(async () => {
  steps = [];
  onStep = () => {};
});
afterEach(() => app.close());

const add = async (
  name: string,
  o: { seconds?: number; from?: readonly string[]; extra?: readonly string[]; talk?: string } = {},
) => {
  const file = await clips.make(name, o);
  const talk = o.talk === undefined ? undefined : talkRef(app, o.talk);
  return take(app, { file, path: name, talk });
};
const jobOf = (recordingId: string): Job => {
  const job = app.work.queue.latestOf(recordingId);
  if (job === null) throw new Error('it has no job');
  return job;
};
const shown = (): Recording | null => {
  const found = app.catalogue.talk(slug, 'en');
  return found?.kind === 'found' ? found.talk.recording : null;
};
const hls = (recordingId: string) => join(app.dataDir, 'hls', recordingId);
const soon = (what: () => void | Promise<void>) => vi.waitFor(what, { timeout: 20_000, interval: 20 });
const stepCame = (step: string) => soon(() => expect(steps).toContain(step));
const until = async (step: string) => {
  const drained = app.work.drainJobs();
  await stepCame(step);
  return drained;
};

describe('the two stages of the work on a recording', () => {
  it('are one job: urgent until it can be watched, then handed on with its progress', async () => {
    await open();
    const seen: Partial<Job>[] = [];
    const { recordingId, jobId } = await add('two.mp4', { talk: slug });
    const look = () => seen.push(jobOf(recordingId));
    look();
    onStep = (step) => {
      if (['playable', 'handed on', 'lasting started'].includes(step)) look();
    };
    await app.work.drainJobs();
    look();
    expect(seen.every((job) => job.id === jobId)).toBe(true);
    expect(seen).toMatchObject([
      { state: 'queued', payload: { stage: 'first' }, priority: 50, progress: 0 },
      { state: 'running', payload: { stage: 'first' }, priority: 50 },
      { state: 'queued', payload: { stage: 'lasting' }, priority: 100, progress: 0.02, attempt: 0 },
      { state: 'running', payload: { stage: 'lasting' }, progress: 0.02, attempt: 1 },
      { state: 'done', progress: 1 },
    ]);
    expect(shown()?.status).toBe('ready');
  });

  it('make every recording watchable before the first is made for good, with one worker', async () => {
    await open({}, { TRANSCODE_CONCURRENCY: '1' });
    for (const name of ['a.mp4', 'b.mp4', 'c.mp4']) await add(name, name === 'b.mp4' ? { extra: odd } : {});
    await app.work.drainJobs();
    const order = steps.filter((step) => step === 'growing published' || step === 'lasting started');
    expect(order).toEqual([...Array(3).fill('growing published'), ...Array(3).fill('lasting started')]);
    expect(versionsOf(app).filter(({ state }) => state === 'whole')).toHaveLength(3);
  });

  it('make a recording watchable that comes while another is made for good', async () => {
    await open({}, { TRANSCODE_CONCURRENCY: '1' });
    const late = await clips.make('late.mp4');
    await add('long.mp4', { seconds: 30 });
    const drained = app.work.drainJobs();
    await stepCame('lasting planned');
    await take(app, { file: late, path: 'late.mp4' });
    await drained;
    const order = steps.filter((step) => ['growing published', 'whole published'].includes(step));
    expect(order).toEqual([
      ...['growing published', 'growing published'],
      ...['whole published', 'whole published'],
    ]);
  });

  it('of as many recordings as TRANSCODE_CONCURRENCY says are made for good at once', async () => {
    await open({}, { TRANSCODE_CONCURRENCY: '2' });
    for (const name of ['x.mp4', 'y.mp4', 'z.mp4']) await add(name, { seconds: 8 });
    await app.work.drainJobs();
    const order = steps.filter((step) => ['lasting started', 'whole published'].includes(step));
    expect(order.slice(0, 3)).toEqual(['lasting started', 'lasting started', 'whole published']);
  });

  it('take up a job that was stored before there were stages', async () => {
    await open();
    const { recordingId, jobId } = await add('old.mp4', { talk: slug });
    app.db
      .prepare('UPDATE jobs SET payload = ?, priority = 100 WHERE id = ?')
      .run(JSON.stringify({ recordingId }), jobId);
    await app.work.drainJobs();
    expect(jobOf(recordingId)).toMatchObject({ id: jobId, state: 'done' });
    expect(steps.filter((step) => step === 'growing published')).toHaveLength(1);
    expect(shown()?.status).toBe('ready');
  });

  it('leave out the first for a recording that plays already', async () => {
    await open();
    const { recordingId } = await add('again.mp4', { talk: slug });
    await app.work.drainJobs();
    steps = [];
    expect(app.work.recordings.publication.retry(recordingId)).toMatchObject({
      payload: { stage: 'lasting' },
      priority: 100,
    });
    await app.work.drainJobs();
    expect(steps).not.toContain('growing published');
    expect(steps).toContain('whole published');
    expect(disorderOf(app)).toEqual([]);
  });
});

describe('a job that is cancelled', () => {
  const cancelled = async (recordingId: string) => {
    await soon(async () => expect(await findOrphans(app.dataDir)).not.toEqual([]));
    const askedMs = Date.now();
    app.work.recordings.publication.cancel(recordingId);
    await soon(async () => expect(await findOrphans(app.dataDir)).toEqual([]));
    return Date.now() - askedMs;
  };

  it('while it becomes watchable ends ffmpeg within two seconds and leaves nothing', async () => {
    await open();
    const { recordingId } = await add('odd.mp4', { seconds: 40, extra: odd, talk: slug });
    const drained = app.work.drainJobs();
    await stepCame('growing published');
    expect(await cancelled(recordingId)).toBeLessThan(2000);
    await drained;
    expect(jobOf(recordingId)).toMatchObject({ state: 'cancelled', payload: { stage: 'first' } });
    expect(readdirSync(hls(recordingId))).toEqual([]);
    expect(disorderOf(app)).toEqual([]);
    expect(() => app.work.recordings.publication.cancel(recordingId)).toThrow(/no work/);
    app.work.recordings.publication.retry(recordingId);
    expect(jobOf(recordingId)).toMatchObject({ state: 'queued', progress: 0 });
  });

  it('while it is made for good ends ffmpeg within two seconds; what plays goes on playing, and a retry resumes', async () => {
    await open();
    const { recordingId } = await add('good.mp4', { seconds: 20, talk: slug });
    const drained = app.work.drainJobs();
    await stepCame('lasting planned');
    expect(await cancelled(recordingId)).toBeLessThan(2000);
    await drained;
    expect(jobOf(recordingId)).toMatchObject({ state: 'cancelled', payload: { stage: 'lasting' } });
    expect(shown()).toMatchObject({ status: 'playable', error: null });
    expect(readdirSync(hls(recordingId))).toEqual(versionsOf(app).map(({ id }) => id));
    expect(
      readFileSync(join(hls(recordingId), versionsOf(app)[0]?.id ?? '', '180p/index.m3u8'), 'utf8'),
    ).toContain('#EXT-X-ENDLIST');
    await app.work.recordings.order.reconcile();
    expect(shown()?.status).toBe('playable');
    steps = [];
    app.work.recordings.publication.retry(recordingId);
    expect(jobOf(recordingId).progress).toBe(0.02);
    await app.work.drainJobs();
    expect(steps).not.toContain('growing published');
    expect(shown()?.status).toBe('ready');
    expect(disorderOf(app)).toEqual([]);
  });

  it('between its stages ends at once, and goes on with the second when it is tried again', async () => {
    await open();
    const { recordingId, jobId } = await add('between.mp4', { talk: slug });
    onStep = (step) => {
      if (step === 'handed on') app.work.recordings.jobControl.cancel(jobId);
    };
    await app.work.drainJobs();
    expect(jobOf(recordingId).state).toBe('cancelled');
    expect(shown()?.status).toBe('playable');
    expect(app.work.recordings.jobControl.retry(jobId)).toMatchObject({ payload: { stage: 'lasting' } });
    onStep = () => {};
    await app.work.drainJobs();
    expect(shown()?.status).toBe('ready');
  });
});

describe('a failure', () => {
  it('while it is made for good is the organizers’ alone: the first version plays, and a retry resumes', async () => {
    await open();
    const { recordingId, jobId } = await add('broken.mp4', { talk: slug });
    onStep = (step) => {
      if (step === 'lasting encoded') throw new Error('it broke');
    };
    await app.work.drainJobs();
    expect(jobOf(recordingId)).toMatchObject({
      id: jobId,
      state: 'failed',
      attempt: 3,
      error: expect.stringContaining('it broke'),
    });
    expect(shown()).toMatchObject({ status: 'playable', error: null });
    expect(app.work.recordings.store.byId(recordingId)?.error).toBeNull();
    expect(app.work.recordings.view.one(recordingId)).toMatchObject({
      status: 'playable',
      error: null,
      job: { state: 'failed', stage: 'lasting', error: expect.stringContaining('it broke') },
    });
    expect(disorderOf(app)).toEqual([]);
    onStep = () => {};
    steps = [];
    app.work.recordings.publication.retry(recordingId);
    await app.work.drainJobs();
    expect(steps).not.toContain('growing published');
    expect(shown()?.status).toBe('ready');
  });

  it('of an ffmpeg that gets nowhere is noticed by the watchdog, and the next attempt succeeds', async () => {
    await open({ stallMs: 4000 });
    const { recordingId, jobId } = await add('stuck.mp4', { seconds: 30, extra: odd, talk: slug });
    const drained = app.work.drainJobs();
    await stepCame('growing published');
    await soon(async () => {
      const found = await findOrphans(app.dataDir);
      expect(found).not.toEqual([]);
      for (const pid of found) process.kill(pid, 'SIGSTOP');
    });
    await drained;
    expect(jobOf(recordingId).state).toBe('done');
    expect(app.work.queue.log(jobId).map(({ line }) => line)).toContainEqual(
      expect.stringMatching(/^Failed: .*made no progress/),
    );
    expect(await findOrphans(app.dataDir)).toEqual([]);
  }, 150_000);
});

describe('a recording that is taken back', () => {
  it.each(['growing published', 'lasting planned'])(
    'at "%s" goes on being made, and no old address ever works again',
    async (at) => {
      await open();
      const { recordingId } = await add(`back ${at}.mp4`, { seconds: 12, extra: odd, talk: slug });
      const drained = until(at);
      await stepCame(at);
      const address = shown()?.playlistUrl ?? '';
      expect((await app.fetch(address)).status).toBe(200);
      await app.work.recordings.publication.unpublish(recordingId);
      expect((await app.fetch(address)).status).toBe(404);
      app.work.recordings.publication.publish(recordingId);
      expect((await app.fetch(address)).status).toBe(404);
      await drained;
      expect(jobOf(recordingId)).toMatchObject({ state: 'done' });
      expect(versionsOf(app).map(({ state }) => state)).toEqual(['retired', 'whole']);
      expect((await app.fetch(address)).status).toBe(404);
      expect((await app.fetch(shown()?.playlistUrl ?? '')).status).toBe(200);
      expect(disorderOf(app)).toEqual([]);
    },
  );
});

describe('what is made of a recording', () => {
  it('tells viewers of chapters and of the storyboard, and organizers of loudness and versions', async () => {
    await open();
    const meta = join(clips.dir, 'chapters.txt');
    writeFileSync(
      meta,
      ';FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=Opening\n' +
        '[CHAPTER]\nTIMEBASE=1/1000\nSTART=1000\nEND=4000\ntitle=The <talk>\n',
    );
    const { recordingId } = await add('chapters.mp4', {
      seconds: 4,
      from: ['-i', meta],
      extra: ['-map', '0:v', '-map', '1:a', '-map_chapters', '2'],
      talk: slug,
    });
    await app.work.drainJobs();
    const recording = shown();
    expect(recording?.chapters).toEqual([
      { startMs: 0, endMs: 1000, title: 'Opening' },
      { startMs: 1000, endMs: 4000, title: 'The <talk>' },
    ]);
    const storyboard = await app.fetch(recording?.storyboardUrl ?? '');
    expect(storyboard.headers.get('content-type')).toContain('text/vtt');
    const [sheet] = /^sheet-001\.jpg#xywh=0,0,160,90$/m.exec(await storyboard.text()) ?? [];
    const picture = await app.fetch(`${recording?.storyboardUrl}/../${sheet?.split('#')[0]}`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    const answer = await app.fetch(`/api/v1/recordings/${recordingId}`, {
      headers: {
        authorization: `Bearer ${app.token('admin')}`,
      },
    });
    expect(await answer.json()).toMatchObject({
      id: recordingId,
      talk: { slug, isPublic: true },
      arrivedAs: 'chapters.mp4',
      status: 'ready',
      hasStoryboard: true,
      audioTracks: [
        {
          loudness: {
            before: { integratedLufs: expect.any(Number) },
            after: { integratedLufs: expect.any(Number) },
          },
        },
      ],
      versions: [
        { state: 'whole', stage: 'lasting', servedUntil: null },
        { state: 'retired', stage: 'first', servedUntil: expect.any(String) },
      ],
      job: { state: 'done', stage: 'lasting', progress: 1, remainingMs: null },
    });
  });
});

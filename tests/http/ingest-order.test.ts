import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, disorderOf, programme, take, talkRef, versionsOf } from '../support/recordings.ts';

describe('bringing the library into order', () => {
  const clips = clipBox();
  let app: TestApp;
  let recordingId: string;
  beforeAll(async () => {
    app = await startApp();
    app.catalogue.applyProgramme(programme('auto'));
    const file = await clips.make('talk.mp4', { seconds: 1 });
    ({ recordingId } = await take(app, { file, path: 'talk.mp4', talk: talkRef(app, 'scaling-postgres') }));
    await app.work.drainJobs();
  });
  afterAll(async () => {
    await app.close();
    clips.remove();
  });
  const reconcile = () => app.work.recordings.order.reconcile();

  it('changes nothing where all agrees', async () => {
    const before = versionsOf(app);
    await reconcile();
    expect(versionsOf(app)).toEqual(before);
    expect(app.work.queue.unfinished(10)).toEqual([]);
  });

  it('makes versions again whose folder is gone', async () => {
    rmSync(join(app.dataDir, 'hls', recordingId), { recursive: true });
    await reconcile();
    expect(versionsOf(app)).toEqual([]);
    expect(app.catalogue.talk('scaling-postgres', 'en')).toMatchObject({
      talk: { recording: { status: 'waiting' } },
    });
    await app.work.drainJobs();
    expect(app.catalogue.talk('scaling-postgres', 'en')).toMatchObject({
      talk: { recording: { status: 'ready' } },
    });
    expect(disorderOf(app)).toEqual([]);
  });

  it('removes folders that no row names', async () => {
    for (const name of [
      `${recordingId}/${'0'.repeat(32)}`,
      `${recordingId}/${'1'.repeat(32)}.tmp`,
      'feedfeedfeedfeed/2',
    ]) {
      mkdirSync(join(app.dataDir, 'hls', name), { recursive: true });
      writeFileSync(join(app.dataDir, 'hls', name, 'seg.m4s'), 'x');
    }
    await reconcile();
    expect(disorderOf(app)).toEqual([]);
  });

  it('keeps an original that it knows nothing of, and shows it among the unmatched', async () => {
    const file = await clips.make('unknown.mp4', { seconds: 1 });
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    const key = `${sha256.slice(0, 2)}/${sha256}.mp4`;
    mkdirSync(join(app.dataDir, 'originals', sha256.slice(0, 2)), { recursive: true });
    copyFileSync(file, join(app.dataDir, 'originals', key));
    await reconcile();
    const [found] = app.work.recordings.store.unmatched();
    expect(found).toMatchObject({ original_path: `originals/${key}`, publication: 'review' });
    await app.work.drainJobs();
    expect(app.work.queue.latestOf(found?.id ?? '')?.state).toBe('done');
    expect(disorderOf(app)).toEqual([]);
  });

  it('says in a sentence that an original is missing, and leaves what plays alone', async () => {
    const original = app.work.recordings.store.byId(recordingId)?.original_path ?? '';
    rmSync(join(app.dataDir, original));
    const before = versionsOf(app);
    app.work.recordings.publication.retry(recordingId);
    await app.work.drainJobs();
    expect(app.work.queue.latestOf(recordingId)).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('is missing'),
    });
    expect(versionsOf(app)).toEqual(before);
  });
});

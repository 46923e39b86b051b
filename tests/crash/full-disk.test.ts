import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import {
  clipBox,
  disorderOf,
  filesUnder,
  programme,
  take,
  talkRef,
  versionsOf,
} from '../support/recordings.ts';

/** A small file system in memory; null where this user or machine may not mount one. */
function mountSmall(): string | null {
  const at = mkdtempSync(join(tmpdir(), 'rostrum-small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', at], { stdio: 'ignore' });
    return at;
  } catch {
    rmSync(at, { recursive: true });
    return null;
  }
}

const small = mountSmall();

const unless =
  small === null ? ' (left out: a file system of its own needs the right to mount, as root has)' : '';

describe.skipIf(small === null)(`a full disk${unless}`, () => {
  const clips = clipBox();
  const dataDir = small ?? '';
  const ballast = join(dataDir, 'ballast');
  let app: TestApp;
  /** The address of a version that was made before the disk was full. */
  let earlier: string;
  beforeAll(async () => {
    app = await startApp({ dataDir, tuning: { settleMs: 0, backoffMs: 1 } });
    app.catalogue.applyProgramme(programme('auto'));
    const file = await clips.make('earlier.mp4', { extra: ['-b:v', '100k'] });
    const { recordingId } = await take(app, { file, path: 'a.mp4', talk: talkRef(app, 'scaling-postgres') });
    await app.work.drainJobs();
    const whole = versionsOf(app).find((row) => row.state === 'whole');
    earlier = `/hls/${recordingId}/${whole?.id}`;
  });
  afterAll(async () => {
    await app.close();
    execFileSync('umount', [dataDir]);
    rmSync(dataDir, { recursive: true });
    clips.remove();
  });

  /** Fills the disk until so many bytes are free. */
  const leaveFree = (bytes: number) => {
    rmSync(ballast, { force: true });
    const { bavail, bsize } = statfsSync(dataDir);
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
  };

  it('fails the job with that reason, keeps the portal serving, and is no matter once space is given back', async () => {
    const file = await clips.make('talk.mp4', { seconds: 12, extra: ['-b:v', '900k'] });
    const { recordingId } = await take(app, { file, path: 'talk.mp4' });
    leaveFree(250_000);
    await app.work.drainJobs();
    expect(app.work.queue.latestOf(recordingId)).toMatchObject({
      state: 'failed',
      attempt: 1,
      error: 'The disk is full: free some space, then retry this job.',
    });
    expect(app.work.recordings.store.byId(recordingId)?.error).toMatch(/disk is full/);
    expect(disorderOf(app)).toEqual([]);
    const asked = ['/healthz', '/', '/talks/scaling-postgres', '/api/v1/talks', '/api/v1/openapi.json'];
    for (const path of [...asked, `${earlier}/180p/seg-00000.m4s`, `${earlier}/master.m3u8`]) {
      const answer = await app.fetch(path);
      expect(answer.status, path).toBe(200);
      expect((await answer.arrayBuffer()).byteLength, path).toBeGreaterThan(0);
    }
    expect(filesUnder(join(dataDir, 'originals'))).toHaveLength(2);
    rmSync(ballast);
    app.work.recordings.publication.retry(recordingId);
    await app.work.drainJobs();
    expect(app.work.queue.latestOf(recordingId)).toMatchObject({ state: 'done', error: null });
    expect(
      versionsOf(app)
        .filter((row) => row.recording_id === recordingId)
        .map((row) => row.state)
        .sort(),
    ).toEqual(['retired', 'whole']);
    expect(disorderOf(app)).toEqual([]);
  });

  it('refuses an intake with that reason, and takes the file later', async () => {
    const file = await clips.make('second.mp4', { seconds: 4, extra: ['-b:v', '2M'] });
    leaveFree(100_000);
    await expect(take(app, { file, path: 'second.mp4' })).rejects.toMatchObject({
      code: 'insufficient_storage',
    });
    expect(disorderOf(app)).toEqual([]);
    expect((await app.fetch('/healthz')).status).toBe(200);
    rmSync(ballast);
    expect(await take(app, { file, path: 'second.mp4' })).toMatchObject({ kind: 'taken' });
  });
});

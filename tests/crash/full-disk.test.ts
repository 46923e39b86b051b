import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, disorderOf, filesUnder, take, versionsOf } from '../support/recordings.ts';

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

describe.skipIf(small === null)('a full disk', () => {
  const clips = clipBox();
  const dataDir = small ?? '';
  const ballast = join(dataDir, 'ballast');
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ dataDir, tuning: { settleMs: 0, backoffMs: 1 } });
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
    for (const path of ['/healthz', '/api/v1/openapi.json'])
      expect((await app.fetch(path)).status, path).toBe(200);
    expect(filesUnder(join(dataDir, 'originals'))).toHaveLength(1);
    rmSync(ballast);
    app.work.recordings.publication.retry(recordingId);
    await app.work.drainJobs();
    expect(app.work.queue.latestOf(recordingId)).toMatchObject({ state: 'done', error: null });
    expect(
      versionsOf(app)
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

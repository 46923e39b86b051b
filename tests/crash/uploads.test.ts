import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeUpFile } from '../../scripts/bench/import/upload/made-up-file.ts';
import { createPortalProcess, makeUploader } from '../../scripts/bench/import/upload/portal-process.ts';
import { surviveKills } from '../../scripts/bench/import/upload/survive-kills.ts';
import { createTusSender } from '../../scripts/bench/import/upload/tus-sender.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { isLongRun } from '../support/long-run.ts';
import { clipBox, disorderOf, programme } from '../support/recordings.ts';
import { announce, sendBytes } from '../support/uploads.ts';

const doomedServer = fileURLToPath(new URL('../support/doomed-server.ts', import.meta.url));
const kills = isLongRun ? 4 : 2;

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'rostrum-uploads-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('kill -9 during an upload', () => {
  it(`at ${kills} random moments: it resumes each time, and the SHA-256 is that of the file`, async () => {
    const token = await makeUploader(dataDir);
    const portal = createPortalProcess(dataDir);
    let origin = await portal.start();
    const file = makeUpFile(30 * 1024 ** 2);
    try {
      const survived = await surviveKills({
        ...{ portal, file, kills, random: Math.random },
        sender: createTusSender({ origin: () => origin, token }),
        restart: async () => {
          origin = await portal.start();
        },
      });
      expect(survived.sha256).toBe(file.sha256);
      // Else it would be a test of one that was over before the first kill.
      expect(survived.offsets[0]).toBeLessThan(file.sizeBytes);
      expect(survived.offsets.at(-1)).toBeGreaterThan(0);
    } finally {
      await portal.kill();
    }
  }, 120_000);
});

describe('kill -9 after the last byte', () => {
  const clips = clipBox();
  let app: TestApp;
  let child: ChildProcess | null = null;
  beforeEach(async () => {
    app = await startApp({ dataDir });
    app.catalogue.applyProgramme(programme('review'));
  });
  afterAll(() => clips.remove());
  afterEach(async () => {
    child?.kill('SIGKILL');
    await app.close();
  });

  /** A server on the same library, which dies at a step. */
  const dieAt = async (step: string) => {
    child = spawn(process.execPath, [doomedServer, dataDir, step], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [, signal] = await once(child, 'exit');
    expect([step, signal]).toEqual([step, 'SIGKILL']);
  };
  /** An upload whose last byte was written in the moment of the crash. */
  const almostWhole = async (name: string, seconds: number) => {
    const clip = readFileSync(await clips.make(name, { seconds }));
    const { url } = await announce(app, 'admin', { filename: name, sizeBytes: clip.length });
    await sendBytes(app, 'admin', { url, offset: 0, bytes: clip.subarray(0, -1) });
    const id = url.split('/').at(-1) ?? '';
    appendFileSync(join(dataDir, 'uploads', id), clip.subarray(-1));
    return id;
  };
  const expectTaken = async (id: string) => {
    await app.work.recordings.order.reconcile();
    await app.uploads.order.reconcile();
    await app.uploads.settling.idle();
    const row = app.uploads.store.byId(id);
    expect(row?.state).toBe('taken');
    expect(app.work.recordings.store.byId(row?.recording_id ?? '')).toBeDefined();
    expect(readdirSync(join(dataDir, 'uploads'))).toEqual([]);
    expect(disorderOf(app)).toEqual([]);
  };

  it('at the boundary of every step is survived: the recording is there once, and nothing is left over', async () => {
    const first = await almostWhole('scaling-postgres.mp4', 2);
    for (const step of ['upload hashed', 'staged', 'original published', 'ingested']) await dieAt(step);
    await expectTaken(first);
    const second = await almostWhole('another.mp4', 1);
    await dieAt('upload settled');
    await expectTaken(second);
    const third = await almostWhole('a third.mp4', 3);
    await dieAt('upload cleared');
    await expectTaken(third);
    expect(app.work.recordings.store.all()).toHaveLength(3);
  }, 120_000);
});

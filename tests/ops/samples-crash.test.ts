import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { checkLibrary } from '#server/features/library-care/check-library.ts';
import { findOrphans } from '#server/transcode/orphans.ts';
import { isLongRun } from '../support/long-run.ts';
import { temporaryFolder } from './library.ts';

const folder = temporaryFolder();
let child: ChildProcess | undefined;
afterAll(() => {
  child?.kill('SIGKILL');
  folder.remove();
});

function startWorker(): ChildProcess {
  child = spawn(process.execPath, ['tests/ops/sample-worker.ts'], {
    env: { ...process.env, DATA_DIR: folder.path },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return child;
}

/** Whether a file of that name lies in the folder of the sample that is being made. */
function isThere(name: string): boolean {
  const samples = join(folder.path, 'samples');
  return existsSync(samples) && readdirSync(samples).some((talk) => existsSync(join(samples, talk, name)));
}

it.runIf(isLongRun)(
  'makes one sample and leaves nothing behind, whatever it was killed at',
  {
    timeout: 240_000,
  },
  async () => {
    for (const moment of ['sentence.pcm', 'slide-2.png', 'film.mp4']) {
      const worker = startWorker();
      while (!isThere(moment) && worker.exitCode === null) await sleep(2);
      expect(worker.exitCode, moment).toBeNull();
      worker.kill('SIGKILL');
      await once(worker, 'exit');
    }
    const [code] = await once(startWorker(), 'exit');
    expect(code).toBe(0);
    const db = new Database(join(folder.path, 'portal.db'), { readonly: true });
    try {
      expect(db.prepare('SELECT count(*) FROM originals').pluck().get()).toBe(1);
      expect(db.prepare(`SELECT count(*) FROM versions WHERE state = 'whole'`).pluck().get()).toBe(1);
      expect(db.prepare(`SELECT DISTINCT state FROM jobs`).pluck().all()).toEqual(['done']);
    } finally {
      db.close();
    }
    expect(isThere('film.mp4')).toBe(false);
    expect(await findOrphans(folder.path)).toEqual([]);
    expect(await checkLibrary({ dataDir: folder.path, isDeep: true, secondLookMs: 20 })).toEqual([]);
  },
);

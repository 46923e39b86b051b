import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './run.mjs';

const folder = join(root, '.cache');
const path = join(folder, 'setup.lock');
const beatMs = 2_000;
const staleAfterMs = 15_000;

const readMtimeMs = (file) => {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
};
const isStale = (mtimeMs) => mtimeMs !== undefined && Date.now() - mtimeMs > staleAfterMs;

function tryTake() {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a lock whose holder no longer beats; if another waiter replaced it just before, puts that one back. */
function clearStale() {
  if (!isStale(readMtimeMs(path))) return;
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (!isStale(readMtimeMs(aside))) linkSync(aside, path);
  } catch {
    // another waiter was faster
  }
  rmSync(aside, { force: true });
}

function holder() {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Runs `work` while no other set-up of this folder runs; waits for one that does.
 * The holder touches the lock every two seconds, so a lock left by a killed process (or by a container
 * whose process numbers are used again) is taken over after fifteen.
 */
export async function withSetupLock(progress, work) {
  mkdirSync(folder, { recursive: true });
  let hasSaid = false;
  while (!tryTake()) {
    if (!hasSaid)
      progress.say(`Another set-up is running here (process ${holder() || 'unknown'}): waiting for it.`);
    hasSaid = true;
    await sleep(250);
    clearStale();
  }
  const release = () => {
    if (holder() === String(process.pid)) rmSync(path, { force: true });
  };
  process.once('exit', release);
  const beat = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
    } catch {
      // the lock was removed by hand; the work goes on
    }
  }, beatMs);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    release();
  }
}

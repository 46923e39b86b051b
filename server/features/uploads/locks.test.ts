import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createUploadLocks } from './locks.ts';

const never = new AbortController().signal;

it('gives the turn on although the one before could not be asked to give way', async () => {
  const failures: unknown[] = [];
  const wanted: string[] = [];
  const locks = createUploadLocks({
    onWanted: (id) => wanted.push(id),
    onFailed: (error) => failures.push(error),
  });
  const first = locks.newLock('upload');
  await first.lock(never, async () => {
    throw new Error('The connection is gone.');
  });
  const second = locks.newLock('upload');
  const turn = second.lock(never, () => {
    throw new Error('Not this one either.');
  });
  const third = locks.newLock('upload');
  const last = third.lock(never, () => undefined);
  await first.unlock();
  await turn;
  await setImmediate();
  expect(wanted).toEqual(['upload', 'upload']);
  expect(failures).toEqual([new Error('The connection is gone.'), new Error('The connection is gone.')]);
  await locks.newLock('another upload').lock(never, () => undefined);
  const fourth = locks.newLock('upload').lock(never, () => undefined);
  await second.unlock();
  await last;
  await setImmediate();
  expect(failures.at(-1)).toEqual(new Error('Not this one either.'));
  await third.unlock();
  await fourth;
});

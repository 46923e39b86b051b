import { expect, test } from 'vitest';
import { together } from './together.ts';

const untilStopped = (signal: AbortSignal) =>
  new Promise<string>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });

test('gives all results in order', async () => {
  const tasks = [async () => 1, async () => 'two'] as const;
  expect(await together<[number, string]>(undefined, [...tasks])).toEqual([1, 'two']);
});

test('one failure stops the others, and is the error that is thrown', async () => {
  let hasStopped = false;
  const other = async (signal: AbortSignal) => {
    await untilStopped(signal).catch(() => {
      hasStopped = true;
    });
    throw new Error('stopped');
  };
  const fails = async () => {
    throw new Error('broken');
  };
  await expect(together(undefined, [other, fails])).rejects.toThrow('broken');
  expect(hasStopped).toBe(true);
});

test('is cancelled from outside', async () => {
  const stop = new AbortController();
  const running = together(stop.signal, [untilStopped]);
  stop.abort();
  await expect(running).rejects.toThrow('stopped');
});

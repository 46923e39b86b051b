import { setTimeout as wait } from 'node:timers/promises';

/**
 * The longest turn of the event loop while something is done, in ms of this thread's processor time, which other programs
 * on the machine take no part of.
 */
export async function longestTurnMs(work: () => Promise<unknown>): Promise<number> {
  const spentMs = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let longest = 0;
  let last = spentMs();
  let isOver = false;
  const look = () => {
    const now = spentMs();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  await work();
  isOver = true;
  await wait(5);
  return longest;
}

import { Worker } from 'node:worker_threads';
import type { HashAnswer, HashOrder } from './hash-worker.ts';

/** SHA-256 of files that are still growing. */
export interface FollowingHash {
  /** The first `toBytes` of a file have arrived and will not change. */
  grown(o: { id: string; file: string; toBytes: number }): void;
  /**
   * The hash of a whole file: at once where all of it was followed; one of which this process has not seen the
   * beginning is read from there.
   * @returns lower-case hex
   */
  whole(o: { id: string; file: string; sizeBytes: number }): Promise<string>;
  forget(id: string): void;
  close(): Promise<void>;
}

/** News of growth come this seldom: a message for each megabyte would cost more than it brings. */
const tellEveryBytes = 4 * 1024 * 1024;
/** A hash under way costs little, but not nothing: the one that was longest without news is begun anew when it goes on. */
const maxFollowed = 500;

/**
 * Follows growing files in a thread of its own, which reads what was written a moment ago (from memory, as a rule) and
 * hashes it; so neither the event loop nor the last answer waits for it. The thread lives while there is something to
 * follow.
 */
export function createFollowingHash(): FollowingHash {
  let worker: Worker | null = null;
  /** How far the thread knows each file. */
  const told = new Map<string, number>();
  const waiting = new Map<string, { resolve: (sha256: string) => void; reject: (error: Error) => void }>();

  const end = (error: Error) => {
    worker = null;
    told.clear();
    const left = [...waiting.values()];
    waiting.clear();
    for (const { reject } of left) reject(error);
  };
  const start = (): Worker => {
    const begun = new Worker(new URL('./hash-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
    });
    begun.unref();
    begun.on('message', (answer: HashAnswer) => {
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      told.delete(answer.id);
      if ('sha256' in answer) one?.resolve(answer.sha256);
      else one?.reject(new Error(answer.failure));
      leaveIfIdle();
    });
    begun.on('error', (error) => begun === worker && end(error));
    begun.on('exit', () => begun === worker && end(new Error('The thread that hashes has ended.')));
    return begun;
  };
  const leaveIfIdle = () => {
    if (worker === null || told.size > 0 || waiting.size > 0) return;
    const leaving = worker;
    worker = null;
    void leaving.terminate();
  };
  const tell = (order: HashOrder) => {
    worker ??= start();
    worker.postMessage(order);
  };
  const forget = (id: string) => {
    if (!told.delete(id)) return;
    tell({ kind: 'forget', id });
    leaveIfIdle();
  };

  return {
    grown({ id, file, toBytes }) {
      const known = told.get(id);
      if (known !== undefined && toBytes - known < tellEveryBytes) return;
      told.delete(id);
      told.set(id, toBytes);
      tell({ kind: 'grown', id, file, toBytes });
      const oldest = told.size > maxFollowed ? told.keys().next().value : undefined;
      if (oldest !== undefined && !waiting.has(oldest)) forget(oldest);
    },
    whole({ id, file, sizeBytes }) {
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        told.set(id, sizeBytes);
        tell({ kind: 'whole', id, file, toBytes: sizeBytes });
      });
    },
    forget,
    async close() {
      const leaving = worker;
      end(new Error('The portal is stopping.'));
      await leaving?.terminate();
    },
  };
}

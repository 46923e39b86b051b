import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Db, openDatabase } from '#server/db/open.ts';
import { createEvents } from '#server/kernel/events.ts';
import { createLog } from '#server/kernel/log.ts';
import { createRegistry } from '#server/kernel/metrics.ts';
import type { JobQueue } from './queue.ts';
import type { JobHandlers } from './run-leased.ts';
import { createRunner, type Runner } from './runner.ts';
import { createSqliteQueue } from './sqlite-queue.ts';

const folder = mkdtempSync(join(tmpdir(), 'rostrum-runner-'));
const events = createEvents({ log: createLog('silent'), registry: createRegistry() });
let db: Db;
let queue: JobQueue;
let runner: Runner;
/** Ends the job of that name. */
let end: Map<string, () => void>;
/** Names in the order in which they began. */
let begun: string[];

const nameOf = (payload: unknown) => (payload as { name: string }).name; // as `add` below makes it
const handlers: JobHandlers = {
  work: {
    async run({ job, signal, handOn }) {
      const name = nameOf(job.payload);
      begun.push(name);
      await new Promise<void>((resolve) => {
        end.set(name, resolve);
        signal.addEventListener('abort', () => resolve());
      });
      const next = { payload: { name: `${name} for good` }, priority: 100, progress: 0.5 };
      if (name.startsWith('new')) handOn(next, () => {});
    },
    explain: (error) => ({ message: String(error), mayRetry: false }),
  },
};

beforeEach(() => {
  db = openDatabase(join(folder, `${Math.random()}.db`));
  queue = createSqliteQueue(db, { onEnqueued: () => runner.wake() });
  end = new Map();
  begun = [];
});
afterEach(async () => {
  await runner.stop();
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (concurrency: number, pollMs = 60_000) => {
  runner = createRunner({ queue, handlers, events, concurrency, pollMs });
  runner.start();
};
const add = (name: string, priority: number, to = queue) => {
  to.enqueue({ kind: 'work', payload: { name }, priority });
};
const hasBegun = (...names: string[]) => vi.waitFor(() => expect(begun).toEqual(names), { timeout: 5000 });
/** Long enough for a job to begin that should not. */
const nothingMore = async (...names: string[]) => {
  await sleep(60);
  expect(begun).toEqual(names);
};

it('runs as many lasting jobs at once as it may, and urgent ones beside them', async () => {
  start(2);
  for (const name of ['a', 'b', 'c']) add(name, 100);
  await hasBegun('a', 'b');
  for (const name of ['u', 'v', 'w']) add(name, 50);
  await hasBegun('a', 'b', 'u', 'v');
  await nothingMore('a', 'b', 'u', 'v');
  end.get('u')?.();
  await hasBegun('a', 'b', 'u', 'v', 'w');
  end.get('a')?.();
  await nothingMore('a', 'b', 'u', 'v', 'w');
  for (const name of ['v', 'w']) end.get(name)?.();
  await hasBegun('a', 'b', 'u', 'v', 'w', 'c');
});

it('begins no lasting work while urgent work waits or is under way', async () => {
  runner = createRunner({ queue, handlers, events, concurrency: 1, pollMs: 60_000 });
  const names = ['new 1', 'new 2', 'new 3'];
  for (const name of names) add(name, 50);
  runner.start();
  for (const [i, name] of names.entries()) {
    await hasBegun(...names.slice(0, i + 1));
    await nothingMore(...names.slice(0, i + 1));
    end.get(name)?.();
  }
  await hasBegun(...names, 'new 1 for good');
});

it('goes on at once with a job that was handed on', async () => {
  start(1);
  add('new', 50);
  await hasBegun('new');
  end.get('new')?.();
  await hasBegun('new', 'new for good');
  expect(queue.log(queue.list({ limit: 1 })[0]?.id ?? '').map(({ line }) => line)).toEqual([
    expect.stringContaining('Attempt 1 of 3 begins'),
    expect.stringContaining('next one is queued'),
  ]);
});

it('looks for the work of other processes ten times a second', async () => {
  runner = createRunner({ queue, handlers, events, concurrency: 1 });
  runner.start();
  const other = openDatabase(db.name);
  const theirs = createSqliteQueue(other);
  const waits: number[] = [];
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    const addedMs = Date.now();
    add(name, 50, theirs);
    await vi.waitFor(() => expect(begun).toContain(name), { timeout: 5000, interval: 5 });
    waits.push(Date.now() - addedMs);
    end.get(name)?.();
    // Its end is itself a moment to look, which must not be the one that finds the next.
    await sleep(30);
  }
  other.close();
  expect(waits.toSorted((a, b) => a - b)[2]).toBeLessThan(300);
});

import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode, httpStatus } from '#server/kernel/errors.ts';
import type { ImportTask, TaskAnswer } from './tasks.ts';

/** No programme needs longer; a file made to take for ever is ended. */
const longestMs = 120_000;
const largestMiB = 1024;

/** A thread that had nothing to do for so long is ended, and its memory with it. */
const idleMs = 30_000;

/** What the thread begins with. */
export interface ThreadData {
  /** The portal's database. */
  file: string;
}

/**
 * Does the long work of imports in a thread, one task after the other. It is begun when it is first needed, and ended when
 * it has been idle for a while, or a task went wrong in it.
 * @param o.thread the module that runs in the thread
 * @param o.file the portal's database
 */
export function createImportThread(o: { thread: URL; file: string }) {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function begin(): Worker {
    const workerData: ThreadData = { file: o.file };
    return new Worker(o.thread, { workerData, resourceLimits: { maxOldGenerationSizeMb: largestMiB } });
  }

  async function end(): Promise<void> {
    clearTimeout(idle);
    const ending = worker;
    worker = null;
    await ending?.terminate();
  }

  async function work<T>(task: ImportTask): Promise<T> {
    clearTimeout(idle);
    const busy = worker ?? begin();
    worker = busy;
    busy.ref();
    try {
      return await answerOf<T>(busy, task);
    } catch (error) {
      // Refusals are answers; anything else leaves a thread behind that nobody should trust.
      if (!(error instanceof AppError) || error.code === 'unavailable' || error.cause !== undefined)
        await end();
      throw error;
    } finally {
      if (worker === busy) {
        busy.unref();
        idle = setTimeout(() => void end(), idleMs);
        idle.unref();
      }
    }
  }

  return {
    /** Runs a task when those before it are done. @throws what it threw, `unavailable` where it was interrupted */
    run<T>(task: ImportTask): Promise<T> {
      const mine = last.then(() => work<T>(task));
      last = mine.catch(() => {});
      return mine;
    },
    /** Ends what is under way; a transaction that was not finished is rolled back. */
    stop: end,
  };
}

export type ImportThread = ReturnType<typeof createImportThread>;

/** Sends a task to a thread and waits for its answer. */
function answerOf<T>(worker: Worker, task: ImportTask): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const stop = new AbortController();
  const on = (event: string, listen: (value: unknown) => void) => {
    worker.on(event, listen);
    stop.signal.addEventListener('abort', () => worker.off(event, listen));
  };
  const tooLong = setTimeout(() => {
    const cause = new Error(`The import's thread was ended after ${longestMs} ms.`);
    const sentence = 'The import took longer than two minutes: what it was about to write was not written.';
    reject(new AppError('invalid', sentence, { cause }));
  }, longestMs);
  on('message', (message) => {
    const answer = message as TaskAnswer<T>; // what server/import-thread.ts posts
    if ('value' in answer) resolve(answer.value);
    else reject(errorOf(answer.problem));
  });
  on('error', (error) => reject(outOfMemory(error) ?? error));
  on('exit', () =>
    reject(
      new AppError('unavailable', 'The import was interrupted: nothing of it was written. Please try again.'),
    ),
  );
  worker.postMessage(task, task.kind === 'stage' ? [transferable(task.bytes)] : []);
  return promise.finally(() => {
    clearTimeout(tooLong);
    stop.abort();
  });
}

/** The bytes go to the thread without a copy; nobody else holds them. */
function transferable(bytes: Uint8Array): ArrayBuffer {
  if (bytes.buffer instanceof ArrayBuffer) return bytes.buffer;
  throw new TypeError('The bytes of a file are shared with another thread.');
}

function errorOf({
  code,
  message,
  details,
}: Extract<TaskAnswer<unknown>, { problem: object }>['problem']): Error {
  if (!Object.hasOwn(httpStatus, code)) return new Error(message);
  return new AppError(code as ErrorCode, message, details && { details: { ...details } }); // a key of httpStatus
}

function outOfMemory(error: unknown): AppError | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_WORKER_OUT_OF_MEMORY')
    return null;
  return new AppError(
    'too_large',
    'The file needs more memory to be read than programmes may: nothing was imported.',
    {
      cause: error,
    },
  );
}

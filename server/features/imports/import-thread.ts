import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode, httpStatus } from '#server/kernel/errors.ts';
import type { ImportTask, TaskAnswer } from './tasks.ts';

/** No programme needs longer; a file made to take for ever is ended. */
const longestMs = 120_000;
const largestMiB = 1024;

/** What the thread begins with. */
export interface ThreadData {
  /** The portal's database. */
  file: string;
  task: ImportTask;
}

/**
 * Does the long work of imports in threads of their own, one after the other: each has its own memory, which ends with it.
 * @param o.thread the module that runs in the thread
 * @param o.file the portal's database
 */
export function createImportThread(o: { thread: URL; file: string }) {
  const workers = new Set<Worker>();
  let last: Promise<unknown> = Promise.resolve();

  function start<T>(task: ImportTask): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const workerData: ThreadData = { file: o.file, task };
    const worker = new Worker(o.thread, {
      workerData,
      ...(task.kind === 'stage' && { transferList: [transferable(task.bytes)] }),
      resourceLimits: { maxOldGenerationSizeMb: largestMiB },
    });
    workers.add(worker);
    const tooLong = setTimeout(() => {
      reject(new AppError('invalid', 'Reading the file took longer than two minutes: nothing was imported.'));
      void worker.terminate();
    }, longestMs);
    worker.once('message', (answer: TaskAnswer<T>) => {
      if ('value' in answer) resolve(answer.value);
      else reject(errorOf(answer.problem));
    });
    worker.once('error', (error) => reject(outOfMemory(error) ?? error));
    worker.once('exit', () => {
      clearTimeout(tooLong);
      workers.delete(worker);
      reject(
        new AppError(
          'unavailable',
          'The import was interrupted: nothing of it was written. Please try again.',
        ),
      );
    });
    return promise;
  }

  return {
    /** Runs a task when those before it are done. @throws what it threw, `unavailable` where it was interrupted */
    run<T>(task: ImportTask): Promise<T> {
      const mine = last.then(() => start<T>(task));
      last = mine.catch(() => {});
      return mine;
    },
    /** Ends what is under way; a transaction that was not finished is rolled back. */
    async stop(): Promise<void> {
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

export type ImportThread = ReturnType<typeof createImportThread>;

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

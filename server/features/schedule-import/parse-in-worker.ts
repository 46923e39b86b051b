import { Worker } from 'node:worker_threads';
import { AppError } from '#server/kernel/errors.ts';
import type { StagedProgrammeInput } from '../catalogue/staged-programme.ts';
import { ImportFileError } from './import-file-error.ts';
import type { Oddity } from './oddity.ts';
import type { KnownConference } from './read-csv.ts';
import type { ReadProgrammes } from './read-programmes.ts';
import { largestProgrammeBytes } from './unpack-programme.ts';

/** What a reader in another thread is told; functions cannot travel, so conferences are given as a list. */
export interface WorkerReadOptions {
  conference?: string | undefined;
  timeZone?: string | undefined;
  /** Conferences of the library, each with all the names it goes by: slug and titles. */
  knownConferences?: ReadonlyArray<KnownConference & { names: readonly string[] }> | undefined;
}

/** What the thread tells: programmes one by one, so that taking them never holds the other thread up; then the end of it. */
export type WorkerAnswer =
  | { kind: 'programme'; programme: StagedProgrammeInput }
  | { kind: 'read'; oddities: Oddity[] }
  | { kind: 'refused'; problems: readonly string[] };

/**
 * Reads a programme as `readProgrammes` does, in a thread of its own, which may neither take longer nor use more memory than
 * given: the server's own loop goes on meanwhile.
 * @param limits.maxMs 60 s unless given
 * @param limits.maxMemoryMiB of the thread's heap; 1024 unless given
 * @throws {ImportFileError} where the file is refused, too large, too slow or too greedy; {AppError} `conflict` on abort
 */
export async function parseInWorker(
  bytes: Uint8Array,
  fileName: string,
  o: WorkerReadOptions = {},
  limits: { signal?: AbortSignal; maxMs?: number; maxMemoryMiB?: number } = {},
): Promise<ReadProgrammes> {
  const { signal, maxMs = 60_000, maxMemoryMiB = 1024 } = limits;
  if (bytes.length > largestProgrammeBytes)
    throw new ImportFileError([
      `The file is larger than programmes are (${largestProgrammeBytes / 1024 / 1024} MiB).`,
    ]);
  signal?.throwIfAborted();
  const worker = new Worker(new URL('parse-worker.ts', import.meta.url), {
    workerData: { bytes, fileName, o },
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMiB, stackSizeMb: 4 },
    env: {},
    execArgv: [],
  });
  const programmes: StagedProgrammeInput[] = [];
  const answer = Promise.withResolvers<Exclude<WorkerAnswer, { kind: 'programme' }>>();
  const slow = `The file takes longer than ${Math.round(maxMs / 1000)} s to read: it is no usual programme. Divide it by conferences.`;
  const timer = setTimeout(() => answer.reject(new ImportFileError([slow])), maxMs);
  const stop = () => answer.reject(new AppError('conflict', 'Reading the programme was stopped.'));
  signal?.addEventListener('abort', stop, { once: true });
  worker.on('message', (message: WorkerAnswer) => {
    if (message.kind === 'programme') programmes.push(message.programme);
    else answer.resolve(message);
  });
  worker.once('error', (cause) => answer.reject(refusal(cause, maxMemoryMiB)));
  worker.once('exit', (code) =>
    answer.reject(new Error(`The reader of programmes ended by itself (${code}).`)),
  );
  try {
    const told = await answer.promise;
    if (told.kind === 'refused') throw new ImportFileError(told.problems);
    return { programmes, oddities: told.oddities };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

function refusal(cause: unknown, maxMemoryMiB: number): unknown {
  const isGreedy = cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (!isGreedy) return cause;
  return new ImportFileError(
    [
      `The file needs more than ${maxMemoryMiB} MiB of memory to read: it is no usual programme. Divide it by conferences.`,
    ],
    { cause },
  );
}

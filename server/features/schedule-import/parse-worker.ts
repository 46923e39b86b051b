import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '#server/kernel/errors.ts';
import { ImportFileError } from './import-file-error.ts';
import type { WorkerAnswer, WorkerReadOptions } from './parse-in-worker.ts';
import { readProgrammes } from './read-programmes.ts';

// What the other thread has put here.
const { bytes, fileName, o } = workerData as { bytes: Uint8Array; fileName: string; o: WorkerReadOptions };

for (const message of answers()) parentPort?.postMessage(message);

function answers(): WorkerAnswer[] {
  const { conference, timeZone, knownConferences = [] } = o;
  try {
    const knownConference = (name: string) =>
      knownConferences.find(({ names }) => names.includes(name)) ?? null;
    const read = readProgrammes(bytes, fileName, { conference, timeZone, knownConference });
    const programmes = read.programmes.map((programme) => ({ kind: 'programme' as const, programme }));
    return [...programmes, { kind: 'read', oddities: read.oddities }];
  } catch (error) {
    if (error instanceof ImportFileError) return [{ kind: 'refused', problems: error.problems }];
    if (error instanceof AppError) return [{ kind: 'refused', problems: [error.message] }];
    throw error;
  }
}

import { parentPort, workerData } from 'node:worker_threads';
import { composeCatalogue } from './compose-catalogue.ts';
import { openDatabase } from './db/open.ts';
import type { ThreadData } from './features/imports/import-thread.ts';
import type { ImportTask, TaskAnswer } from './features/imports/tasks.ts';
import { createImportWork } from './features/imports/work.ts';
import { readProgrammes } from './features/schedule-import/read-programmes.ts';
import { AppError } from './kernel/errors.ts';

// Begun by features/imports/import-thread.ts; works on one task after the other.
const { file } = workerData as ThreadData;
const db = openDatabase(file);
const { catalogue } = composeCatalogue(db);
const work = createImportWork({
  ...{ db, catalogue },
  readFile: (bytes, fileName, o) =>
    readProgrammes(bytes, fileName, { ...o, knownConference: catalogue.knownConference }),
});

parentPort?.on('message', (task: ImportTask) => parentPort?.postMessage(answer(task)));

/** What was done, or why not; anything unexpected ends the thread. */
function answer(task: ImportTask): TaskAnswer<unknown> {
  try {
    return { value: work(task) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message, details } = error;
    return { problem: { code, message, details } };
  }
}

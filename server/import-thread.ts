import { parentPort, workerData } from 'node:worker_threads';
import { composeCatalogue } from './compose-catalogue.ts';
import { openDatabase } from './db/open.ts';
import type { ThreadData } from './features/imports/import-thread.ts';
import type { TaskAnswer } from './features/imports/tasks.ts';
import { createImportWork } from './features/imports/work.ts';
import { readProgrammes } from './features/schedule-import/read-programmes.ts';
import { AppError } from './kernel/errors.ts';

// Begun by features/imports/import-thread.ts, for one task.
const { file, task } = workerData as ThreadData;

function answer(): TaskAnswer<unknown> {
  const db = openDatabase(file);
  try {
    const { catalogue } = composeCatalogue(db);
    const work = createImportWork({
      ...{ db, catalogue },
      readFile: (bytes, fileName, o) =>
        readProgrammes(bytes, fileName, { ...o, knownConference: catalogue.knownConference }),
    });
    return { value: work(task) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message, details } = error;
    return { problem: { code, message, details } };
  } finally {
    db.close();
  }
}

parentPort?.postMessage(answer());

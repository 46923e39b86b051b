import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from './db/open.ts';
import { createRelating } from './features/search/related/relate-noted.ts';
import type { RelatedAnswer, RelatedThreadData } from './features/search/related/related-thread.ts';

// Begun by features/search/related/related-thread.ts; works off what is noted each time it is woken.
const { file } = workerData as RelatedThreadData;
const db = openDatabase(file);
// Pairs and notes go together: what a power cut takes is found again, so that nobody waits for the disk with us.
db.pragma('synchronous = NORMAL');
// Who ends the thread waits for a busy database too.
db.pragma('busy_timeout = 1000');
const relateNoted = createRelating(db);

parentPort?.on('message', () => {
  const answer: RelatedAnswer = { hasChanged: relateNoted() };
  parentPort?.postMessage(answer);
});

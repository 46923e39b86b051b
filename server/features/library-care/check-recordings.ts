import { join } from 'node:path';
import { listFiles } from './durable-copy.ts';
import type { Finding } from './finding.ts';
import type { LibraryCareStore } from './store.ts';

/** Every recording plays, or a job says why not; nothing half made is left of the samples. */
export async function checkRecordings(store: LibraryCareStore, o: { dataDir: string }): Promise<Finding[]> {
  const unplayable = store
    .recordings()
    .filter((row) => row.whole_count === 0 && (row.job_state === null || row.job_state === 'done'))
    .map(
      (row): Finding => ({
        kind: 'recording-unplayable',
        subject: row.id,
        sentence: `The recording ${row.id} (${JSON.stringify(row.arrived_as)}) has no version to play and no job that would make one.`,
      }),
    );
  const left = store.unfinishedSampleJobs() > 0 ? [] : await listFiles(join(o.dataDir, 'samples'));
  return [
    ...unplayable,
    ...left.map(
      (path): Finding => ({
        kind: 'left-over',
        subject: `samples/${path}`,
        sentence: `samples/${path} was left by the making of a sample.`,
      }),
    ),
  ];
}

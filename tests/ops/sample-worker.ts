import { loadExample } from '#server/features/schedule-import/load-example.ts';
import { startApp } from '../support/app.ts';

/**
 * A portal in a process of its own, for tests that kill it: makes the sample of one talk in the library DATA_DIR and
 * says when it is ready.
 */
const dataDir = process.env.DATA_DIR;
if (dataDir === undefined) throw new Error('DATA_DIR is needed');
const app = await startApp({ dataDir });
if (loadExample(app.catalogue, 'media/example') !== null) {
  app.db.prepare(`DELETE FROM talks WHERE slug <> 'openvz-in-devops-work'`).run();
}
await app.work.samples.enqueueSamples();
await app.work.recordings.order.reconcile();
await app.work.drainJobs();
await app.close();
process.stdout.write('ready\n');

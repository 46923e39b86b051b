import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stagedProgrammeSchema } from '#server/features/catalogue/staged-programme.ts';
import { countOutcomes } from '#server/features/catalogue/write/import-report.ts';
import { readProgrammes } from '#server/features/schedule-import/read-programmes.ts';
import { countEvents } from '../../scripts/bench/import/programmes/count-events.ts';
import { startApp, type TestApp } from '../support/app.ts';

const corpus = process.env.CORPUS_DIR;
const folder = join(corpus ?? '.', 'schedules');
const files = corpus
  ? [
      '38c3.xml',
      'fosdem-2007.xml',
      ...readdirSync(folder).filter((name) => /^(frab|pretalx).*\.json$/.test(name)),
    ]
  : [];
let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe.skipIf(!corpus)('programmes of the corpus (CORPUS_DIR)', () => {
  it.each(files)('%s comes whole, and a second time changes nothing', (file) => {
    const bytes = readFileSync(join(folder, file));
    const run = () => {
      const { programmes } = readProgrammes(bytes, file);
      return programmes.flatMap(
        (programme) =>
          app.catalogue.reconciliation.apply(stagedProgrammeSchema.parse(programme), {
            decisions: { accept: 'all', overwrite: new Set(), shows: 'public' },
          }).entries,
      );
    };
    const events = countEvents(bytes.toString(), file);
    expect(countOutcomes(run()).created).toBe(events);
    const revision = app.catalogue.revision();
    const again = run();
    expect(countOutcomes(again)).toMatchObject({
      created: 0,
      changed: 0,
      moved: 0,
      withdrawn: 0,
      unchanged: events,
    });
    expect(again.filter(({ outcome }) => outcome !== 'unchanged')).toEqual([]);
    expect(app.catalogue.revision()).toBe(revision);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../../tests/support/app.ts';
import { programme } from '../../../../tests/support/recordings.ts';
import { createTalkChooser } from './choose-talk.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  app.catalogue.applyProgramme(programme('auto'));
});
afterAll(() => app.close());

it('reads the talks once for each state of the catalogue, and sees every change of it', async () => {
  let readings = 0;
  const choose = createTalkChooser({
    ...app.work.talks,
    matchCandidates() {
      readings++;
      return app.work.talks.matchCandidates();
    },
  });
  const path = 'Ivan Petrov - Scaling Postgres to ten terabytes.mp4';
  const first = await choose({ path });
  expect(first?.talk?.slug).toBe('scaling-postgres');
  app.work.talks.touch([first?.talk?.id ?? 0]);
  expect(await choose({ path })).toEqual(first);
  expect(readings).toBe(1);
  app.catalogue.makeDraftTalk({ title: 'A talk that came later' });
  expect((await choose({ path: 'A talk that came later.mp4' }))?.talk?.title).toBe('A talk that came later');
  expect(readings).toBe(2);
});

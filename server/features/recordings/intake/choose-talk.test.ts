import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../../tests/support/app.ts';
import { programme } from '../../../../tests/support/recordings.ts';
import { createTalkIndexes } from '../matching/talk-indexes.ts';
import { createTalkChooser } from './choose-talk.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  app.catalogue.applyProgramme(programme('auto'));
});
afterAll(() => app.close());

it('reads the talks once for each state of the catalogue, and sees every change of it', async () => {
  let readings = 0;
  const { talks } = app.work;
  const indexes = createTalkIndexes({
    ...talks,
    matchCandidates(part) {
      readings++;
      return talks.matchCandidates(part);
    },
  });
  const choose = createTalkChooser({ talks, indexes });
  const file = { path: 'Ivan Petrov - Scaling Postgres to ten terabytes.mp4', durationMs: null };
  const first = await choose(file);
  expect(first?.talk?.slug).toBe('scaling-postgres');
  talks.touch([first?.talk?.id ?? 0]);
  expect(await choose(file)).toEqual(first);
  expect(readings).toBe(1);
  app.catalogue.makeDraftTalk({ title: 'A talk that came later' });
  const later = await choose({ path: 'A talk that came later.mp4', durationMs: null });
  expect(later?.talk?.title).toBe('A talk that came later');
  expect(readings).toBe(2);
});

it('makes no draft for a file whose conference is known', async () => {
  const { talks } = app.work;
  const choose = createTalkChooser({ talks, indexes: createTalkIndexes(talks) });
  const file = { path: 'something else.mp4', durationMs: null, makesDraft: true };
  expect(await choose(file)).toBeNull();
  const conferenceId = talks.conferenceId('dataconf');
  expect(await choose({ ...file, conferenceId })).toMatchObject({ talk: null, match: { kind: 'none' } });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, programme, take, talkRef } from '../support/recordings.ts';
import { showWhole } from '../support/versions.ts';

const slug = 'scaling-postgres';
const clips = clipBox();
let app: TestApp;
let recordingId: string;

beforeAll(async () => {
  app = await startApp();
  app.catalogue.applyProgramme(programme('auto'));
  const file = await clips.make('talk.mp4', { seconds: 5 });
  ({ recordingId } = await take(app, { file, path: 'talk.mp4', talk: talkRef(app, slug) }));
  showWhole(app, { recordingId });
});
afterAll(async () => {
  await app.close();
  clips.remove();
});

const moment = async (query: string) =>
  (await app.fetch(`/api/v1/talks/${slug}/moment?${query}`)).json() as Promise<unknown>;
/** At which second the talk page of an address begins. */
const beginning = async (query: string, path = 'talks') => {
  const body = await (await app.fetch(`/${path}/${slug}?${query}`)).text();
  return /"startSeconds":(\d+|null)/.exec(body)?.[1];
};
const trim = (start: number, end: number, seen: number, isPrivate = false) =>
  app.as('admin')(`/api/v1/recordings/${recordingId}/trim`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'if-match': `"${seen}"` },
    body: JSON.stringify({ start, end, isPrivate }),
  });

it('finds a noted second again after a trim, as soon as the trimmed version plays', async () => {
  expect(await moment('t=2.5&e=1')).toEqual({ seconds: 2.5, editNumber: 1 });
  expect((await trim(1000, 4000, 1)).status).toBe(200);
  // The old version plays on until the new one is there.
  expect(await moment('t=2.5&e=1')).toEqual({ seconds: 2.5, editNumber: 1 });
  showWhole(app, { recordingId, editNumber: 2, durationMs: 3000 });
  expect(await moment('t=2.5&e=1')).toEqual({ seconds: 1.5, editNumber: 2 });
  expect(await moment('t=2.5&e=2')).toEqual({ seconds: 2.5, editNumber: 2 });
  expect(await moment('t=2.5')).toEqual({ seconds: 2.5, editNumber: 2 });
  const talk = (await (await app.fetch(`/api/v1/talks/${slug}`)).json()) as { recording: unknown };
  expect(talk.recording).toMatchObject({ editNumber: 2 });
});

it('leads to the cut where the second was cut away', async () => {
  expect(await moment('t=0.2&e=1')).toEqual({ seconds: 0, editNumber: 2 });
  expect(await moment('t=4.8&e=1')).toEqual({ seconds: 3, editNumber: 2 });
});

it('begins the talk page and the page for frames there; a bare second is one of now', async () => {
  expect(await beginning('t=3&e=1')).toBe('2');
  expect(await beginning('t=3&e=1', 'embed')).toBe('2');
  expect(await beginning('t=3')).toBe('3');
  expect(await beginning('t=3&e=nonsense')).toBe('3');
});

it('leaves a second as it is where the recording never had that edit', async () => {
  expect(await moment('t=2&e=17')).toEqual({ seconds: 2, editNumber: 2 });
});

it('shows nothing of what was trimmed away for privacy: its moments are the cut', async () => {
  expect((await trim(2000, 4000, 2, true)).status).toBe(200);
  showWhole(app, { recordingId, editNumber: 3, durationMs: 2000 });
  expect(await moment('t=0&e=1')).toEqual({ seconds: 0, editNumber: 3 });
  expect(await moment('t=1.9&e=1')).toEqual({ seconds: 0, editNumber: 3 });
  expect(await moment('t=3&e=1')).toEqual({ seconds: 1, editNumber: 3 });
});

it('refuses what is no moment, and knows none of talks without a recording', async () => {
  expect((await app.fetch(`/api/v1/talks/${slug}/moment?t=-1`)).status).toBe(400);
  expect((await app.fetch(`/api/v1/talks/${slug}/moment`)).status).toBe(400);
  expect((await app.fetch('/api/v1/talks/tokyo-databases/moment?t=1')).status).toBe(404);
});

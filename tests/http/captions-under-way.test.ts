import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { someOf } from '../support/long-run.ts';
import {
  clipBox,
  disorderOf,
  filesUnder,
  programme,
  take,
  talkRef,
  versionsOf,
} from '../support/recordings.ts';

const clips = clipBox();
afterAll(() => clips.remove());

const by = { id: null, name: 't' };
const slug = 'scaling-postgres';
let app: TestApp;
let id: string;
let onStep: (step: string) => void;
beforeEach(async () => {
  onStep = () => {};
  app = await startApp({ tuning: { backoffMs: 10, onStep: (step) => onStep(step) } });
  app.catalogue.applyProgramme(programme('auto'));
  const file = await clips.make('talk.mp4', { seconds: 2 });
  const captions = file.replace('.mp4', '.en.vtt');
  await writeFile(captions, 'WEBVTT\n\n00:00.200 --> 00:00.800\nold words\n');
  const arrival = { file, path: 'talk.mp4', talk: talkRef(app, slug), captions: [captions] };
  ({ recordingId: id } = await take(app, arrival));
});
afterEach(() => app.close());

const tracks = () => app.work.recordings.captionTracks;
const put = (language: string) =>
  tracks().put({
    ...{ recordingId: id, language, fileName: 'a.vtt', by },
    bytes: Buffer.from('WEBVTT\n\n00:01.000 --> 00:01.500\nnew words\n'),
  });
/** Language and text of what viewers are shown. */
const shown = async (): Promise<Record<string, string>> => {
  const found = app.catalogue.talk(slug, 'en');
  const recording = found?.kind === 'found' ? found.talk.recording : null;
  const captions = recording?.tracks.filter(({ kind }) => kind === 'captions') ?? [];
  const texts = captions.map(async ({ language, url }) => [
    language,
    await (await app.fetch(url ?? '')).text(),
  ]);
  return Object.fromEntries(await Promise.all(texts));
};
/** As they lie there where a process ended right after its transaction: the old track deleted, a new one stored. */
const changeRows = () => {
  app.db.prepare('UPDATE caption_tracks SET deleted_ms = 1').run();
  app.db
    .prepare(
      `INSERT INTO caption_tracks (id, original_id, language, label, source, is_default, created_ms)
       SELECT 'later', original_id, 'de', 'Deutsch', 'file', 0, 1 FROM caption_tracks`,
    )
    .run();
  app.db
    .prepare(
      `INSERT INTO cues (track_id, position, start_ms, end_ms, text) VALUES ('later', 0, 1000, 1500, 'new words')`,
    )
    .run();
};
const newWords = expect.stringContaining('new words');
const wholeVersion = () => versionsOf(app).find(({ state }) => state === 'whole')?.id ?? 'none';
const captionFiles = () =>
  filesUnder(join(app.dataDir, 'hls', id)).filter((path) => path.includes('/captions/'));

describe('captions that change while a version is made', () => {
  it.each(someOf(['captions', 'playable', 'handed on', 'whole published', 'growing published'], 3))(
    'at “%s” are those that viewers get',
    async (at) => {
      let changing: Promise<unknown> | null = null;
      onStep = (step) => {
        if (step !== at || changing !== null) return;
        changing = Promise.all([put('de'), tracks().remove(id, 'en', by)]);
      };
      await app.work.drainJobs();
      await changing;
      expect(changing).not.toBeNull();
      expect(await shown()).toEqual({ de: newWords });
      // Those deleted lie nowhere any more, in versions of any age.
      const deleted = app.db.prepare<[], string>(
        'SELECT id FROM caption_tracks WHERE deleted_ms IS NOT NULL',
      );
      expect(captionFiles().filter((path) => path.includes(`${deleted.pluck().get()}.vtt`))).toEqual([]);
      expect(disorderOf(app)).toEqual([]);
    },
  );

  it('by the time of its transaction are written again before it is shown', async () => {
    let isChanged = false;
    onStep = (step) => {
      if (step !== 'captions' || isChanged) return;
      isChanged = true;
      changeRows();
    };
    await app.work.drainJobs();
    expect(await shown()).toEqual({ de: newWords });
    const whole = captionFiles().filter((path) => path.startsWith(wholeVersion()));
    expect(whole).toEqual([`${wholeVersion()}/captions/later.vtt`]);
    const log = app.db.prepare<[], string>('SELECT line FROM job_log ORDER BY position').pluck().all();
    expect(log.filter((line) => line.includes('written again'))).toHaveLength(1);
    expect(log.filter((line) => line === 'Done.')).toHaveLength(1);
  });
});

describe('captions of which a process that ended wrote no files', () => {
  it('are shown, and those deleted gone, from the next start', async () => {
    await app.work.drainJobs();
    const [old] = tracks().list(id);
    const [file] = captionFiles();
    expect(file).toContain(old?.id);
    changeRows();
    await app.work.recordings.order.reconcile();
    expect(await shown()).toEqual({ de: newWords });
    expect(existsSync(join(app.dataDir, 'hls', id, file ?? ''))).toBe(false);
  });

  it('are shown where the file of one that is told of is missing', async () => {
    await app.work.drainJobs();
    const before = await shown();
    for (const path of captionFiles()) await rm(join(app.dataDir, 'hls', id, path));
    await app.work.recordings.order.reconcile();
    expect(await shown()).toEqual(before);
  });
});

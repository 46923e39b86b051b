import { copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, disorderOf, programme, take, talkRef, versionsOf } from '../support/recordings.ts';

describe('taking a recording in', () => {
  const clips = clipBox();
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ tuning: { backoffMs: 10 } });
    app.catalogue.applyProgramme(programme('auto'));
  });
  afterAll(async () => {
    await app.close();
    clips.remove();
  });

  it('keeps the original untouched, makes it HLS, and shows it where the conference publishes by itself', async () => {
    const file = await clips.make('DataConf 2024/Ivan Petrov - Scaling Postgres to ten terabytes.mp4');
    const before = readFileSync(file);
    const { recordingId, note } = await take(app, {
      file,
      path: 'DataConf 2024/Ivan Petrov - Scaling Postgres to ten terabytes.mp4',
    });
    expect(note).toBe('Found by its path: its whole title is in the path; the speaker Ivan Petrov.');
    await app.work.drainJobs();
    const original = app.work.recordings.store.byId(recordingId);
    const kept = join(app.dataDir, original?.original_path ?? '');
    expect(kept).toMatch(/originals\/([0-9a-f]{2})\/\1[0-9a-f]{62}\.mp4$/);
    expect(readFileSync(kept).equals(before)).toBe(true);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(statSync(kept).mode & 0o222).toBe(0);
    expect(app.catalogue.talk('scaling-postgres', 'en')).toMatchObject({
      talk: { state: 'watchable', recording: { id: recordingId, status: 'ready', progress: 1, error: null } },
    });
    expect(
      versionsOf(app)
        .map((row) => row.state)
        .sort(),
    ).toEqual(['retired', 'whole']);
    expect(disorderOf(app)).toEqual([]);
  });

  it('recognises the same bytes under another name, and names the recording they are', async () => {
    const file = join(clips.dir, 'copy.mkv');
    copyFileSync(join(clips.dir, 'DataConf 2024/Ivan Petrov - Scaling Postgres to ten terabytes.mp4'), file);
    const outcome = await app.work.recordings.intake.take({ file, path: 'copy.mkv', isMoved: false });
    const [first] = app.work.recordings.store.all();
    expect(outcome).toMatchObject({ kind: 'duplicate', recordingId: first?.id });
    expect(outcome).toHaveProperty(
      'reason',
      expect.stringContaining('"Ivan Petrov - Scaling Postgres to ten terabytes.mp4"'),
    );
    expect(app.work.recordings.store.all()).toHaveLength(1);
    expect(disorderOf(app)).toEqual([]);
  });

  it('puts a lost original back when its bytes come again', async () => {
    const [first] = app.work.recordings.store.all();
    const kept = join(app.dataDir, first?.original_path ?? '');
    rmSync(kept);
    const outcome = await app.work.recordings.intake.take({
      file: join(clips.dir, 'copy.mkv'),
      path: 'copy.mkv',
      isMoved: false,
    });
    expect(outcome).toHaveProperty('reason', expect.stringContaining('put back'));
    expect(existsSync(kept)).toBe(true);
  });

  it('keeps a second recording of a talk beside the first until somebody chooses it', async () => {
    const file = await clips.make('second.mp4');
    const { recordingId, note } = await take(app, {
      file,
      path: 'second.mp4',
      talk: talkRef(app, 'scaling-postgres'),
    });
    expect(note).toBe('The talk was given by hand.');
    await app.work.drainJobs();
    const shown = () => {
      const found = app.catalogue.talk('scaling-postgres', 'en');
      return found?.kind === 'found' ? found.talk.recording?.id : null;
    };
    expect(app.work.recordings.store.byId(recordingId)).toMatchObject({
      is_primary: 0,
      publication: 'review',
    });
    expect(shown()).not.toBe(recordingId);
    app.work.recordings.publication.publish(recordingId);
    expect(shown()).toBe(recordingId);
    const primary = app.work.recordings.store
      .ofTalk(talkRef(app, 'scaling-postgres').id)
      .filter((r) => r.is_primary === 1);
    expect(primary).toHaveLength(1);
  });

  it('leaves alone what it cannot match, until it is assigned and published by hand', async () => {
    const file = await clips.make('GOPR0013.mp4');
    const { recordingId, talk, note } = await take(app, { file, path: 'GOPR0013.mp4' });
    expect(talk).toBeNull();
    expect(note).toBe('No talk fits the name of the file clearly.');
    expect(app.work.recordings.store.unmatched().map((row) => row.id)).toEqual([recordingId]);
    expect(() => app.work.recordings.publication.publish(recordingId)).toThrow(/no talk yet/);
    await app.work.recordings.publication.assign(recordingId, talkRef(app, 'tokyo-databases'));
    expect(app.work.recordings.store.unmatched()).toEqual([]);
    expect(app.work.recordings.store.inReview().map((row) => row.id)).toContain(recordingId);
    await app.work.drainJobs();
    expect(app.catalogue.talk('tokyo-databases', 'ja')).toMatchObject({ talk: { recording: null } });
    app.work.recordings.publication.publish(recordingId);
    expect(app.catalogue.talk('tokyo-databases', 'ja')).toMatchObject({
      talk: { recording: { id: recordingId } },
    });
  });

  it('makes a draft talk of a file name when asked, and publishes it only when a person says so', async () => {
    const file = await clips.make('02_How we test_final.mp4');
    const { recordingId, talk } = await take(app, {
      file,
      path: '02_How we test_final.mp4',
      makesDraft: true,
      conferenceSlug: 'dataconf',
    });
    expect(talk).toMatchObject({ title: 'How we test', visibility: 'draft' });
    await app.work.drainJobs();
    expect(app.catalogue.talk(talk?.slug ?? '', 'en')).toBeNull();
    app.work.recordings.publication.publish(recordingId);
    expect(app.catalogue.talk(talk?.slug ?? '', 'en')).toMatchObject({ talk: { state: 'watchable' } });
  });

  it('waits for review where the conference does not publish by itself', async () => {
    const draft = app.catalogue.makeDraftTalk({ title: 'A talk of no conference' });
    const file = await clips.make('A talk of no conference.mp4');
    const { recordingId, talk } = await take(app, { file, path: 'A talk of no conference.mp4' });
    expect(talk?.id).toBe(draft.talkId);
    expect(app.work.recordings.store.byId(recordingId)?.publication).toBe('review');
  });

  it.each([
    ['empty.mp4', ''],
    ['fake.webm', 'this is no film\n'.repeat(100)],
    ['notes.txt', 'just words'],
  ])('refuses %s with one sentence that names it', async (name, text) => {
    const file = join(clips.dir, name);
    writeFileSync(file, text);
    const before = app.work.recordings.store.all().length;
    const outcome = await app.work.recordings.intake.take({ file, path: name, isMoved: false });
    expect(outcome).toMatchObject({ kind: 'refused' });
    expect(outcome).toHaveProperty('reason', expect.stringMatching(new RegExp(`^"${name}" .*\\.$`)));
    expect(app.work.recordings.store.all()).toHaveLength(before);
    expect(disorderOf(app)).toEqual([]);
  });

  it('takes any name a file system knows as mere data', async () => {
    const name = `-y "quote' \n%00 $(id) ; 🎬 ${'long'.repeat(50)}.mp4`;
    const file = await clips.make('plain.mp4');
    const odd = join(clips.dir, name);
    copyFileSync(file, odd);
    const { recordingId } = await take(app, { file: odd, path: name });
    await app.work.drainJobs();
    expect(app.work.queue.latestOf(recordingId)).toMatchObject({ state: 'done', error: null });
    expect(app.work.recordings.store.byId(recordingId)?.arrived_as).toBe(name);
  });
});

describe('captions', () => {
  const clips = clipBox();
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
    app.catalogue.applyProgramme(programme('auto'));
  });
  afterAll(async () => {
    await app.close();
    clips.remove();
  });
  const tracks = (slug: string) => {
    const found = app.catalogue.talk(slug, 'en');
    const all = found?.kind === 'found' ? (found.talk.recording?.tracks ?? []) : [];
    return all.filter((track) => track.kind === 'captions');
  };

  it('beside a video go with it, cleaned, as WebVTT of its language', async () => {
    const file = await clips.make('talk.mp4');
    const srt = join(clips.dir, 'talk.de.srt');
    writeFileSync(
      srt,
      '1\r\n00:00:00,100 --> 00:00:01,000\r\n<b>Hallo</b> <script>alert(1)</script> a < b\r\n\r\n2\r\n00:00:01,000 --> 00:00:01,900\r\nTschüss --> weg\r\n',
    );
    await take(app, { file, path: 'talk.mp4', captions: [srt], talk: talkRef(app, 'scaling-postgres') });
    await app.work.drainJobs();
    const [track, ...more] = tracks('scaling-postgres');
    expect(more).toEqual([]);
    expect(track).toMatchObject({ language: 'de', label: 'Deutsch' });
    const answer = await app.fetch(track?.url ?? '');
    expect(answer.headers.get('content-type')).toBe('text/vtt; charset=utf-8');
    const text = await answer.text();
    expect(text).toContain('00:00:00.100 --> 00:00:01.000\nHallo alert(1) a &lt; b');
    expect(text).toContain('Tschüss --&gt; weg');
  });

  it('inside a video become a track, and their words are kept as cues', async () => {
    const srt = join(clips.dir, 'inner.srt');
    writeFileSync(srt, '1\n00:00:00,200 --> 00:00:01,200\nEmbedded words\n');
    const plain = await clips.make('inner.mp4');
    const file = join(clips.dir, 'with captions.mkv');
    const { ffmpeg } = await import('../support/clips.ts');
    await ffmpeg([
      '-i',
      plain,
      '-i',
      srt,
      '-map',
      '0',
      '-map',
      '1',
      '-c',
      'copy',
      '-c:s',
      'srt',
      '-metadata:s:s:0',
      'language=eng',
      file,
    ]);
    await take(app, { file, path: 'with captions.mkv', talk: talkRef(app, 'tokyo-databases') });
    await app.work.drainJobs();
    const [track] = tracks('tokyo-databases');
    expect(track).toMatchObject({ language: 'en' });
    expect(await (await app.fetch(track?.url ?? '')).text()).toContain('Embedded words');
    expect(app.db.prepare("SELECT count(*) AS n FROM cues WHERE text = 'Embedded words'").get()).toEqual({
      n: 1,
    });
  });
});

import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createIncoming, type IncomingFolder } from '#server/features/recordings/intake/incoming.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { clipBox, disorderOf, filesUnder, programme } from '../support/recordings.ts';

describe('the incoming folder', () => {
  const clips = clipBox();
  let clip: string;
  let app: TestApp;
  let folder: string;
  beforeAll(async () => {
    clip = await clips.make('clip.mp4');
  });
  afterAll(() => clips.remove());
  beforeEach(async () => {
    app = await startApp({ tuning: { settleMs: 0 } });
    app.catalogue.applyProgramme(programme('auto'));
    folder = join(app.dataDir, 'incoming');
  });
  afterEach(() => app.close());

  const drop = (path: string, from = clip) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(from, join(folder, path));
    return join(folder, path);
  };
  const webVtt = (text: string) => `WEBVTT\n\n00:00.000 --> 00:01.000\n${text}\n`;
  const tracks = () => app.db.prepare('SELECT count(*) FROM caption_tracks').pluck().get();
  const scan = () => app.work.recordings.incoming.scan();
  const recordings = () => app.work.recordings.store.all();
  const rejected = () => {
    const at = join(app.dataDir, 'rejected');
    return existsSync(at) ? filesUnder(at) : [];
  };

  it('moves a file into the library and matches it by its relative path', async () => {
    drop('DataConf 2024/Ivan Petrov/Scaling Postgres to ten terabytes.mp4');
    expect(await scan()).toBe(1);
    expect(filesUnder(folder)).toEqual([]);
    expect(recordings()).toMatchObject([
      {
        arrived_as: 'DataConf 2024/Ivan Petrov/Scaling Postgres to ten terabytes.mp4',
        publication: 'published',
      },
    ]);
    await app.work.drainJobs();
    expect(app.catalogue.talk('scaling-postgres', 'en')).toMatchObject({ talk: { state: 'watchable' } });
    expect(disorderOf(app)).toEqual([]);
  });

  it('leaves hidden and half-copied files alone', async () => {
    const names = [
      '.hidden.mp4',
      '.sync/a.mp4',
      'a.mp4.part',
      'b.crdownload',
      'c.mp4.tmp',
      'd.filepart',
      'e.mp4~',
      'f.mp4.!qB',
      '~$g.mp4',
    ];
    for (const name of names) drop(name);
    expect(await scan()).toBe(0);
    expect(filesUnder(folder)).toEqual([...names].sort());
    renameSync(join(folder, 'a.mp4.part'), join(folder, 'a.mp4'));
    expect(await scan()).toBe(1);
  });

  it('moves what is refused to rejected, with a note, and never looks at it again', async () => {
    writeFileSync(drop('day 1/empty.mp4'), '');
    writeFileSync(drop('day 1/fake.webm'), 'no film');
    expect(await scan()).toBe(2);
    expect(filesUnder(folder)).toEqual([]);
    expect(rejected()).toEqual([
      'day 1/empty.mp4',
      'day 1/empty.mp4.txt',
      'day 1/fake.webm',
      'day 1/fake.webm.txt',
    ]);
    expect(readFileSync(join(app.dataDir, 'rejected/day 1/empty.mp4.txt'), 'utf8')).toBe(
      '"empty.mp4" is empty: it holds no bytes.\n',
    );
    expect(await scan()).toBe(0);
    expect(recordings()).toEqual([]);
  });

  it('clears away at the start what a killed move left in rejected', async () => {
    const left = join(app.dataDir, 'rejected', '.1_5_another-boot_1.moving');
    mkdirSync(dirname(left), { recursive: true });
    writeFileSync(left, 'half');
    await app.work.recordings.order.reconcile();
    expect(rejected()).toEqual([]);
  });

  it('moves duplicates to rejected under a name of their own, with a note that names the recording', async () => {
    for (const round of [1, 2, 3]) {
      drop('same.mp4');
      expect(await scan(), `round ${round}`).toBe(1);
    }
    const [recording] = recordings();
    expect(recordings()).toHaveLength(1);
    expect(rejected()).toEqual(['same (2).mp4', 'same (2).mp4.txt', 'same.mp4', 'same.mp4.txt']);
    expect(readFileSync(join(app.dataDir, 'rejected/same.mp4.txt'), 'utf8')).toContain(recording?.id);
    expect(readFileSync(join(app.dataDir, 'rejected/same.mp4')).equals(readFileSync(clip))).toBe(true);
  });

  it('removes the second name of a file that was taken just before a crash', async () => {
    drop('talk.mp4');
    await scan();
    const [recording] = recordings();
    linkSync(join(app.dataDir, recording?.original_path ?? ''), join(folder, 'talk.mp4'));
    await scan();
    expect(filesUnder(folder)).toEqual([]);
    expect(rejected()).toEqual([]);
  });

  it.each([
    ['another file system', 'talk.mp4', []],
    ['a file with a caption', 'day 1/talk.mp4', ['day 1/talk.de.vtt']],
  ])('removes a file that was taken and copied just before a crash: %s', async (_what, path, beside) => {
    const file = drop(path);
    const captions = beside.map((name) => drop(name));
    for (const caption of captions) writeFileSync(caption, webVtt('Hallo'));
    await app.work.recordings.intake.take({ file, path, captions, isMoved: false });
    expect(await scan()).toBe(1 + captions.length);
    expect(filesUnder(folder)).toEqual([]);
    expect(rejected()).toEqual([]);
    expect(recordings()).toHaveLength(1);
    expect(tracks()).toBe(captions.length);
  });

  it('takes a file again, under its name, whose copy in the library got no row before the power went', async () => {
    const file = drop('talk.mp4');
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    const kept = join(app.dataDir, 'originals', sha256.slice(0, 2), `${sha256}.mp4`);
    mkdirSync(dirname(kept), { recursive: true });
    copyFileSync(file, kept);
    await app.work.recordings.order.reconcile();
    expect(recordings()).toEqual([]);
    expect(await scan()).toBe(1);
    expect(recordings()).toMatchObject([{ arrived_as: 'talk.mp4' }]);
    expect(rejected()).toEqual([]);
    expect(disorderOf(app)).toEqual([]);
  });

  it('removes no file whose bytes in the library are others by now', async () => {
    const file = drop('talk.mp4');
    await app.work.recordings.intake.take({ file, path: 'talk.mp4', isMoved: false });
    const kept = join(app.dataDir, recordings()[0]?.original_path ?? '');
    chmodSync(kept, 0o644);
    writeFileSync(kept, 'rotten');
    await scan();
    expect(rejected()).toContain('talk.mp4');
  });

  it('takes the captions of a file once, also when a crash left the caption file behind', async () => {
    const caption = drop('talk.de.vtt');
    writeFileSync(caption, webVtt('Hallo'));
    drop('talk.mp4');
    await scan();
    writeFileSync(caption, webVtt('Hallo'));
    expect(await scan()).toBe(1);
    expect(tracks()).toBe(1);
    writeFileSync(caption, webVtt('Hallo again'));
    expect(await scan()).toBe(1);
    expect(tracks()).toBe(2);
  });

  it('copies a file that has another name outside: the person keeps it as it was', async () => {
    const own = join(app.dataDir, 'own.mp4');
    copyFileSync(clip, own);
    chmodSync(own, 0o644);
    linkSync(own, join(folder, 'talk.mp4'));
    expect(await scan()).toBe(1);
    expect(statSync(own).mode & 0o777).toBe(0o644);
    expect(statSync(own).nlink).toBe(1);
    expect(disorderOf(app)).toEqual([]);
  });

  it('tells once of a caption file that waits for its video', async () => {
    const told: unknown[] = [];
    app.events.on('captions.waiting', (_name, fields) => told.push(fields));
    const { incoming } = app.work.recordings;
    writeFileSync(drop('day 1/talk.de.vtt'), webVtt('Hallo'));
    for (let n = 0; n < 3; n++) await scan();
    expect(told).toEqual([{ path: 'day 1/talk.de.vtt' }]);
    expect(await incoming.waitingCaptions()).toEqual(['day 1/talk.de.vtt']);
    drop('day 1/talk.mp4');
    expect(await incoming.waitingCaptions()).toEqual([]);
  });

  it('looks for the video of a late caption among those of its stem alone', async () => {
    for (const path of ['day/talk.mp4', 'day/talk.two.mp4', 'talk.mp4']) {
      copyFileSync(await clips.make(path), drop(path));
      await scan();
    }
    const { store } = app.work.recordings;
    expect(
      store
        .originalsOfStem('day/talk')
        .map((row) => row.arrived_as)
        .sort(),
    ).toEqual(['day/talk.mp4', 'day/talk.two.mp4']);
    store.originals = () => {
      throw new Error('All originals were read.');
    };
    writeFileSync(drop('day/talk.de.vtt'), webVtt('Hallo'));
    expect(await scan()).toBe(1);
    const [track] = app.db
      .prepare<[], string>(
        'SELECT o.arrived_as FROM caption_tracks t JOIN originals o ON o.id = t.original_id',
      )
      .pluck()
      .all();
    expect(track).toBe('day/talk.mp4');
  });

  it('lets a caption file wait for its video, and takes one that comes later', async () => {
    writeFileSync(drop('talk.de.vtt'), 'WEBVTT\n\n00:00.000 --> 00:01.000\nHallo\n');
    expect(await scan()).toBe(0);
    drop('talk.mp4');
    expect(await scan()).toBe(2);
    await app.work.drainJobs();
    writeFileSync(drop('talk.ru.srt'), '1\n00:00:00,000 --> 00:00:01,000\nПривет\n');
    writeFileSync(drop('unknown.srt'), '1\n00:00:00,000 --> 00:00:01,000\nx\n');
    writeFileSync(drop('talk.en.srt'), 'no captions');
    expect(await scan()).toBe(2);
    expect(filesUnder(folder)).toEqual(['unknown.srt']);
    expect(rejected()).toEqual(['talk.en.srt', 'talk.en.srt.txt']);
    const whole = app.db
      .prepare<[], { manifest: string }>("SELECT manifest FROM versions WHERE state = 'whole'")
      .get();
    expect(JSON.parse(whole?.manifest ?? '{}').captions).toMatchObject([
      { language: 'de' },
      { language: 'ru' },
    ]);
    expect(disorderOf(app)).toEqual([]);
  });

  it('takes all else when a folder cannot be read, and tells of that folder once', async () => {
    const told: unknown[] = [];
    app.events.on('incoming.skipped', (_name, fields) => told.push(fields));
    // Too deep for any path: that cannot be read by root either.
    const deep = Array.from({ length: 14 }, () => 'd'.repeat(200)).join('/');
    const aside = join(app.dataDir, 'aside');
    for (const at of [join(folder, deep), join(aside, deep)]) mkdirSync(at, { recursive: true });
    const inner = join(folder, deep, 'inner');
    renameSync(aside, inner);
    drop('a.mp4');
    drop('z/b.mp4');
    expect(await scan()).toBe(2);
    await scan();
    expect(told).toHaveLength(1);
    renameSync(inner, aside);
  });

  it('keeps a file that cannot be read for the moment', async () => {
    const file = drop('talk.mp4');
    const blocked = startedOn(app, async () => {
      throw new Error('the disk is busy');
    });
    expect(await blocked.scan()).toBe(0);
    expect(existsSync(file)).toBe(true);
    expect(rejected()).toEqual([]);
  });

  it('takes a file only after its size and time stood still for five seconds', async () => {
    let clockMs = 1_000_000;
    const incoming = startedOn(app, undefined, () => clockMs);
    const file = drop('talk.mp4');
    await incoming.scan();
    clockMs += 4999;
    expect(await incoming.scan()).toBe(0);
    writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from('more')]));
    clockMs += 1;
    expect(await incoming.scan()).toBe(0);
    clockMs += 4999;
    expect(await incoming.scan()).toBe(0);
    utimesSync(file, new Date(0), new Date(0));
    expect(await incoming.scan()).toBe(0);
    clockMs += 5000;
    expect(await incoming.scan()).toBe(1);
  });

  function startedOn(on: TestApp, take?: () => Promise<never>, now?: () => number): IncomingFolder {
    const { intake } = on.work.recordings;
    return createIncoming({
      folder,
      intake: take === undefined ? intake : { take },
      rejected: { put: async ({ file }) => file },
      blobs: on.work.recordings.blobs,
      events: on.events,
      addLateCaption: async () => false,
      ...(take && { settleMs: 0 }),
      ...(now && { now }),
    });
  }
});

/** Memory is a file system of its own on Linux. */
const elsewhere = '/dev/shm';
const hasAnother = existsSync(elsewhere) && statSync(elsewhere).dev !== statSync(tmpdir()).dev;

describe('an incoming folder on another file system', () => {
  const clips = clipBox();
  let app: TestApp;
  let folder: string;
  beforeAll(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-test-'));
    folder = mkdtempSync(join(hasAnother ? elsewhere : dataDir, 'rostrum-incoming-'));
    symlinkSync(folder, join(dataDir, 'incoming'));
    app = await startApp({ dataDir, tuning: { settleMs: 0 } });
  });
  afterAll(async () => {
    await app.close();
    for (const made of [folder, app.dataDir]) rmSync(made, { recursive: true, force: true });
    clips.remove();
  });

  it.skipIf(!hasAnother)('is emptied all the same: taken, rejected and duplicate alike', async () => {
    const clip = await clips.make('clip.mp4');
    copyFileSync(clip, join(folder, 'a.mp4'));
    copyFileSync(clip, join(folder, 'b.mp4'));
    writeFileSync(join(folder, 'c.mp4'), '');
    expect(await app.work.recordings.incoming.scan()).toBe(3);
    expect(readdirSync(folder)).toEqual([]);
    expect(filesUnder(join(app.dataDir, 'rejected'))).toEqual(['b.mp4', 'b.mp4.txt', 'c.mp4', 'c.mp4.txt']);
    expect(readFileSync(join(app.dataDir, 'rejected/b.mp4')).equals(readFileSync(clip))).toBe(true);
    expect(app.work.recordings.store.all()).toHaveLength(1);
    expect(disorderOf(app)).toEqual([]);
  });
});

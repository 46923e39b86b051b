import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkLibrary } from '#server/features/library-care/check-library.ts';
import type { Finding } from '#server/features/library-care/finding.ts';
import { startApp } from '../support/app.ts';
import { take, temporaryFolder, tinyClip } from './library.ts';

const folder = temporaryFolder();
const pristine = join(folder.path, 'pristine');
const dataDir = join(folder.path, 'library');
let recordingId = '';
let version = '';
let original = '';

beforeAll(async () => {
  mkdirSync(pristine);
  const app = await startApp({ dataDir: pristine });
  try {
    ({ recordingId } = await take(app, await tinyClip(folder.path, 'talk.mp4', 'navy')));
    await app.work.drainJobs();
    version = app.db.prepare<[], string>(`SELECT id FROM versions WHERE state = 'whole'`).pluck().get() ?? '';
    original = app.db.prepare<[], string>('SELECT path FROM originals').pluck().get() ?? '';
  } finally {
    await app.close();
  }
});
afterAll(() => folder.remove());
beforeEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
  cpSync(pristine, dataDir, { recursive: true });
});

const versionDir = () => join(dataDir, 'hls', recordingId, version);
const kindsOf = (findings: readonly Finding[]) => findings.map((finding) => finding.kind);
const check = (isDeep = false) => checkLibrary({ dataDir, isDeep, secondLookMs: 20 });

function change(sql: string): void {
  const db = new Database(join(dataDir, 'portal.db'));
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
}

describe('checkLibrary', () => {
  it('finds nothing in a library where all agrees, and changes nothing', async () => {
    const before = readdirSync(dataDir, { recursive: true })
      .map(String)
      .filter((name) => !name.startsWith('portal.db-'));
    expect(await check(true)).toEqual([]);
    const after = readdirSync(dataDir, { recursive: true })
      .map(String)
      .filter((name) => !name.startsWith('portal.db-'));
    expect(after.sort()).toEqual(before.sort());
  });

  it('names a missing original', async () => {
    rmSync(join(dataDir, original));
    expect(await check()).toEqual([
      { kind: 'original-missing', subject: original, sentence: `The original ${original} is missing.` },
    ]);
  });

  it('names an original that was cut short', async () => {
    chmodSync(join(dataDir, original), 0o600);
    truncateSync(join(dataDir, original), 1000);
    expect(kindsOf(await check())).toEqual(['original-size']);
  });

  it('sees bytes that changed only when it looks deep', async () => {
    const file = join(dataDir, original);
    chmodSync(file, 0o600);
    const bytes = readFileSync(file);
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(await check()).toEqual([]);
    expect(kindsOf(await check(true))).toEqual(['original-hash']);
  });

  it('names a file among the originals that no row names', async () => {
    mkdirSync(join(dataDir, 'originals/ab'), { recursive: true });
    writeFileSync(join(dataDir, 'originals/ab/stray.mp4'), 'x');
    expect(await check()).toMatchObject([{ kind: 'original-unknown', subject: 'originals/ab/stray.mp4' }]);
  });

  it('names a half-made copy whose maker is dead, and leaves a living one alone', async () => {
    const staging = join(dataDir, 'originals/.staging');
    writeFileSync(join(staging, '999999_1_boot_1.abc'), 'x');
    expect(kindsOf(await check())).toEqual(['left-over']);
    const { workerIdentity } = await import('#server/kernel/worker-identity.ts');
    renameSync(
      join(staging, '999999_1_boot_1.abc'),
      join(staging, `${workerIdentity().replaceAll(':', '_')}.abc`),
    );
    expect(await check()).toEqual([]);
  });

  it('names a missing version, segment, poster and download', async () => {
    rmSync(join(versionDir(), 'poster.jpg'));
    rmSync(join(versionDir(), '180p/seg-00000.m4s'));
    rmSync(join(versionDir(), 'downloads/180p.mp4'));
    const findings = await check();
    expect(findings.map(({ subject }) => subject.split('/').slice(3).join('/')).sort()).toEqual([
      '180p/seg-00000.m4s',
      'downloads/180p.mp4',
      'poster.jpg',
    ]);
    expect(new Set(kindsOf(findings))).toEqual(new Set(['version-file-missing']));
    rmSync(versionDir(), { recursive: true });
    expect(kindsOf(await check())).toEqual(['version-missing']);
  });

  it('names missing sheets of the storyboard, scenes and playlists of key frames', async () => {
    for (const path of ['storyboard/sheet-001.jpg', 'scenes.json', '180p/iframes.m3u8']) {
      rmSync(join(versionDir(), path));
      const [finding, ...more] = await check();
      expect(finding).toMatchObject({
        kind: 'version-file-missing',
        subject: expect.stringMatching(new RegExp(`${path}$`)),
      });
      expect(more).toEqual([]);
      cpSync(join(pristine, 'hls', recordingId, version, path), join(versionDir(), path));
    }
  });

  it('leaves a first version alone that waits for the lasting one, and names what it misses', async () => {
    change(`UPDATE versions SET state = 'growing', is_complete = 1 WHERE state = 'whole';
      UPDATE jobs SET state = 'failed'`);
    expect(await check()).toEqual([]);
    rmSync(join(versionDir(), '180p/init.mp4'));
    expect(kindsOf(await check())).toEqual(['version-file-missing']);
  });

  it('names a segment that was cut short and a download of another size', async () => {
    const segment = join(versionDir(), '180p/seg-00000.m4s');
    copyFileSync(segment, `${segment}.copy`);
    truncateSync(`${segment}.copy`, 100);
    renameSync(`${segment}.copy`, segment);
    expect(kindsOf(await check())).toEqual(['version-file-size']);
    truncateSync(join(versionDir(), 'downloads/180p.mp4'), 10);
    expect((await check())[0]?.sentence).toMatch(/180p\.mp4 has 10 bytes, it was made with \d+\./);
  });

  it('names a file that no playlist names', async () => {
    writeFileSync(join(versionDir(), '180p/seg-99999.m4s'), 'x');
    expect(kindsOf(await check())).toEqual(['version-file-unknown']);
  });

  it('names folders without rows', async () => {
    mkdirSync(join(dataDir, 'hls', recordingId, 'f'.repeat(32)));
    mkdirSync(join(dataDir, 'hls', 'nobody', 'f'.repeat(32)), { recursive: true });
    const sentences = (await check()).map(({ sentence }) => sentence);
    expect(sentences).toHaveLength(2);
    expect(sentences.join(' ')).toMatch(/no version that the database knows.*no recording/);
  });

  it('names a growing version that nobody works on, and leaves one in work alone', async () => {
    change(`UPDATE versions SET state = 'growing', is_complete = 0 WHERE state = 'whole'`);
    expect(kindsOf(await check())).toEqual(['version-abandoned', 'recording-unplayable']);
    change(`UPDATE jobs SET state = 'running', lease_token = 't', lease_owner = 'o', lease_until_ms = 1`);
    expect(await check()).toEqual([]);
  });

  it('names a recording with nothing to play and no job, but not one that failed', async () => {
    change('DELETE FROM versions');
    rmSync(join(dataDir, 'hls', recordingId), { recursive: true });
    expect(kindsOf(await check())).toEqual(['recording-unplayable']);
    change(`UPDATE jobs SET state = 'failed'`);
    expect(await check()).toEqual([]);
  });

  it('names rows that refer to nothing', async () => {
    change(`INSERT INTO talk_slugs (slug, talk_id) VALUES ('ghost', 4711)`);
    expect(await check()).toEqual([
      {
        kind: 'database',
        subject: 'portal.db',
        sentence: 'A row of talk_slugs refers to a row of talks that is not there.',
      },
    ]);
  });

  it('says so where there is no library', async () => {
    await expect(checkLibrary({ dataDir: join(folder.path, 'nowhere') })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

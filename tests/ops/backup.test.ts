import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BackupResult, backupLibrary } from '#server/features/library-care/backup.ts';
import { readManifest } from '#server/features/library-care/backup-manifest.ts';
import { checkLibrary } from '#server/features/library-care/check-library.ts';
import { listFiles, sha256Of } from '#server/features/library-care/durable-copy.ts';
import { restoreLibrary } from '#server/features/library-care/restore.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { take, temporaryFolder, tinyClip } from './library.ts';

const folder = temporaryFolder();
const root = join(folder.path, 'backups');
const colors = ['navy', 'olive', 'maroon', 'teal'] as const;
let app: TestApp;
let underLoad: BackupResult;
let talksBefore = 0;

/** Talks are written, recordings come in and are transcoded, all while the backup is taken. */
beforeAll(async () => {
  mkdirSync(join(folder.path, 'library'));
  app = await startApp({ dataDir: join(folder.path, 'library'), runsBackground: true });
  writeFileSync(join(app.dataDir, 'site.json'), '{"name":"Harbour talks"}\n');
  const clips = await Promise.all(colors.map((color) => tinyClip(folder.path, `${color}.mp4`, color)));
  await take(app, clips[0] ?? '');
  await app.work.drainJobs();
  let isLoaded = true;
  const writing = (async () => {
    for (let i = 0; isLoaded; i++) {
      app.catalogue.makeDraftTalk({ title: `Talk ${i}` });
      await sleep(5);
    }
  })();
  for (const clip of clips.slice(1)) await take(app, clip);
  while (app.work.queue.unfinished(10).every((job) => job.state !== 'running')) await sleep(10);
  talksBefore = countTalks(app);
  underLoad = await backupLibrary({ dataDir: app.dataDir, root });
  isLoaded = false;
  await writing;
  await app.work.drainJobs();
});
afterAll(async () => {
  await app.close();
  folder.remove();
});

function countTalks({ db }: TestApp): number {
  return db.prepare<[], number>('SELECT count(*) FROM talks').pluck().get() ?? 0;
}

async function hashesOf(dir: string): Promise<Record<string, string>> {
  const files = await listFiles(dir);
  return Object.fromEntries(
    await Promise.all(files.map(async (path) => [path, await sha256Of(join(dir, path))] as const)),
  );
}

describe('a backup taken under load', () => {
  const restored = join(folder.path, 'restored');

  it('reports no problem and leaves nothing unfinished behind', () => {
    expect(underLoad.problems).toEqual([]);
    expect(readdirSync(root).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it('holds every original and no growing version, each file as its manifest says', async () => {
    const manifest = await readManifest(underLoad.folder);
    const originals = manifest.files.filter(({ path }) => path.startsWith('originals/'));
    expect(originals).toHaveLength(colors.length);
    const hashes = await hashesOf(underLoad.folder);
    for (const { path, sha256 } of manifest.files) {
      expect(hashes).toHaveProperty([path]);
      if (sha256 !== null) expect(hashes[path]).toBe(sha256);
    }
    expect(Object.keys(hashes).length).toBe(manifest.files.length + 1);
    expect(manifest.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['portal.db', 'site.json', 'accounts.db']),
    );
  });

  it('is restored byte for byte, agrees with its database, and serves', async () => {
    await restoreLibrary({ from: root, dataDir: restored });
    for (const [path, hash] of Object.entries(await hashesOf(restored))) {
      if (path.startsWith('originals/') || path.startsWith('hls/')) {
        expect(await sha256Of(join(app.dataDir, path)), path).toBe(hash);
      }
    }
    expect(await checkLibrary({ dataDir: restored, isDeep: true, secondLookMs: 20 })).toEqual([]);
    const again = await startApp({ dataDir: restored });
    try {
      expect((await again.fetch('/readyz')).status).toBe(200);
      expect(countTalks(again)).toBeGreaterThanOrEqual(talksBefore);
      // What was under way is done again.
      await again.work.drainJobs();
      const wholes = again.db.prepare<[], number>(`SELECT count(*) FROM versions WHERE state = 'whole'`);
      expect(wholes.pluck().get()).toBe(colors.length);
    } finally {
      await again.close();
    }
    expect(await checkLibrary({ dataDir: restored, isDeep: true, secondLookMs: 20 })).toEqual([]);
  });

  it('keeps the accounts unreadable for others', () => {
    expect(statSync(join(restored, 'accounts.db')).mode & 0o077).toBe(0);
    expect(statSync(join(restored, 'portal.db')).mode & 0o077).toBe(0);
  });
});

describe('a backup of a recording whose lasting version is still to come', () => {
  it('holds its first version, and goes on from there', async () => {
    const dataDir = join(folder.path, 'staged');
    mkdirSync(dataDir);
    const steps: string[] = [];
    const first = await startApp({ dataDir, tuning: { onStep: (step) => cancelAt(step) } });
    const cancelAt = (step: string) => {
      const [job] = first.work.queue.list({ limit: 1 });
      if (step === 'handed on' && job !== undefined) first.work.queue.cancel(job.id);
    };
    await take(first, await tinyClip(folder.path, 'staged.mp4', 'purple'));
    await first.work.drainJobs();
    const backups = join(folder.path, 'staged backups');
    expect((await backupLibrary({ dataDir, root: backups })).problems).toEqual([]);
    await first.close();
    const restored = join(folder.path, 'staged again');
    await restoreLibrary({ from: backups, dataDir: restored });
    expect(await checkLibrary({ dataDir: restored, secondLookMs: 20 })).toEqual([]);
    const again = await startApp({ dataDir: restored, tuning: { onStep: (step) => steps.push(step) } });
    try {
      const [recording] = again.work.recordings.view.page({ limit: 1, isAllowed: () => true }).items;
      expect(recording).toMatchObject({
        status: 'playable',
        versions: [{ state: 'growing', stage: 'first' }],
      });
      again.work.recordings.publication.retry(recording?.id ?? '');
      await again.work.drainJobs();
      expect(again.work.recordings.view.page({ limit: 1, isAllowed: () => true }).items).toMatchObject([
        { status: 'ready' },
      ]);
      expect(steps).not.toContain('growing published');
    } finally {
      await again.close();
    }
  });
});

describe('a second backup', () => {
  it('shares unchanged originals with the first and is whole by itself', async () => {
    const second = await backupLibrary({ dataDir: app.dataDir, root });
    expect(second.reusedCount).toBeGreaterThan(colors.length);
    const [original] = (await readManifest(second.folder)).files.filter(({ path }) =>
      path.startsWith('originals/'),
    );
    const inodes = [second, underLoad].map(({ folder }) => statSync(join(folder, original?.path ?? '')).ino);
    expect(inodes[0]).toBe(inodes[1]);
    // But never with the library: a damaged original must not damage its backup.
    expect(statSync(join(app.dataDir, original?.path ?? '')).ino).not.toBe(inodes[0]);
    rmSync(underLoad.folder, { recursive: true });
    const target = join(folder.path, 'from-second');
    await restoreLibrary({ from: second.folder, dataDir: target });
    expect(await checkLibrary({ dataDir: target, isDeep: true, secondLookMs: 20 })).toEqual([]);
  });

  it('says which original is missing or damaged in the library, and keeps the rest', async () => {
    const broken = join(folder.path, 'broken');
    await restoreLibrary({ from: root, dataDir: broken });
    const [first, second] = await listFiles(join(broken, 'originals'));
    rmSync(join(broken, 'originals', first ?? ''));
    const file = join(broken, 'originals', second ?? '');
    const bytes = readFileSync(file);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    rmSync(file);
    writeFileSync(file, bytes);
    const made = await backupLibrary({ dataDir: broken, root: join(folder.path, 'broken-backups') });
    expect(made.problems).toEqual([
      `originals/${first} is missing from the library.`,
      `originals/${second} is damaged: its bytes are not those that came.`,
    ]);
  });

  it('takes the snapshot again when a file goes between it and the copy', async () => {
    const { db } = app;
    const retired = db.prepare<[], { id: string; recording_id: string }>(
      `SELECT id, recording_id FROM versions WHERE state = 'retired' LIMIT 1`,
    );
    const victim = retired.get();
    let rounds = 0;
    const made = await backupLibrary({
      dataDir: app.dataDir,
      root: join(folder.path, 'racing-backups'),
      onProgress(sentence) {
        if (sentence === 'database') rounds++;
        else if (rounds === 1 && victim !== undefined) {
          // As the collection of garbage does: the row, then the files.
          db.prepare('DELETE FROM versions WHERE id = ?').run(victim.id);
          rmSync(join(app.dataDir, 'hls', victim.recording_id, victim.id), { recursive: true, force: true });
        }
      },
    });
    expect(rounds).toBeGreaterThan(1);
    expect(made.problems).toEqual([]);
    const target = join(folder.path, 'from-racing');
    await restoreLibrary({ from: made.folder, dataDir: target });
    expect(await checkLibrary({ dataDir: target, secondLookMs: 20 })).toEqual([]);
  });

  it('refuses a folder within the library, and a library that is not there', async () => {
    const within = join(app.dataDir, 'backups');
    await expect(backupLibrary({ dataDir: app.dataDir, root: within })).rejects.toThrow(/within the library/);
    await expect(backupLibrary({ dataDir: join(folder.path, 'nowhere'), root })).rejects.toThrow(
      /no library/,
    );
    expect(existsSync(within)).toBe(false);
  });

  it('removes what an interrupted backup of a dead process left, not that of a living one', async () => {
    const other = join(folder.path, 'other-backups');
    const dead = join(other, 'rostrum-2020-01-01T00-00-00-000Z.partial');
    const living = join(other, 'rostrum-2020-01-02T00-00-00-000Z.partial');
    for (const left of [dead, living]) mkdirSync(left, { recursive: true });
    writeFileSync(join(dead, '.owner'), '999999:1:other-boot:1');
    const { workerIdentity } = await import('#server/kernel/worker-identity.ts');
    writeFileSync(join(living, '.owner'), workerIdentity());
    await backupLibrary({ dataDir: app.dataDir, root: other });
    expect([existsSync(dead), existsSync(living)]).toEqual([false, true]);
  });
});

describe('a restore', () => {
  const target = join(folder.path, 'target');

  it('refuses a library that a server runs on', async () => {
    await expect(restoreLibrary({ from: root, dataDir: app.dataDir, isForced: true })).rejects.toThrow(
      /stop it first/,
    );
  });

  it('refuses a library that is not empty, and with force moves it aside whole', async () => {
    await restoreLibrary({ from: root, dataDir: target });
    writeFileSync(join(target, 'site.json'), '{"name":"Old"}');
    await expect(restoreLibrary({ from: root, dataDir: target })).rejects.toThrow(/not empty/);
    const before = await hashesOf(target);
    const { movedAside } = await restoreLibrary({ from: root, dataDir: target, isForced: true });
    expect(await hashesOf(movedAside ?? '')).toEqual(before);
    expect(readFileSync(join(target, 'site.json'), 'utf8')).toContain('Harbour');
  });

  it('leaves what is no part of the library where it is', async () => {
    const fresh = join(folder.path, 'fresh');
    mkdirSync(join(fresh, 'example'), { recursive: true });
    mkdirSync(join(fresh, 'originals/.staging'), { recursive: true });
    writeFileSync(join(fresh, 'example/programme.json'), '{}');
    const { movedAside } = await restoreLibrary({ from: root, dataDir: fresh });
    expect(movedAside).toBeNull();
    expect(existsSync(join(fresh, 'example/programme.json'))).toBe(true);
  });

  it('verifies the backup before it changes anything', async () => {
    const damaged = join(folder.path, 'damaged');
    const { folder: backup } = await backupLibrary({ dataDir: app.dataDir, root: damaged });
    const victim = (await readManifest(backup)).files.find(({ path }) => path.endsWith('.m4s'));
    rmSync(join(backup, victim?.path ?? ''));
    const into = join(folder.path, 'untouched');
    await expect(restoreLibrary({ from: damaged, dataDir: into })).rejects.toThrow(
      /damaged, nothing was restored: .*m4s is missing/,
    );
    expect(existsSync(into)).toBe(false);
  });
});

describe('the commands', () => {
  const run = (script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        [`scripts/${script}.ts`, ...args],
        { env: { ...process.env, DATA_DIR: app.dataDir, ...env } },
        (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });

  it('back up a running library, restore it elsewhere and check it', async () => {
    const to = join(folder.path, 'by-command');
    const backups = join(folder.path, 'command-backups');
    expect(await run('backup', [backups])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/\d+ files, /),
    });
    expect(await run('restore', [backups, '--to', to])).toMatchObject({ code: 0 });
    expect(await run('check-library', ['--deep'], { DATA_DIR: to })).toMatchObject({
      code: 0,
      out: expect.stringContaining('database and files agree'),
    });
    rmSync(join(to, 'originals'), { recursive: true });
    const checked = await run('check-library', ['--json'], { DATA_DIR: to });
    expect(checked.code).toBe(1);
    expect(JSON.parse(checked.out).findings).toHaveLength(colors.length);
  });

  it.each(['backup', 'restore', 'check-library'])('%s prints help, and 2 for wrong usage', async (script) => {
    expect(await run(script, ['--help'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Exit codes'),
    });
    expect((await run(script, ['--frobnicate'])).code).toBe(2);
    expect((await run(script, ['one', 'two'])).code).toBe(2);
  });

  it('check-library says 2 where there is no library', async () => {
    expect((await run('check-library', [], { DATA_DIR: join(folder.path, 'nowhere') })).code).toBe(2);
  });
});

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { clipBox, disorderOf, programme } from '../support/recordings.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const clips = clipBox();
const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-command-'));

interface Answer {
  code: number;
  out: string;
  err: string;
}

/** Runs a command of the project on the test's library. */
async function command(script: string, ...args: string[]): Promise<Answer> {
  const env = { ...process.env, DATA_DIR: dataDir, EXAMPLE: 'off', LOG_LEVEL: '' };
  try {
    const { stdout, stderr } = await run(process.execPath, [join(root, 'scripts', script), ...args], { env });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }; // as execFile rejects
    return { code, out: stdout, err: stderr };
  }
}
const ingest = (...args: string[]) => command('ingest.ts', ...args);
const recordings = (...args: string[]) => command('recordings.ts', ...args);
const idIn = (text: string) => /recording ([0-9a-f]{16})/.exec(text)?.[1] ?? '';

beforeAll(async () => {
  const app = await startApp({ dataDir });
  app.catalogue.applyProgramme(programme('auto'));
  await app.close();
});
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
  clips.remove();
});

describe('npm run ingest', () => {
  it('takes a folder, keeps the sources, and ends with a summary and an honest code', async () => {
    const talk = await clips.make('folder/Ivan Petrov - Scaling Postgres to ten terabytes.mp4');
    copyFileSync(talk, join(clips.dir, 'folder/z copy.mp4'));
    writeFileSync(join(clips.dir, 'folder/broken.mp4'), '');
    writeFileSync(join(clips.dir, 'folder/README.txt'), 'not a recording');
    writeFileSync(join(clips.dir, 'folder/.hidden.mp4'), '');
    const { code, out } = await ingest(join(clips.dir, 'folder'), '--wait');
    expect(out).toMatch(/^taken .*talk scaling-postgres/m);
    expect(out).toMatch(/^duplicate .*z copy\.mp4/m);
    expect(out).toMatch(/^refused .*"broken\.mp4" is empty/m);
    expect(out).toMatch(/^ready .*Scaling Postgres/m);
    expect(out.trim().split('\n').at(-1)).toBe('1 taken (0 unmatched), 1 duplicate, 1 refused');
    expect(code).toBe(1);
    expect(existsSync(talk)).toBe(true);
    expect((await ingest(talk)).code).toBe(0);
  });

  it('says that a folder holds no recording, with code 1', async () => {
    const empty = join(clips.dir, 'empty');
    mkdirSync(empty);
    writeFileSync(join(empty, 'README.txt'), 'not a recording');
    const { code, err } = await ingest(empty);
    expect(err).toContain(`There is no recording in ${empty}.`);
    expect(code).toBe(1);
  });

  it('leaves the work to a server that runs, and shows how it goes', async () => {
    const env = { ...process.env, DATA_DIR: dataDir, EXAMPLE: 'off', LOG_LEVEL: 'silent' };
    const worker = spawn(process.execPath, [join(root, 'tests/support/doomed-server.ts'), dataDir], { env });
    try {
      await once(worker.stdout, 'data');
      const file = await clips.make('東京の朝とデータベース.mp4');
      const { code, out } = await ingest(file, '--wait');
      expect(out).toContain('talk tokyo-databases');
      expect(out).toMatch(/^ready /m);
      expect(code).toBe(0);
    } finally {
      worker.kill('SIGKILL');
      await once(worker, 'exit');
    }
  });

  it('says that nobody works on it when no server runs', async () => {
    const { out, code } = await ingest(await clips.make('GOPR0001.mp4'));
    expect(out).toContain('unmatched');
    expect(out).toContain('No server runs on this library');
    expect(code).toBe(0);
  });

  it.each([
    [[], 'A file or a folder is needed'],
    [['/no/such/file.mp4'], 'There is no file'],
    [['--wrong'], 'Unknown option'],
    [[clips.dir, '--talk', 'x'], '--talk goes with one recording'],
  ])('refuses wrong usage %j with code 2', async (args, problem) => {
    const { code, err } = await ingest(...args);
    expect(err).toContain(problem);
    expect(code).toBe(2);
  });

  it('refuses a talk and a conference that do not exist', async () => {
    const file = await clips.make('one.mp4');
    expect(await ingest(file, '--talk', 'nobody-knows')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no talk'),
    });
    expect(await ingest(file, '--conference', 'none')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no conference'),
    });
  });

  it('explains itself', async () => {
    for (const script of ['ingest.ts', 'recordings.ts']) {
      const { code, out } = await command(script, '--help');
      expect(code).toBe(0);
      expect(out).toMatch(/^Usage: npm run /);
    }
  });
});

describe('npm run recordings', () => {
  it('lists what has no talk, assigns, publishes, takes back, cancels and retries', async () => {
    const file = await clips.make('folder of its own/GOPR0777.mp4');
    const id = idIn((await ingest(file)).out);
    expect((await recordings('list', '--unmatched')).out).toContain(id);
    expect((await recordings('publish', id)).code).toBe(1);
    expect(await recordings('assign', id, '--talk', 'scaling-postgres')).toMatchObject({ code: 0 });
    expect((await recordings('list', '--unmatched')).out).not.toContain(id);
    expect((await recordings('list', '--review')).out).toMatch(
      new RegExp(`${id}[^]*not its primary recording`),
    );
    expect((await recordings('publish', id)).out).toContain('/talks/scaling-postgres');
    expect((await recordings('unpublish', id)).out).toContain('old addresses are dead');
    expect((await recordings('publish', '--talk', 'scaling-postgres')).out).toContain(id);
    expect((await recordings('cancel', id)).out).toBe('Cancelled.\n');
    expect((await recordings('cancel', id)).code).toBe(1);
    expect((await recordings('retry', id)).out).toContain('Queued again');
  });

  it('shows what is known of a recording, and its log, with names that steer no terminal', async () => {
    const file = await clips.make('bad\u001b[2J\nname.mp4', { seconds: 4 });
    const id = idIn((await ingest(file, '--wait')).out);
    const { code, out } = await recordings('show', id);
    expect(code).toBe(0);
    for (const part of [
      /^recording [0-9a-f]{16}$/m,
      /arrived as .*bad\\x1b\[2J\\x0aname\.mp4, \d+\.\d KiB/,
      /status +ready/,
      /length +4 s/,
      /picture 180p +320x180, \d+ kbit\/s, .*(copied|encoded)/,
      /sound audio-1/,
      /before +-\d+\.\d LUFS, true peak -\d+\.\d dBTP/,
      /after +-16\.\d LUFS.*\((linear|limited) by/,
      /version whole +[0-9a-f]{32}, lasting/,
      /version retired +[0-9a-f]{32}, first.*served until/,
      /job +[0-9a-f]{24}: done/,
    ]) {
      expect(out).toMatch(part);
    }
    const { out: log } = await recordings('log', id);
    expect(log).toMatch(/bad\\u\{1b\}\[2J\\u\{a\}name\.mp4/);
    expect(log).toMatch(/Step: lasting encoded\.[\s\S]*Done\.\n$/);
    for (const text of [out, log]) expect(text).not.toContain('\u001b');
    for (const command of ['show', 'log']) {
      expect(await recordings(command, 'nothing')).toMatchObject({
        code: 1,
        err: expect.stringContaining('"nothing"'),
      });
      expect((await recordings(command)).code).toBe(2);
    }
  });

  it('deletes a recording with its media, says what went, and lists captions without a video', async () => {
    const id = idIn((await ingest(await clips.make('GOPR0999.mp4'))).out);
    const { original_path: original, arrived_as: arrived } = await rowOf(id);
    const { code, out } = await recordings('delete', id);
    expect(out).toBe(`Deleted: recording ${id} (${arrived}), hls/${id}, ${original}.\n`);
    expect(code).toBe(0);
    expect(existsSync(join(dataDir, original))).toBe(false);
    expect(await recordings('delete', id)).toMatchObject({ code: 1, err: expect.stringContaining(id) });
    writeFileSync(join(dataDir, 'incoming', 'alone.de.vtt'), 'WEBVTT\n');
    const { out: listed } = await recordings('list');
    expect(listed).toContain('waiting for its video: incoming/alone.de.vtt');
    expect(listed).not.toContain(id);
  });

  it('removes the example with its media, and nothing else', async () => {
    const app = await startApp({ dataDir });
    const made = programme('auto');
    app.catalogue.applyProgramme({
      ...made,
      conference: { texts: { en: { title: 'Example' } }, slug: 'example', publish: 'auto', isSample: true },
      talks: [{ at: '1', slug: 'sample-talk', texts: { en: { title: 'A sample of a talk' } } }],
      speakers: [],
    });
    await app.close();
    const file = await clips.make('sample.mp4');
    const id = idIn((await ingest(file, '--talk', 'sample-talk', '--wait')).out);
    const { original_path: original } = await rowOf(id);
    expect(existsSync(join(dataDir, original))).toBe(true);
    const { code, out } = await recordings('remove-example');
    expect(out).toBe('Removed: 1 conference, 1 talks, 1 recordings.\n');
    expect(code).toBe(0);
    expect(existsSync(join(dataDir, original))).toBe(false);
    expect(existsSync(join(dataDir, 'hls', id))).toBe(false);
    const after = await startApp({ dataDir });
    expect(after.work.recordings.store.byId(id)).toBeUndefined();
    expect(after.work.talks.talkBySlugOrGuid('sample-talk')).toBeNull();
    expect(after.work.talks.talkBySlugOrGuid('scaling-postgres')).not.toBeNull();
    expect(disorderOf(after)).toEqual([]);
    await after.close();
  });

  it.each([
    [[]],
    [['dance']],
    [['assign']],
    [['assign', 'x']],
    [['publish']],
    [['delete']],
    [['list', 'x', 'y']],
  ])('refuses wrong usage %j with code 2', async (args) => {
    expect((await recordings(...args)).code).toBe(2);
  });

  it('names a recording that does not exist', async () => {
    expect(await recordings('unpublish', 'nothing')).toMatchObject({
      code: 1,
      err: expect.stringContaining('"nothing"'),
    });
  });
});

async function rowOf(id: string) {
  const app = await startApp({ dataDir });
  const row = app.work.recordings.store.byId(id);
  await app.close();
  if (row === undefined) throw new Error(`no recording ${id}`);
  return row;
}

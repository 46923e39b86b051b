import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { transcode } from '#server/transcode/engine.ts';
import { MediaError } from '#server/transcode/media-error.ts';
import { findOrphans, killOrphans } from '#server/transcode/orphans.ts';
import { runFfmpeg } from '#server/transcode/run.ts';
import { ffmpeg, picture } from '../support/clips.ts';
import { someOf } from '../support/long-run.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let space: Workspace;
/** Long enough that no machine encodes it within the seconds a test needs. */
let long: string;
beforeAll(async () => {
  space = await openWorkspace();
  const minute = join(space.root, 'minute.mp4');
  await ffmpeg([...picture({ size: '1280x720', rate: 30, seconds: 10 }), '-preset', 'ultrafast', minute]);
  long = join(space.root, 'long.mp4');
  await ffmpeg(['-stream_loop', '59', '-i', minute, '-c', 'copy', long]);
});
afterAll(() => space.close());

async function failureOf(run: Promise<unknown>): Promise<MediaError> {
  const error = await run.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof MediaError)) throw new Error(`expected a MediaError, got ${String(error)}`);
  return error;
}

describe('an ffmpeg that cannot be started', () => {
  const run = (cwd: string) =>
    runFfmpeg({
      inputs: [{ options: [], source: long }],
      outputs: [{ options: ['-f', 'null'], target: '-' }],
      ...{ cwd, purpose: 'encoding', tools: {} },
    });

  test('because its folder was removed is an error of the run, and of nothing else', async () => {
    const error = await failureOf(run(join(space.root, 'gone')));
    expect(error).toMatchObject({ code: 'failed', isPermanent: false });
    expect(error.message).toMatch(/^ffmpeg could not be started for encoding: spawn sh ENOENT$/);
  });

  test('because a command line is refused at once is so too', async () => {
    const error = await failureOf(run(`${space.root}\0`));
    expect(error).toMatchObject({ code: 'failed', isPermanent: false });
  });
});

describe('cancelling', () => {
  test('ends ffmpeg within two seconds and leaves nothing', async () => {
    const dir = join(space.root, 'cancelled');
    await mkdir(dir);
    const stop = new AbortController();
    let abortedAt = 0;
    let looking: Promise<unknown[]> | null = null;
    const run = transcode({
      input: long,
      growingDir: join(dir, 'growing'),
      wholeDir: join(dir, 'whole'),
      signal: stop.signal,
      onProgress: ({ step, ratio }) => {
        if (step !== 'encode' || ratio <= 0.15 || looking !== null) return;
        looking = findOrphans(dir).finally(() => {
          abortedAt = Date.now();
          stop.abort();
        });
      },
    });
    const error = await failureOf(run);
    expect(await looking).toHaveLength(1);
    expect(Date.now() - abortedAt).toBeLessThan(2000);
    expect(error).toMatchObject({ code: 'aborted', isPermanent: false });
    expect(await readdir(dir)).toEqual([]);
    expect(await findOrphans(dir)).toEqual([]);
  });

  test('before the start starts nothing', async () => {
    const dir = join(space.root, 'never');
    const error = await failureOf(
      transcode({ input: long, growingDir: `${dir}-g`, wholeDir: `${dir}-w`, signal: AbortSignal.abort() }),
    );
    expect(error.code).toBe('aborted');
  });

  const steps = [
    ...['planned', 'playable', 'lasting planned', 'lasting encoded', 'published'],
    ...['probed', 'ended', 'lasting started', 'playlists', 'by-products'],
  ];
  test.each(someOf(steps, 5))('at the step "%s" leaves nothing', async (at) => {
    const dir = join(space.root, `cancelled-${at}`);
    await mkdir(dir);
    const stop = new AbortController();
    const input = join(space.root, 'short.mp4');
    await ffmpeg([...picture({ size: '320x180', rate: 25, seconds: 1 }), '-preset', 'ultrafast', input]);
    const run = transcode({
      input,
      growingDir: join(dir, 'growing'),
      wholeDir: join(dir, 'whole'),
      signal: stop.signal,
      onStep: (name) => {
        if (name === at) stop.abort();
      },
    });
    expect((await failureOf(run)).code).toBe('aborted');
    expect(await readdir(dir)).toEqual([]);
  });
});

describe('an ffmpeg that goes wrong', () => {
  test('is ended when it makes no progress', async () => {
    const asleep = join(space.root, 'asleep.sh');
    // Answers what it can do, then hangs.
    await writeFile(
      asleep,
      '#!/bin/sh\ncase "$*" in *-progress*) exec sleep 60;; *) exec ffmpeg "$@";; esac\n',
      { mode: 0o755 },
    );
    const dir = join(space.root, 'stalled');
    await mkdir(dir);
    const input = await space.clips.silent();
    const error = await failureOf(
      transcode({
        input,
        growingDir: join(dir, 'g'),
        wholeDir: join(dir, 'w'),
        ffmpegPath: asleep,
        stallMs: 500,
      }),
    );
    expect(error).toMatchObject({ code: 'stalled', signal: 'SIGTERM' });
    expect(error.message).toMatch(/^"silent\.mp4": ffmpeg made no progress while encoding/);
    expect(await readdir(dir)).toEqual([]);
  });

  test('is reported with its command line, exit code and last words', async () => {
    const broken = join(space.root, 'broken.sh');
    const script =
      'case "$*" in *-progress*) echo "Conversion is out of order" >&2; exit 7;; *) exec ffmpeg "$@";; esac';
    await writeFile(broken, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const dir = join(space.root, 'broken');
    const input = await space.clips.silent();
    const error = await failureOf(
      transcode({ input, growingDir: `${dir}-g`, wholeDir: `${dir}-w`, ffmpegPath: broken }),
    );
    expect(error).toMatchObject({ code: 'failed', exitCode: 7, stderrTail: 'Conversion is out of order' });
    expect(error.argv).toContain(`file:${input}`);
    expect(error.message).toBe('"silent.mp4": ffmpeg failed while encoding: Conversion is out of order');
  });

  test.each([
    ['left/deep', 'grows'],
    ['left.tmp/downloads', 'is made whole'],
  ])('left over by a killed server in %s is found by the folder of the version that %s', async (place) => {
    const dir = join(space.root, 'left');
    await mkdir(join(space.root, place), { recursive: true });
    const source = ['-loglevel', 'error', '-re', '-f', 'lavfi', '-i', 'testsrc'];
    const args = [...source, '-f', 'null', '-y', join(space.root, place, 'x')];
    const child = spawn('ffmpeg', args, { stdio: 'ignore' });
    const ended = once(child, 'exit');
    await expect.poll(() => findOrphans(dir)).toEqual([child.pid]);
    expect(await findOrphans(`${dir}-other`)).toEqual([]);
    expect(await killOrphans(dir)).toEqual([child.pid]);
    expect(await findOrphans(dir)).toEqual([]);
    expect((await ended)[1]).toBe('SIGKILL');
  });

  test('a refusal to publish the growing version ends the run', async () => {
    const dir = join(space.root, 'refused');
    await mkdir(dir);
    const run = transcode({
      input: long,
      growingDir: join(dir, 'g'),
      wholeDir: join(dir, 'w'),
      onPlayable: () => {
        throw new Error('the lease is lost');
      },
    });
    expect((await failureOf(run)).message).toMatch(/the lease is lost/);
    expect(await readdir(dir)).toEqual([]);
    expect(await findOrphans(dir)).toEqual([]);
  });
});

/** A disk of its own, of a few MB; null where it may not be mounted. */
function mountSmallDisk(at: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', at], { stdio: 'ignore' }).status === 0;
}
const mayMount = process.platform === 'linux' && process.getuid?.() === 0;

describe.skipIf(!mayMount)(
  `a full disk${mayMount ? '' : ' (skipped: only root may mount a small one)'}`,
  () => {
    test('fails with that reason and leaves nothing', async ({ skip }) => {
      const dir = join(space.root, 'small-disk');
      await mkdir(dir);
      if (!mountSmallDisk(dir)) skip('mounting a tmpfs is not allowed here');
      const stop = new AbortController();
      onTestFinished(() => {
        stop.abort();
        spawnSync('umount', ['--lazy', dir]);
      });
      const dirs = { growingDir: join(dir, 'growing'), wholeDir: join(dir, 'whole') };
      const run = transcode({ input: long, ...dirs, signal: stop.signal });
      const error = await failureOf(run);
      expect(error).toMatchObject({ code: 'disk_full', isPermanent: false });
      expect(error.message).toMatch(/^The disk is full/);
      expect(await readdir(dir)).toEqual([]);
    });
  },
);

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { transcode } from '#server/transcode/engine.ts';
import { MediaError } from '#server/transcode/media-error.ts';
import { findOrphans, killOrphans } from '#server/transcode/orphans.ts';
import { ffmpeg, picture, tone } from '../support/clips.ts';
import { judgeVersion } from './conformance.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

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

describe('cancelling', () => {
  test('ends ffmpeg within two seconds and leaves nothing', async () => {
    const dir = join(space.root, 'cancelled');
    await mkdir(dir);
    const stop = new AbortController();
    let abortedAt = 0;
    const run = transcode({
      input: long,
      growingDir: join(dir, 'growing'),
      wholeDir: join(dir, 'whole'),
      signal: stop.signal,
      onPlayable: async () => {
        expect(await findOrphans(dir)).toHaveLength(1);
        abortedAt = Date.now();
        stop.abort();
      },
    });
    const error = await failureOf(run);
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

  test.each(['probed', 'planned', 'encoded', 'linked', 'playlists', 'poster', 'downloads', 'published'])(
    'at the step "%s" leaves nothing',
    async (at) => {
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
    },
  );
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

describe('hostile files', () => {
  test('playlists under another name are refused and nobody is asked', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      response.end();
    });
    server.on('connection', () => asked++);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.close());
    // A TCP server gives an object here.
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/secret.ts`;
    const local = await space.clips.silent();
    const hostile = {
      'hls.mp4': `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${url}\n#EXT-X-ENDLIST\n`,
      'hls-local.mkv': `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile:${local}\n#EXT-X-ENDLIST\n`,
      'concat.avi': `ffconcat version 1.0\nfile '${url}'\n`,
      'concat-local.mp4': `ffconcat version 1.0\nfile '${local}'\n`,
      'dash.mkv': `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>${url}</BaseURL></MPD>`,
      'session.mp4': `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video ${port} RTP/AVP 96\na=rtpmap:96 H264/90000\n`,
      'page.webm': `<html><video src="${url}"></video></html>`,
    };
    for (const [name, text] of Object.entries(hostile)) {
      const input = join(space.root, name);
      await writeFile(input, text);
      const error = await failureOf(transcode({ input, growingDir: `${input}-g`, wholeDir: `${input}-w` }));
      expect({ name, code: error.code, message: error.message }).toEqual({
        name,
        code: 'not_media',
        message: `"${name}" is not a video or sound file.`,
      });
    }
    expect(asked).toBe(0);
  });

  test.each([
    '-leading dash.mp4',
    `it's "quoted".mp4`,
    'two\nlines.mp4',
    '100%d %03d %%.mp4',
    'http:x.mp4',
    'emoji 🎬 и кириллица.mp4',
    'a;b|c&d$(e)`f`.mp4',
    `${'ü'.repeat(125)}.mp4`,
  ])('a file named %j is only a file', async (name) => {
    const odd = join(space.root, 'odd %d names', `${name.length}`);
    await mkdir(odd, { recursive: true });
    const input = join(odd, name);
    const plain = join(space.root, 'for-names.mp4');
    await ffmpeg([...picture({ size: '320x180', rate: 25, seconds: 1 }), '-preset', 'ultrafast', plain]);
    await cp(plain, input);
    const dirs = { growingDir: join(odd, 'growing 50%d'), wholeDir: join(odd, `whole 'of' 50%d`) };
    const manifest = await transcode({ input, ...dirs });
    expect(manifest.renditions).toHaveLength(1);
    expect(await judgeVersion(dirs.wholeDir)).toEqual([]);
    await rm(odd, { recursive: true });
  });
});

describe('damaged files', () => {
  test.each([
    ['a transport stream', 'cut.ts', ['-f', 'mpegts'], 0.6],
    ['a Matroska file', 'cut.mkv', [], 0.6],
    ['an MP4 with its index in front', 'cut.mp4', ['-movflags', '+faststart'], 0.6],
  ] as const)('of %s that was cut, what precedes the cut plays', async (_, name, options, share) => {
    const whole = join(space.root, `whole-${name}`);
    const encoder = [
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-g',
      '25',
      '-b:v',
      '1M',
      '-minrate',
      '1M',
      '-maxrate',
      '1M',
    ];
    await ffmpeg([
      ...picture({ size: '640x360', rate: 25, seconds: 10 }),
      ...encoder,
      '-bufsize',
      '1M',
      ...options,
      whole,
    ]);
    const bytes = await readFile(whole);
    const input = join(space.root, name);
    await writeFile(input, bytes.subarray(0, Math.floor(bytes.length * share)));
    const { manifest, dir } = await space.transcode(input);
    expect(await judgeVersion(dir)).toEqual([]);
    expect(manifest.durationMs).toBeGreaterThan(10_000 * share * 0.85);
    expect(manifest.durationMs).toBeLessThan(10_500);
  });

  /** The generator of POSIX's own `rand`, so that a seed always damages the same bytes. */
  const generator = (seed: number) => {
    let state = seed;
    return (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
      return Math.floor((state / 0x8000_0000) * below);
    };
  };

  test.each([1, 2, 3, 4, 5, 6])(
    'bytes damaged at random give a version or one sentence, and nothing half-made (seed %i)',
    async (seed) => {
      const random = generator(seed);
      const extension = ['mp4', 'mkv', 'ts'][seed % 3];
      const dir = join(space.root, `damaged-${seed}`);
      await mkdir(dir);
      const sound = join(space.root, `for-damage.${extension}`);
      const streams = [
        ...picture({ size: '320x180', rate: 25, seconds: 2 }),
        ...tone({ hz: 440, seconds: 2 }),
      ];
      await ffmpeg([...streams, '-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac', sound]);
      const bytes = await readFile(sound);
      const [count, below] = seed % 2 === 0 ? [20, 600] : [60, bytes.length];
      for (let i = 0; i < count; i++) bytes[random(below)] = random(256);
      const input = join(space.root, `damaged.${extension}`);
      await writeFile(input, bytes);
      const dirs = { growingDir: join(dir, 'growing'), wholeDir: join(dir, 'whole') };
      const made = await transcode({ input, ...dirs }).catch((error: unknown) => error);
      if (made instanceof Error) {
        expect(made).toMatchObject({ name: 'MediaError', isPermanent: true });
        expect(made.message).toMatch(/^"damaged\.\w+"[^\n]+\.$/);
        expect(await readdir(dir)).toEqual([]);
      } else {
        expect((await readdir(dir)).toSorted()).toEqual(['growing', 'whole']);
        expect(await judgeVersion(dirs.wholeDir)).toEqual([]);
      }
      expect(await findOrphans(dir)).toEqual([]);
    },
  );
});

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { transcode } from '#server/transcode/engine.ts';
import { memoryLimitBytes } from '#server/transcode/limits.ts';
import { MediaError } from '#server/transcode/media-error.ts';
import { runFfmpeg, type Tools } from '#server/transcode/run.ts';
import { ffmpeg, picture, tone } from '../support/clips.ts';
import { matroskaOf } from '../support/matroska.ts';
import { inputsOf, recordPrograms } from '../support/recorded-programs.ts';
import { judgeVersion } from './conformance.ts';
import { capture, readStreams } from './inspect.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const FAST = ['-c:v', 'libx264', '-preset', 'ultrafast'];
let space: Workspace;
beforeAll(async () => {
  space = await openWorkspace();
});
afterAll(() => space.close());

/** What the engine says of a file that it must refuse within seconds and without leaving anything. */
async function refusalOf(input: string): Promise<{ code: string; message: string }> {
  const dir = `${input}.out`;
  await mkdir(dir);
  const dirs = { growingDir: join(dir, 'growing'), wholeDir: join(dir, 'whole') };
  const error: unknown = await transcode({ input, ...dirs }).catch((e: unknown) => e);
  expect(await readdir(dir)).toEqual([]);
  if (!(error instanceof MediaError)) throw new Error(`not refused: ${String(error)}`);
  return { code: error.code, message: error.message };
}

async function fileOf(name: string, bytes: Buffer): Promise<string> {
  const path = join(space.root, name);
  await writeFile(path, bytes);
  return path;
}

/** A black picture of 8320 by 8192 pixels, in some kilobytes. */
async function bomb(name: string, options: readonly string[]): Promise<string> {
  const path = join(space.root, name);
  await ffmpeg(['-f', 'lavfi', '-i', 'color=black:s=8320x8192:r=25', '-frames:v', '1', ...options, path]);
  return path;
}

describe('every ffmpeg and ffprobe of a run', () => {
  test('opens the recording alone, by file and by demuxers that open nothing else, within limits of the kernel', async () => {
    const tools = await recordPrograms(join(space.root, 'recorded'));
    const inputs = [
      await space.clips.plain(),
      await space.clips.subtitled(),
      await space.clips.cover(),
      await space.clips.oddWidth(),
    ];
    for (const input of inputs) await space.transcode(input, tools);
    const starts = await tools.starts();
    const seen = new Set<string>();
    for (const start of starts) {
      const what = `${start.program} ${start.argv.join(' ')}`;
      for (const { options, source } of inputsOf(start.argv)) {
        const value = (name: string) => options[options.lastIndexOf(name) + 1];
        if (!options.includes('lavfi')) expect(value('-protocol_whitelist'), what).toBe('file');
        const original = inputs.find((input) => source.includes(input));
        if (original === undefined) continue;
        seen.add(`${start.program} ${original}`);
        expect(source).toBe(`file:${original}`);
        const demuxers = value('-format_whitelist')?.split(',') ?? [];
        expect(demuxers, what).toContain('matroska');
        for (const opens of ['hls', 'dash', 'concat', 'image2', 'sdp', 'lavfi', 'imf', 'tty'])
          expect(demuxers, what).not.toContain(opens);
        expect(value('-max_pixels'), what).toBe(`${8192 * 8192}`);
        expect(value('-max_streams'), what).toBe('256');
        expect(start.argv, what).toContain('-max_alloc');
        expect(start.coreBlocks, what).toBe('0');
        expect(Number(start.dataKib), what).toBeLessThanOrEqual(memoryLimitBytes() / 1024);
        expect(start.nice, what).toBeGreaterThanOrEqual(5);
      }
      // A recording that is named otherwise than behind -i would be missed above.
      const named = start.argv.filter((arg) => inputs.some((input) => arg.includes(input)));
      const opened = inputsOf(start.argv).filter(({ source }) => named.includes(source));
      expect(named, what).toHaveLength(opened.length);
    }
    expect(seen.size).toBe(2 * inputs.length);
  });

  test('runs at the same time keep each to its own program', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const said = await Promise.all(
      names.map(async (name) => {
        const ffmpegPath = join(space.root, `own-${name}.sh`);
        await writeFile(ffmpegPath, `#!/bin/sh\necho "this is ${name}" >&2; exit 3\n`, { mode: 0o755 });
        const error = await endOf({ ffmpegPath });
        return error?.stderrTail;
      }),
    );
    expect(said).toEqual(names.map((name) => `this is ${name}`));
  });
});

/** Runs a stand-in for ffmpeg by the engine's own runner; null where it ended well. */
function endOf(tools: Tools): Promise<MediaError | null> {
  return runFfmpeg({
    inputs: [{ options: [], source: 'x' }],
    outputs: [{ options: [], target: 'y' }],
    cwd: space.root,
    purpose: 'encoding',
    tools,
  }).then(
    () => null,
    (error: MediaError) => error,
  );
}

async function standIn(name: string, body: string): Promise<string> {
  const path = join(space.root, name);
  await writeFile(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return path;
}

describe('time and memory', () => {
  test('a process that goes on and on is ended when the time of its recording is over', async () => {
    const busy =
      'i=0; while :; do i=$((i+1)); printf "out_time_us=%d\\nprogress=continue\\n" $i; sleep 0.1; done';
    const ffmpegPath = await standIn('busy.sh', busy);
    const startedMs = Date.now();
    const error = await endOf({ ffmpegPath, endByMs: startedMs + 700 });
    expect(Date.now() - startedMs).toBeLessThan(5000);
    expect(error).toMatchObject({
      code: 'failed',
      message: 'ffmpeg took far too long while encoding and was ended.',
    });
  });

  test('an output that grows beyond 24 hours is ended', async () => {
    const body = 'printf "out_time_us=86400100000\\nprogress=continue\\n"; exec sleep 60';
    const error = await endOf({ ffmpegPath: await standIn('endless.sh', body) });
    expect(error).toMatchObject({
      code: 'unsupported',
      message: 'It plays longer than 24 hours, which is the limit.',
    });
  });

  test('a process that asks for more memory than it may have gets none', async () => {
    const many = 8 + memoryLimitBytes() / 1024 ** 3;
    const hungry = `const all = []; for (let i = 0; i < ${Math.ceil(many)}; i++) { try { all.push(new ArrayBuffer(2 ** 30)); } catch { console.error('Cannot allocate memory'); process.exit(1); } }`;
    const path = await standIn('hungry.sh', `exec '${process.execPath}' -e "${hungry}"`);
    const error = await endOf({ ffmpegPath: path });
    expect(error?.code).toBe('unsupported');
    expect(error?.message).toMatch(
      /^It needs more memory than the \d+ GiB that ffmpeg may use while encoding\.$/,
    );
  });
});

describe('what a file says of itself', () => {
  const blocksAtMs = [0, 100, 200];
  test('ten thousand streams are refused', async () => {
    const input = await fileOf('10000.mkv', matroskaOf({ tracks: 10_000, claimedMs: 300, blocksAtMs }));
    expect(await refusalOf(input)).toEqual({
      code: 'unsupported',
      message: '"10000.mkv" announces more streams than 256.',
    });
  });

  test('a hundred streams are refused', async () => {
    const input = await fileOf('100.mkv', matroskaOf({ tracks: 100, claimedMs: 300, blocksAtMs }));
    expect(await refusalOf(input)).toEqual({
      code: 'unsupported',
      message: '"100.mkv" holds 100 streams; 64 are the limit.',
    });
  });

  test('a length of thirty years is refused', async () => {
    const input = await fileOf('years.mkv', matroskaOf({ tracks: 1, claimedMs: 1e12, blocksAtMs }));
    expect(await refusalOf(input)).toEqual({
      code: 'unsupported',
      message: '"years.mkv" says that it plays for 277,778 hours; 24 are the limit.',
    });
  });

  test.each([
    ['Matroska', 'bomb.mkv', FAST],
    ['MP4', 'bomb.mp4', FAST],
    ['a transport stream', 'bomb.ts', FAST],
    ['PNG in Matroska', 'bomb-png.mkv', ['-c:v', 'png']],
    ['Motion JPEG in AVI', 'bomb.avi', ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p']],
  ] as const)('a picture of more pixels than two of 8K is refused in %s', async (_, name, options) => {
    const input = await bomb(name, options);
    const startedMs = Date.now();
    expect(await refusalOf(input)).toEqual({
      code: 'unsupported',
      message: `The picture of "${name}" is too large: 8320 by 8192 pixels; 67 million are the limit.`,
    });
    expect(Date.now() - startedMs).toBeLessThan(20_000);
  });

  test('a cover of too many pixels is left out, and the sound plays', async () => {
    const cover = await bomb('cover-bomb.png', ['-update', '1']);
    const input = join(space.root, 'covered.mp3');
    const attached = [
      '-i',
      cover,
      '-map',
      '0',
      '-map',
      '1',
      '-c:v',
      'copy',
      '-disposition:v',
      'attached_pic',
    ];
    await ffmpeg([...tone({ hz: 440, seconds: 1 }), ...attached, input]);
    const { manifest, dir } = await space.transcode(input);
    expect(manifest).toMatchObject({ video: null, poster: null });
    expect(manifest.audioTracks).toHaveLength(1);
    expect(await judgeVersion(dir)).toEqual([]);
  });
});

describe('a picture whose size changes in the middle', () => {
  const part = async (name: string, size: string) => {
    const path = join(space.root, name);
    const sound = tone({ hz: 440, seconds: 2 });
    await ffmpeg([
      ...picture({ size, rate: 25, seconds: 2 }),
      ...sound,
      ...FAST,
      '-g',
      '25',
      '-c:a',
      'aac',
      path,
    ]);
    return readFile(path);
  };

  test('is shown whole, at one size', async () => {
    const parts = [await part('small.ts', '320x180'), await part('large.ts', '640x360')];
    const { manifest, dir } = await space.transcode(await fileOf('changes.ts', Buffer.concat(parts)));
    expect(await judgeVersion(dir)).toEqual([]);
    expect(manifest.durationMs).toBeGreaterThan(3800);
    expect(manifest.durationMs).toBeLessThan(4300);
  });

  test('to more pixels than may be is shown as far as it may be', async () => {
    const huge = await readFile(await bomb('huge.ts', FAST));
    const input = await fileOf('grows.ts', Buffer.concat([await part('before.ts', '320x180'), huge]));
    const { manifest, dir } = await space.transcode(input);
    expect(await judgeVersion(dir)).toEqual([]);
    expect(manifest.durationMs).toBeGreaterThan(1900);
    expect(manifest.durationMs).toBeLessThan(3000);
    const { streams } = await readStreams(join(dir, 'master.m3u8'));
    expect(streams.filter((s) => s.codec_type === 'video').map((s) => s.width)).not.toContain(8320);
    await capture('ffmpeg', ['-v', 'error', '-i', join(dir, 'master.m3u8'), '-f', 'null', '-']);
  });
});

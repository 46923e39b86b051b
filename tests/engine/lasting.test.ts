import { cp, mkdir, readdir, readFile, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeLasting } from '#server/transcode/lasting/make-lasting.ts';
import { posterFromTrack } from '#server/transcode/poster.ts';
import { readTrack } from '#server/transcode/tracks.ts';
import { ffmpeg } from '../support/clips.ts';
import { inputsOf, recordPrograms } from '../support/recorded-programs.ts';
import { judgeVersion } from './conformance.ts';
import { brightnessOfFrames, pixelAt, readPackets } from './inspect.ts';
import { type Made, openWorkspace, type Workspace } from './workspace.ts';

// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let space: Workspace;
beforeAll(async () => {
  space = await openWorkspace();
});
afterAll(() => space.close());

const COLOURS = ['red', 'lime', 'blue', 'white', 'yellow', 'magenta', 'cyan', 'black', 'red', 'lime', 'blue'];
const RGB: Record<string, number[]> = {
  red: [255, 0, 0],
  lime: [0, 255, 0],
  blue: [0, 0, 255],
  white: [255, 255, 255],
  yellow: [255, 255, 0],
  magenta: [255, 0, 255],
  cyan: [0, 255, 255],
  black: [0, 0, 0],
};

/** The name of the colour that is nearest. */
function nearest(pixel: readonly number[]): string {
  const distance = (name: string) =>
    (RGB[name] ?? []).reduce((sum, value, i) => sum + Math.abs(value - (pixel[i] ?? 0)), 0);
  return Object.keys(RGB).toSorted((a, b) => distance(a) - distance(b))[0] ?? '';
}

describe('a source that is as small as it would be encoded', () => {
  let made: Made;
  beforeAll(async () => {
    made = await space.transcode(await space.clips.colours(COLOURS));
  });

  test('is kept as it was copied, by hard link', async () => {
    const [top, ...others] = made.manifest.renditions;
    expect(top).toMatchObject({ name: '360p', origin: 'copied', width: 640, height: 360 });
    expect(others.map((r) => [r.name, r.origin])).toEqual([['240p', 'encoded']]);
    const names = (await readdir(made.at('360p'))).filter((name) => !name.endsWith('.m3u8'));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) {
      const [first, lasting] = await Promise.all(
        [join(made.growingDir, '360p', name), made.at(`360p/${name}`)].map((path) => stat(path)),
      );
      expect(lasting?.ino).toBe(first?.ino);
    }
  });

  test('has its other sizes cut at its own key frames, and nowhere else', async () => {
    expect(await judgeVersion(made.dir)).toEqual([]);
    for (const rendition of ['360p', '240p']) {
      const init = await readFile(made.at(`${rendition}/init.mp4`));
      const keys: number[] = [];
      for (const name of (await readdir(made.at(rendition))).filter((n) => n.endsWith('.m4s')).toSorted()) {
        const packets = await readPackets(
          Buffer.concat([init, await readFile(made.at(`${rendition}/${name}`))]),
        );
        keys.push(...packets.filter((p) => p.isKey).map((p) => p.pts));
      }
      // Every 2.5 s in the source; segments take as many as make four seconds.
      if (rendition === '360p')
        expect(keys.map((k) => Math.round(k * 10) / 10)).toEqual([0, 2.5, 5, 7.5, 10]);
      else expect(keys.map((k) => Math.round(k * 10) / 10)).toEqual([0, 5, 10]);
    }
  });

  test('has a storyboard that shows every moment, to the end', async () => {
    const { storyboard, durationMs } = made.manifest;
    expect(storyboard).toEqual({
      ...{ path: 'storyboard/storyboard.vtt', intervalMs: 2000, tileWidth: 160, tileHeight: 90 },
    });
    const cues = Array.from(
      (await readFile(made.at('storyboard/storyboard.vtt'), 'utf8')).matchAll(
        /00:00:(\S+) --> 00:00:(\S+)\n(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)/g,
      ),
    );
    expect(cues).toHaveLength(6);
    expect(Number(cues.at(-1)?.[2]) * 1000).toBeCloseTo(durationMs, 3);
    for (const [i, [, from, , sheet, x, y, width, height]] of cues.entries()) {
      expect(Number(from)).toBe(2 * i);
      const middle = {
        x: (Number(x) + Number(width) / 2) / 1600,
        y: (Number(y) + Number(height) / 2) / 900,
      };
      const shown = nearest(await pixelAt(made.at(`storyboard/${sheet}`), middle));
      expect(shown, `at ${from} s`).toBe(COLOURS[Number(from)]);
    }
  });

  test('has a score for each half second, high where the picture changes', async () => {
    const { path = '' } = made.manifest.scenes ?? {};
    const { intervalMs, scores } = JSON.parse(await readFile(made.at(path), 'utf8'));
    expect(intervalMs).toBe(500);
    expect(scores).toHaveLength(2 * COLOURS.length);
    // A new colour with every whole second, none between.
    for (let i = 1; i < scores.length; i++) {
      if (i % 2 === 0) expect(scores[i], `at ${i / 2} s`).toBeGreaterThan(5);
      else expect(scores[i], `at ${i / 2} s`).toBeLessThan(1);
    }
  });

  test('has a poster of its own copied picture', async () => {
    expect(made.manifest.poster).toMatchObject({ path: 'poster.jpg', width: 640, height: 360 });
    expect(made.manifest.poster?.forms?.map(({ width }) => width)).toEqual([400, 640]);
    const shown = nearest(await pixelAt(made.at('poster.jpg'), { x: 0.5, y: 0.5 }));
    expect(shown).not.toBe('black');
  });
});

test('the poster of a copy with many key frames is looked for over its whole length', async () => {
  const dir = join(space.root, 'many-keys');
  await mkdir(join(dir, 'track'), { recursive: true });
  const graph =
    "color=black:s=320x180:r=10:d=60[b];testsrc2=s=320x180:r=10:d=60[p];[b][p]overlay=enable='gt(t,30)'";
  await ffmpeg([
    ...[
      '-filter_complex',
      graph,
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-g',
      '10',
      '-pix_fmt',
      'yuv420p',
    ],
    ...['-f', 'hls', '-hls_time', '4', '-hls_list_size', '0', '-hls_segment_type', 'fmp4'],
    join(dir, 'track/index.m3u8'),
  ]);
  const made = await readTrack(dir, 'track');
  if (made === null) throw new Error('nothing was made');
  expect(made.segments).toHaveLength(15);
  await posterFromTrack({ tools: {}, from: dir, dir, made, width: 320, height: 180 });
  const [brightness = 0] = await brightnessOfFrames(join(dir, 'poster.jpg'));
  expect(brightness).toBeGreaterThan(60);
  expect(await readdir(dir)).toEqual(['poster.jpg', 'track']);
});

test('the picture is decoded once, by one ffmpeg, and nothing is encoded that is there already', async () => {
  const programs = await recordPrograms(join(space.root, 'programs'));
  const { ffmpegPath, ffprobePath } = programs;
  const input = await space.clips.foreign2997();
  const first = await space.transcode(input);
  const manifest = first.growing;
  expect(manifest).not.toBeNull();
  if (manifest === null) return;
  const wholeDir = join(space.root, 'lasting-only');
  await makeLasting({ input, first: { dir: first.growingDir, manifest }, wholeDir, ffmpegPath, ffprobePath });
  const runs = (await programs.starts()).filter((s) => s.program === 'ffmpeg' && s.argv.includes('-i'));
  const ofSource = runs.filter((s) => inputsOf(s.argv).some((i) => i.source.includes(input)));
  const decoding = ofSource.filter((s) => s.argv.includes('-filter_complex') || s.argv.includes('libx264'));
  expect(decoding).toHaveLength(1);
  const [run] = decoding;
  expect(run?.argv.filter((a) => a === '-i')).toHaveLength(1);
  expect(run?.argv.filter((a) => a === 'libx264')).toHaveLength(1);
  expect(run?.argv.filter((a) => a === '[stills]')).toHaveLength(1);
  expect(run?.nice).toBe(15);
  expect(runs.filter((s) => s !== run && s.argv.includes('libx264'))).toEqual([]);
});

test('without a first version everything is made', async () => {
  const wholeDir = join(space.root, 'alone');
  const manifest = await makeLasting({ input: await space.clips.plain(), first: null, wholeDir });
  expect(manifest.renditions.map((r) => [r.name, r.origin])).toEqual([
    ['360p', 'encoded'],
    ['240p', 'encoded'],
  ]);
  expect(await judgeVersion(wholeDir)).toEqual([]);
});

/** The first version of a recording that had to be encoded; made once, and to be left as it is. */
let foreign: Promise<Made> | undefined;
async function firstOfForeign() {
  foreign ??= space.transcode(await space.clips.foreign2997());
  const { growingDir, growing } = await foreign;
  if (growing === null) throw new Error('nothing was playable');
  return { growingDir, growing };
}

test('a first version that is not whole is not taken over', async () => {
  const { growingDir: whole, growing } = await firstOfForeign();
  const growingDir = join(space.root, 'cut short');
  await cp(whole, growingDir, { recursive: true });
  await truncate(join(growingDir, '360p/seg-00001.m4s'), 1000);
  const wholeDir = join(space.root, 'again');
  await makeLasting({
    input: await space.clips.foreign2997(),
    first: { dir: growingDir, manifest: growing },
    wholeDir,
  });
  expect(await judgeVersion(wholeDir)).toEqual([]);
});

test('a failure leaves the first version as it was and nothing else', async () => {
  const input = await space.clips.foreign2997();
  const { growingDir, growing } = await firstOfForeign();
  const before = await readdir(space.root);
  const stop = new AbortController();
  const wholeDir = join(space.root, 'stopped');
  const run = makeLasting({
    ...{ input, wholeDir, first: { dir: growingDir, manifest: growing }, signal: stop.signal },
    onStep: (name) => name === 'lasting encoded' && stop.abort(),
  });
  await expect(run).rejects.toMatchObject({ code: 'aborted' });
  expect(await readdir(space.root)).toEqual(before);
  expect(await judgeVersion(growingDir, 'EVENT')).toEqual([]);
});

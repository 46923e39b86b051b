import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ffmpeg } from '../support/clips.ts';
import { beeps, flashes, watchClaps } from './clapper.ts';
import { capture } from './inspect.ts';
import { type Made, openWorkspace, type Workspace } from './workspace.ts';

// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const STEP_LIMIT_SECONDS = 0.04;
/** By so much the clock of a container, which begins with the sound an encoder ran up on, may differ from the clip’s. */
const CLOCK_SECONDS = 0.06;
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
/** Key frames far apart, and pictures that refer to later ones. */
const WITH_B = ['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '3', '-g', '500', '-pix_fmt', 'yuv420p'];
const AAC = ['-c:a', 'aac', '-b:a', '128k'];

let space: Workspace;
beforeAll(async () => {
  space = await openWorkspace();
});
afterAll(() => space.close());

async function made(name: string, args: readonly string[]): Promise<string> {
  const file = join(space.root, name);
  await ffmpeg([...args, file]);
  return file;
}

describe('picture and sound of a part are in step, from its first moment', () => {
  const seconds = 9;
  /** One clap in the very moment in which the part begins, one within it; one before and one behind it. */
  const claps = [1, 3.32, 5, 7.5];
  const span = { startMs: 3320, endMs: 7000 };
  const plain = [...flashes({ claps, rate: 25, seconds }), ...beeps({ claps, seconds })];
  const sources: Record<string, () => Promise<string>> = {
    'MP4 with B-frames': () => made('b.mp4', [...plain, ...WITH_B, ...AAC]),
    'Matroska with Opus': () => made('b.mkv', [...plain, ...WITH_B, '-c:a', 'libopus']),
    'a transport stream that starts at 22 hours': () =>
      made('late.ts', [...plain, ...WITH_B, ...AAC, '-output_ts_offset', '80000']),
    'a variable frame rate': () =>
      made('vfr.mkv', [
        ...flashes({ claps, rate: 30, seconds, filter: `select='not(mod(n,3))+gt(mod(t,2),1)'` }),
        ...beeps({ claps, seconds }),
        ...['-vsync', 'vfr', ...H264, ...AAC],
      ]),
  };
  test.each(Object.entries(sources))('%s', async (_, make) => {
    const { manifest, at } = await space.transcode(await make(), { span });
    expect(manifest.durationMs).toBeGreaterThan(3630);
    expect(manifest.durationMs).toBeLessThan(3740);
    for (const path of ['master.m3u8', 'downloads/180p.mp4']) {
      const { seen, heard, pictureEnds, soundEnds } = await watchClaps(at(path));
      expect(seen).toHaveLength(2);
      expect(heard).toHaveLength(2);
      for (const [i, clap] of [0, 1.68].entries()) {
        expect(Math.abs((seen[i] ?? 99) - (heard[i] ?? 0))).toBeLessThan(STEP_LIMIT_SECONDS);
        expect(Math.abs((heard[i] ?? 99) - clap)).toBeLessThan(CLOCK_SECONDS);
      }
      expect(Math.abs(pictureEnds - 3.68)).toBeLessThan(0.05);
      expect(Math.abs(soundEnds - 3.68)).toBeLessThan(0.05);
    }
  });

  test('sound alone', async () => {
    const input = await made('sound.mp3', beeps({ claps, seconds }));
    const { manifest, at } = await space.transcode(input, { span });
    expect(Math.abs(manifest.durationMs - 3680)).toBeLessThan(40);
    const heard = await beepsIn(at('master.m3u8'));
    expect(heard).toHaveLength(2);
    expect(Math.abs((heard[0] ?? 99) - 0)).toBeLessThan(STEP_LIMIT_SECONDS);
    expect(Math.abs((heard[1] ?? 99) - 1.68)).toBeLessThan(STEP_LIMIT_SECONDS);
  });
});

test('a slide that came long before the part begins is what it begins with', async () => {
  const slides = 'color=red:s=320x180:r=25:d=6[a];color=lime:s=320x180:r=25:d=6[b];[a][b]concat';
  const input = await made('slides.mkv', [
    ...[
      '-f',
      'lavfi',
      '-i',
      `${slides},select='eq(n,0)+eq(n,150)+eq(n,290)'`,
      '-f',
      'lavfi',
      '-i',
      'sine=d=12',
    ],
    ...['-vsync', 'vfr', ...H264, ...AAC],
  ]);
  const { at, manifest } = await space.transcode(input, { span: { startMs: 4000, endMs: 8000 } });
  const rate = manifest.video?.frameRate ?? 0;
  const colours = await coloursIn(at('master.m3u8'));
  expect(new Set(colours)).toEqual(new Set(['red', 'green']));
  expect(colours[0]).toBe('red');
  expect(Math.abs(colours.indexOf('green') - 2 * rate)).toBeLessThan(0.6);
});

describe('nothing of outside a part comes into what is made', () => {
  let whole: Made;
  let growing: string;
  // The sound of a container may begin some milliseconds before its picture.
  const span = { startMs: 4100, endMs: 7900 };
  beforeAll(async () => {
    // Red and a low tone before, green and silence within, blue and a low tone behind.
    const parts = ['red', 'lime', 'blue'].map((colour, i) => `color=${colour}:s=320x180:r=25:d=4[c${i}]`);
    const picture = `${parts.join(';')};[c0][c1][c2]concat=n=3`;
    const sound = `aevalsrc='0.5*sin(2*PI*440*t)*(lt(t,4)+gte(t,8))':s=48000:d=12`;
    const marks = join(space.root, 'marks.txt');
    const chapter = (from: number, to: number, title: string) =>
      `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${from}\nEND=${to}\ntitle=${title}\n`;
    await writeFile(
      marks,
      `;FFMETADATA1\n${chapter(0, 3000, 'secret before')}${chapter(3000, 6000, 'reaches in')}${chapter(6000, 12_000, 'reaches out')}`,
    );
    const words = join(space.root, 'words.srt');
    await writeFile(
      words,
      '1\n00:00:01,000 --> 00:00:02,000\nsecret\n\n2\n00:00:05,000 --> 00:00:06,000\nshown\n',
    );
    const input = await made('secret.mkv', [
      ...['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound, '-i', words, '-i', marks],
      ...['-map', '0', '-map', '1', '-map', '2', '-map_metadata', '3', '-map_chapters', '3'],
      ...[...WITH_B, ...AAC, '-c:s', 'srt'],
    ]);
    whole = await space.transcode(input, { span });
    growing = whole.growingDir;
  });

  test('no picture, in any rendition, download or sheet', async () => {
    const { manifest, at, dir } = whole;
    const pictures = [
      ...manifest.renditions.map((r) => r.playlist),
      ...manifest.downloads.filter((d) => d.kind === 'video').map((d) => d.path),
      ...(await readdir(join(dir, 'storyboard')))
        .filter((n) => n.endsWith('.jpg'))
        .map((n) => `storyboard/${n}`),
      manifest.poster?.path ?? 'no poster',
      ...manifest.renditions.map((r) => r.iframePlaylist ?? 'no key frames'),
    ];
    expect(pictures.length).toBeGreaterThanOrEqual(5);
    for (const path of pictures) {
      const colours = new Set(await coloursIn(at(path)));
      // A sheet of the storyboard is black where no picture is.
      colours.delete('black');
      expect([path, ...colours]).toEqual([path, 'green']);
    }
    expect(new Set(await coloursIn(join(growing, 'master.m3u8')))).toEqual(new Set(['green']));
    expect(new Set(await coloursIn(join(growing, 'poster.jpg')))).toEqual(new Set(['green']));
  });

  test('no sound', async () => {
    const { manifest, at } = whole;
    const sounds = [...manifest.audioTracks.map((t) => t.playlist), 'downloads/audio.m4a'];
    for (const path of [...sounds.map(at), join(growing, 'master.m3u8')]) {
      expect(await loudestIn(path)).toBeLessThan(0.001);
    }
  });

  test('no caption, and of chapters only what is within it, on its own clock', () => {
    expect(whole.manifest.captions).toEqual([]);
    expect(whole.manifest.chapters).toEqual([
      { startMs: 0, endMs: 1900, title: 'reaches in' },
      { startMs: 1900, endMs: expect.closeTo(3800, -2), title: 'reaches out' },
    ]);
  });

  test('the length is the part’s, and so are storyboard and playlists', async () => {
    const { manifest, at } = whole;
    expect(Math.abs(manifest.durationMs - 3800)).toBeLessThan(60);
    const vtt = await readFile(at(manifest.storyboard?.path ?? ''), 'utf8');
    expect(vtt.match(/-->/g)).toHaveLength(2);
    expect(manifest.renditions.every((r) => r.origin === 'encoded')).toBe(true);
  });
});

test('a part behind the end of a recording is refused in a sentence', async () => {
  const input = await made('short.mp4', [...flashes({ claps: [1], rate: 25, seconds: 2 }), ...H264]);
  await expect(space.transcode(input, { span: { startMs: 5000, endMs: 6000 } })).rejects.toThrow(
    'behind the end of the recording',
  );
});

test('the last talk of a day is read from there, and not from the beginning', async () => {
  const input = await made('day.mkv', [
    ...['-f', 'lavfi', '-i', 'color=gray:s=320x180:r=1/10:d=28800'],
    ...['-f', 'lavfi', '-i', 'sine=d=5', '-map', '0', '-map', '1', ...H264, '-g', '30', ...AAC],
  ]);
  const notes: string[] = [];
  const span = { startMs: 28_740_000, endMs: 28_770_000 };
  await space.transcode(input, { span, onNote: (line) => notes.push(line) });
  // Four runs of ffmpeg at the least: growing, lasting, the sound measured and made.
  const runs = notes.filter((line) => line.includes(`file:${input}`));
  expect(runs.length).toBeGreaterThanOrEqual(4);
  for (const run of runs) expect(run).toMatch(/ -ss 287[34]\d\.000 /);
});

/** The main colour of every picture, by name, as a player shows them. */
async function coloursIn(path: string): Promise<string[]> {
  const args = path.endsWith('.m3u8') ? ['-allowed_extensions', 'ALL'] : [];
  const raw = await capture('ffmpeg', [
    ...['-v', 'error', ...args, '-i', path, '-map', '0:v:0', '-vsync', 'passthrough'],
    ...['-vf', path.includes('storyboard') ? 'untile=10x10,scale=1:1:flags=area' : 'scale=1:1:flags=area'],
    ...['-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'],
  ]);
  return Array.from({ length: raw.length / 3 }, (_, i) => {
    const [red = 0, green = 0, blue = 0] = raw.subarray(3 * i, 3 * i + 3);
    const most = Math.max(red, green, blue);
    if (most < 60) return 'black';
    return red === most ? 'red' : green === most ? 'green' : 'blue';
  });
}

async function wavesIn(path: string): Promise<Float32Array> {
  const args = path.endsWith('.m3u8') ? ['-allowed_extensions', 'ALL'] : [];
  const raw = await capture('ffmpeg', [
    ...['-v', 'error', ...args, '-i', path, '-map', '0:a:0', '-ac', '1', '-ar', '48000', '-f', 'f32le', '-'],
  ]);
  return new Float32Array(new Uint8Array(raw).buffer);
}

async function loudestIn(path: string): Promise<number> {
  return (await wavesIn(path)).reduce((most, wave) => Math.max(most, Math.abs(wave)), 0);
}

/** Seconds at which a beep begins. */
async function beepsIn(path: string): Promise<number[]> {
  const waves = await wavesIn(path);
  const level = 0.4 * waves.reduce((most, wave) => Math.max(most, Math.abs(wave)), 0);
  const found: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  waves.forEach((wave, i) => {
    if (Math.abs(wave) < level) return;
    if (i - last > 24_000) found.push(i / 48_000);
    last = i;
  });
  return found;
}

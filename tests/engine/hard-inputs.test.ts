import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ffmpeg } from '../support/clips.ts';
import { isLongRun, someOf } from '../support/long-run.ts';
import { judgeVersion } from './conformance.ts';
import { brightnessOfFrames, combing, pixelAt, readStreams, samplesOf } from './inspect.ts';
import { type Made, openWorkspace, type Workspace } from './workspace.ts';

// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let space: Workspace;
beforeAll(async () => {
  space = await openWorkspace();
});
afterAll(() => space.close());

/** Makes a version and holds it to what every version must be: playlists, segments and length. */
async function versionOf(input: string): Promise<Made> {
  const made = await space.transcode(input);
  expect(await judgeVersion(made.dir)).toEqual([]);
  const source = await readStreams(input);
  expect(Math.abs(made.manifest.durationMs / 1000 - source.seconds)).toBeLessThan(0.2);
  for (const download of made.manifest.downloads) {
    const copy = await readStreams(made.at(download.path));
    expect(Math.abs(copy.seconds - source.seconds), download.path).toBeLessThan(0.2);
  }
  return made;
}

/** Sizes as width x height, largest first. */
function sizes({ manifest }: Made): string[] {
  return manifest.renditions.map((r) => `${r.width}x${r.height}`);
}

const isRed = ([red = 0, green = 0, blue = 0]: number[]) => red > 180 && green < 90 && blue < 90;

async function redCorners(path: string): Promise<string[]> {
  const corners = {
    'top left': [0.02, 0.02],
    'top right': [0.97, 0.02],
    'bottom left': [0.02, 0.97],
    'bottom right': [0.97, 0.97],
  };
  const red: string[] = [];
  for (const [name, [x = 0, y = 0]] of Object.entries(corners)) {
    if (isRed(await pixelAt(path, { x, y, seconds: 0.5 }))) red.push(name);
  }
  return red;
}

describe('the picture', () => {
  test('an upright phone recording is upright, in every size', async () => {
    const made = await versionOf(await space.clips.rotated());
    expect(sizes(made)).toEqual(['360x640', '240x426']);
    expect(made.manifest.renditions.map((r) => r.name)).toEqual(['360p', '240p']);
    for (const { path } of made.manifest.downloads.filter((d) => d.kind === 'video')) {
      expect(await redCorners(made.at(path))).toEqual(['top right']);
    }
  });

  test('pixels that are not square are shown square', async () => {
    const made = await versionOf(await space.clips.nonSquare());
    const shape = (360 * 16) / 11 / 288;
    for (const { width, height } of made.manifest.renditions)
      expect(Math.abs(width - height * shape)).toBeLessThan(1);
    expect(sizes(made)).toEqual(['524x288', '436x240']);
    expect(await redCorners(made.at('downloads/288p.mp4'))).toEqual(['top left']);
  });

  test('odd sides become even ones and the shape stays', async () => {
    const made = await versionOf(await space.clips.oddWidth());
    for (const { width, height } of made.manifest.renditions) {
      expect([width % 2, height % 2]).toEqual([0, 0]);
      expect(Math.abs(width - (height * 641) / 361)).toBeLessThan(1);
    }
    expect(sizes(made)[0]).toBe('640x360');
  });

  const rates = [
    ['one frame a second stays one', 'fps1', 1],
    ['29.97 frames a second stay 29.97', 'fps29_97', 30000 / 1001],
    ['120 frames a second become 60', 'fps120', 60],
    ['60 frames a second stay 60', 'fps60', 60],
    ['59.94 frames a second stay 59.94', 'fps59_94', 60000 / 1001],
  ] as const;
  test.each(someOf(rates, 3))('%s', async (_, clip, fps) => {
    const made = await versionOf(await space.clips[clip]());
    expect(made.manifest.video?.frameRate).toBeCloseTo(fps, 5);
  });

  test('frames at uneven times become frames at even times, as long as before', async () => {
    const made = await versionOf(await space.clips.uneven());
    // 118 frames in five seconds
    expect(made.manifest.video?.frameRate).toBeCloseTo(24000 / 1001, 5);
  });

  const colours = [
    ['4:4:4', 'fullChroma', 'smpte170m'],
    ['high dynamic range', 'hdr', 'bt709'],
    // High dynamic range has ten bits too.
    ['10 bits', 'tenBit', 'smpte170m'],
  ] as const;
  test.each(someOf(colours, 2))(
    'a picture in %s is made 8-bit 4:2:0 in colours browsers show',
    async (_, clip, transfer) => {
      const made = await versionOf(await space.clips[clip]());
      const [video] = (await readStreams(made.at('downloads/360p.mp4'))).streams;
      expect(video).toMatchObject({ pix_fmt: 'yuv420p', color_transfer: transfer, profile: 'High' });
      expect(await redCorners(made.at('downloads/360p.mp4'))).toEqual(['top left']);
    },
  );

  test('a grey of the PQ curve is as bright as it was meant', async () => {
    const made = await versionOf(await space.clips.hdrGrey());
    const [brightness = 0] = await brightnessOfFrames(made.at('downloads/180p.mp4'));
    // 133 where the curve is ignored.
    expect(brightness).toBeGreaterThan(150);
    expect(brightness).toBeLessThan(200);
  });

  test('a red of the HLG curve is not washed out', async () => {
    const made = await versionOf(await space.clips.hlgRed());
    const [red = 0, green = 0] = await pixelAt(made.at('downloads/180p.mp4'), { x: 0.5, y: 0.5 });
    // 141 and 80 where curve and primaries are ignored.
    expect(red).toBeGreaterThan(148);
    expect(red).toBeLessThan(170);
    expect(red - green).toBeGreaterThan(80);
  });

  test('an interlaced picture is shown in whole frames', async () => {
    const input = await space.clips.interlaced();
    expect((await readStreams(input)).streams[0]?.field_order).toBe('tt');
    const made = await versionOf(input);
    expect(made.manifest.video?.frameRate).toBe(25);
    const [video] = (await readStreams(made.at('downloads/360p.mp4'))).streams;
    expect(video?.field_order).toBe('progressive');
    expect(await combing(input)).toBeGreaterThan(5);
    expect(await combing(made.at('downloads/360p.mp4'))).toBeLessThan(1);
  });
});

describe('the sound', () => {
  // Its loudness is looked at in every run.
  test.runIf(isLongRun)('one channel stays one', async () => {
    const { manifest } = await versionOf(await space.clips.mono());
    expect(manifest.audioTracks.map((t) => t.channels)).toEqual([1]);
  });

  test('six channels are mixed to two', async () => {
    const made = await versionOf(await space.clips.surround());
    expect(made.manifest.audioTracks.map((t) => t.channels)).toEqual([2]);
    const { streams } = await readStreams(made.at('downloads/audio.m4a'));
    expect(streams.map((s) => [s.codec_name, s.channels, s.sample_rate])).toEqual([['aac', 2, '48000']]);
  });

  test('two languages are two tracks of one group, with their names, the default one first heard', async () => {
    const made = await versionOf(await space.clips.twoLanguages());
    const tracks = made.manifest.audioTracks.map((t) => [t.language, t.label, t.isDefault]);
    expect(tracks).toEqual([
      ['en', 'English', false],
      ['ru', 'Перевод', true],
    ]);
    const heard = await pitchOf(made.at('downloads/360p.mp4'));
    expect(Math.abs(heard - 1760)).toBeLessThan(20);
    const master = await readFile(made.at('master.m3u8'), 'utf8');
    expect(master.match(/TYPE=AUDIO/g)).toHaveLength(2);
    expect(master).toMatch(/NAME="Перевод",LANGUAGE="ru",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2"/);
  });

  test('without sound there is no sound group', async () => {
    const made = await versionOf(await space.clips.silent());
    expect(made.manifest.audioTracks).toEqual([]);
    expect(await readFile(made.at('master.m3u8'), 'utf8')).not.toMatch(/AUDIO|mp4a/);
  });

  test.each(someOf(['soundOnly', 'soundOnlyMp4'] as const, 1))(
    'a recording of sound alone plays (%s)',
    async (clip) => {
      const made = await versionOf(await space.clips[clip]());
      expect(made.manifest).toMatchObject({ video: null, renditions: [], poster: null });
      expect(made.manifest.audioTracks).toHaveLength(1);
      expect(made.manifest.downloads.map((d) => d.kind)).toEqual(['audio']);
      expect(Math.abs((await pitchOf(made.at('downloads/audio.m4a'))) - 440)).toBeLessThan(10);
    },
  );

  test('flash and beep stay together, also where the sound begins late', async () => {
    const made = await versionOf(await space.clips.clapper());
    const path = made.at('downloads/180p.mp4');
    const flashes = rises(await brightnessOfFrames(path), 100, 30, 1);
    const beeps = rises(await samplesOf(path), 0.2, 48000, 1);
    expect(flashes).toHaveLength(2);
    expect(beeps).toHaveLength(2);
    flashes.forEach((flash, i) => {
      expect(Math.abs(flash - (beeps[i] ?? 0)), `clap ${i + 1}`).toBeLessThan(0.04);
    });
  });

  test('picture and sound both begin at zero', async () => {
    const made = await versionOf(await space.clips.plain());
    for (const { path } of made.manifest.downloads) {
      for (const s of (await readStreams(made.at(path))).streams)
        expect(Math.abs(Number(s.start_time))).toBeLessThan(0.01);
    }
  });
});

describe('what comes with a recording', () => {
  test('a cover picture is the poster, not a film', async () => {
    const made = await versionOf(await space.clips.cover());
    expect(made.manifest).toMatchObject({ video: null, poster: { width: 300, height: 200 } });
    const { streams } = await readStreams(made.at('poster.jpg'));
    expect(streams[0]).toMatchObject({ codec_name: 'mjpeg', width: 300, height: 200 });
    expect(isRed(await pixelAt(made.at('poster.jpg'), { x: 0.02, y: 0.02 }))).toBe(true);
  });

  test('text subtitles become WebVTT captions', async () => {
    const made = await versionOf(await space.clips.subtitled());
    expect(made.manifest.captions).toEqual([{ language: 'ru', label: 'русский', path: 'captions/1.vtt' }]);
    const vtt = await readFile(made.at('captions/1.vtt'), 'utf8');
    expect(vtt).toMatch(/^WEBVTT/);
    expect(vtt).toMatch(/00:01\.000 --> 00:02\.500\nПривет, зал/);
  });

  test('chapters are kept with their names', async () => {
    const made = await versionOf(await space.clips.chaptered());
    expect(made.manifest.chapters).toEqual([
      { startMs: 0, endMs: 2000, title: 'Anfang' },
      { startMs: 2000, endMs: 5000, title: '結び' },
    ]);
  });

  test('the poster is a bright and sharp moment of a recording that is mostly black', async () => {
    const input = `${space.root}/dark.mp4`;
    const black = 'color=black:s=640x360:r=10:d=40';
    const picture = 'testsrc2=s=640x360:r=10:d=40';
    const graph = "[0][1]overlay=enable='between(t,19,27)',boxblur=20:enable='between(t,19,21)'";
    await ffmpeg([
      '-f',
      'lavfi',
      '-i',
      black,
      '-f',
      'lavfi',
      '-i',
      picture,
      '-filter_complex',
      graph,
      '-preset',
      'ultrafast',
      input,
    ]);
    const made = await versionOf(input);
    const [brightness = 0] = await brightnessOfFrames(made.at('poster.jpg'));
    expect(brightness).toBeGreaterThan(60);
    expect(made.manifest.poster).toMatchObject({ width: 640, height: 360 });
  });
});

/** Zero crossings of the middle second, as a frequency in hertz. */
async function pitchOf(path: string): Promise<number> {
  const second = (await samplesOf(path)).slice(48000, 96000);
  let crossings = 0;
  for (let i = 1; i < second.length; i++) if ((second[i - 1] ?? 0) < 0 !== (second[i] ?? 0) < 0) crossings++;
  return crossings / 2;
}

/** Seconds at which a signal passes a level after having been below it for `quiet` seconds. */
function rises(signal: ArrayLike<number>, level: number, rate: number, quiet: number): number[] {
  const found: number[] = [];
  let last = -quiet * rate;
  for (let i = 0; i < signal.length; i++) {
    if (Math.abs(signal[i] ?? 0) < level) continue;
    if (i - last >= quiet * rate) found.push(i / rate);
    last = i;
  }
  return found;
}

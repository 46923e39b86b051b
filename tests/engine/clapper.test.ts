import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ffmpeg } from '../support/clips.ts';
import { someOf } from '../support/long-run.ts';
import { beeps, flashes, watchClaps } from './clapper.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const STEP_LIMIT_SECONDS = 0.04;
const seconds = 8;
const claps = [1, 4, 7];
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', '-pix_fmt', 'yuv420p'];
/** As cameras and studios write it: pictures that refer to later ones. */
const WITH_B = ['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '3', '-g', '50', '-pix_fmt', 'yuv420p'];
const AAC = ['-c:a', 'aac', '-b:a', '128k'];
const plain = [...flashes({ claps, rate: 25, seconds }), ...beeps({ claps, seconds })];

let space: Workspace;
beforeAll(async () => {
  space = await openWorkspace();
});
afterAll(() => space.close());

const at = (name: string) => join(space.root, name);
async function made(name: string, args: readonly string[]): Promise<string> {
  await ffmpeg([...args, at(name)]);
  return at(name);
}

/** Two transport streams one behind the other, as a recorder writes that was started anew: its clock jumps. */
async function jumping(name: string, offsets: readonly [number, number]): Promise<string> {
  const parts: Buffer[] = [];
  for (const [i, offset] of offsets.entries()) {
    const half = { claps: [1, 3], seconds: 4 };
    const streams = [...flashes({ ...half, rate: 25 }), ...beeps(half), ...WITH_B, ...AAC];
    const part = await made(`${i}-${name}`, [...streams, '-output_ts_offset', `${offset}`]);
    parts.push(await readFile(part));
  }
  await writeFile(at(name), Buffer.concat(parts));
  return at(name);
}

interface Source {
  make: () => Promise<string>;
  /** When the claps are, on the timeline that a viewer sees. */
  claps?: readonly number[];
}

const sources: Record<string, Source> = {
  'MP4 with B-frames': { make: () => made('b.mp4', [...plain, ...WITH_B, ...AAC]) },
  'MP4 without B-frames': { make: () => made('p.mp4', [...plain, ...H264, ...AAC]) },
  'Matroska with Opus': { make: () => made('b.mkv', [...plain, ...WITH_B, '-c:a', 'libopus']) },
  'WebM of VP9': {
    make: () =>
      made('v.webm', [
        ...plain,
        '-c:v',
        'libvpx-vp9',
        '-deadline',
        'realtime',
        '-cpu-used',
        '8',
        '-c:a',
        'libopus',
      ]),
  },
  'a transport stream that starts at 22 hours': {
    make: () => made('late.ts', [...plain, ...WITH_B, ...AAC, '-output_ts_offset', '80000']),
  },
  'a transport stream whose clock runs over in the middle': {
    make: () => made('over.ts', [...plain, ...WITH_B, ...AAC, '-output_ts_offset', '95440']),
  },
  'a transport stream whose clock jumps forward': {
    make: () => jumping('forward.ts', [10, 5000]),
    claps: [1, 3, 5, 7],
  },
  'a transport stream whose clock jumps back': {
    make: () => jumping('back.ts', [5000, 10]),
    claps: [1, 3, 5, 7],
  },
  'a transport stream whose clock jumps a little back': {
    make: () => jumping('bit.ts', [10, 12]),
    claps: [1, 3, 5, 7],
  },
  'MP4 whose sound starts 1.5 s late': {
    make: () =>
      made('sound-late.mp4', [
        ...flashes({ claps: [2, 4, 7], rate: 25, seconds }),
        ...beeps({ claps: [2, 4, 7], seconds }),
        ...['-af', 'atrim=start=1.5', ...WITH_B, ...AAC],
      ]),
    claps: [2, 4, 7],
  },
  'Matroska whose picture starts 1.5 s late': {
    make: () =>
      made('picture-late.mkv', [
        ...flashes({ claps: [2, 4, 7], rate: 25, seconds }),
        ...beeps({ claps: [2, 4, 7], seconds }),
        ...['-vf', 'trim=start=1.5', ...WITH_B, ...AAC],
      ]),
    claps: [2, 4, 7],
  },
  'a phone, whose frames come at uneven times': {
    make: () =>
      made('phone.mp4', [
        ...flashes({ claps, rate: 30, seconds, filter: "select='not(mod(n,30))+gt(mod(n*7,11),3)'" }),
        ...beeps({ claps, seconds }),
        ...['-vsync', 'vfr', '-video_track_timescale', '90000', ...H264, ...AAC],
      ]),
  },
  'one channel at 44.1 kHz': {
    make: () =>
      made('mono.mp4', [
        ...flashes({ claps, rate: 25, seconds }),
        ...beeps({ claps, seconds, rate: 44_100, layout: 'mono' }),
        ...[...WITH_B, ...AAC],
      ]),
  },
  'QuickTime with an edit list that begins inside a group of pictures': {
    make: async () => {
      const whole = await made('whole.mov', [...plain, ...WITH_B, ...AAC]);
      return made('edit.mov', ['-ss', '0.52', '-i', whole, '-c', 'copy']);
    },
    claps: [0.48, 3.48, 6.48],
  },
  '59.94 fields a second, interlaced': {
    make: () =>
      made('interlaced.ts', [
        ...flashes({
          claps,
          rate: '60000/1001',
          seconds,
          filter: 'tinterlace=mode=interleave_top,setfield=tff',
        }),
        ...beeps({ claps, seconds }),
        ...[...H264, '-flags', '+ilme+ildct', '-x264opts', 'tff=1', ...AAC],
      ]),
  },
  '120 frames a second': {
    make: () =>
      made('120.mp4', [
        ...flashes({ claps, rate: 120, seconds }),
        ...beeps({ claps, seconds }),
        ...H264,
        ...AAC,
      ]),
  },
  'HDR of 10 bits': {
    make: () =>
      made('hdr.mkv', [
        ...flashes({
          ...{ claps, rate: 25, seconds },
          filter: 'setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc',
        }),
        ...beeps({ claps, seconds }),
        ...[
          '-c:v',
          'libx264',
          '-preset',
          'ultrafast',
          '-pix_fmt',
          'yuv420p10le',
          '-color_primaries',
          'bt2020',
        ],
        ...['-color_trc', 'smpte2084', '-colorspace', 'bt2020nc', ...AAC],
      ]),
  },
};

/** One of each: two clocks, one that runs over or jumps, streams that start apart, uneven frames, what is re-timed. */
const inEveryRun = [
  'MP4 with B-frames',
  'WebM of VP9',
  'a transport stream whose clock runs over in the middle',
  'a transport stream whose clock jumps back',
  'MP4 whose sound starts 1.5 s late',
  'a phone, whose frames come at uneven times',
  'QuickTime with an edit list that begins inside a group of pictures',
  '59.94 fields a second, interlaced',
];

describe('flash and beep are seen and heard within 40 ms of each other at start, middle and end', () => {
  test.each(someOf(Object.entries(sources), ([name]) => inEveryRun.includes(name)))(
    'of %s',
    async (_, source) => {
      const expected = source.claps ?? claps;
      const { dir, growingDir, manifest } = await space.transcode(await source.make());
      expect(Math.abs(manifest.durationMs - seconds * 1000)).toBeLessThan(700);
      for (const version of [growingDir, dir]) {
        const { seen, heard } = await watchClaps(join(version, 'master.m3u8'));
        const facts = `${version}: seen ${seen}, heard ${heard}`;
        expect(seen, facts).toHaveLength(expected.length);
        expect(heard, facts).toHaveLength(expected.length);
        seen.forEach((flash, i) => {
          expect(Math.abs(flash - (heard[i] ?? 0)), facts).toBeLessThanOrEqual(STEP_LIMIT_SECONDS);
          expect(Math.abs(flash - (expected[i] ?? 0)), facts).toBeLessThan(0.2);
        });
      }
    },
  );
});

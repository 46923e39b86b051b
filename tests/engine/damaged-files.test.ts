import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { randomOf } from '../../scripts/bench/damaged/damage.ts';
import { tryDamaged } from '../../scripts/bench/damaged/try-damaged.ts';
import { makeWholeFile, WHOLE_FILES } from '../../scripts/bench/damaged/whole-files.ts';
import { ffmpeg, picture, tone } from '../support/clips.ts';
import { isLongRun, someOf } from '../support/long-run.ts';
import { watchClaps } from './clapper.ts';
import { judgeVersion } from './conformance.ts';
import { capture } from './inspect.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const LIMIT_MS = 60_000;
let space: Workspace;
beforeAll(async () => {
  space = await openWorkspace();
});
afterAll(() => space.close());

describe('a file damaged by a seed gives two versions that play, or one sentence and nothing else', () => {
  const files = Object.keys(WHOLE_FILES).map(
    (name, i) => [name, [0, 1, 2, 3, 4].map((k) => 5 * i + k)] as const,
  );
  // One of each family of containers; every way to damage a file is tried on each.
  const oneEach = ['faststart.mp4', 'film.mkv', 'film.ts', 'sound.ogg'];
  test.each(someOf(files, ([name]) => oneEach.includes(name)))('%s, seeds %j', async (name, seeds) => {
    const dir = join(space.root, `damaged-${name}`);
    await mkdir(dir);
    const whole = await readFile(await makeWholeFile(dir, name));
    const outcomes = await Promise.all(
      seeds.map((seed) => tryDamaged({ dir, name, whole, seed, limitMs: LIMIT_MS })),
    );
    expect(outcomes.filter((one) => one.faults.length > 0)).toEqual([]);
    expect(new Set(outcomes.map((one) => one.kind)).size).toBe(5);
  });
});

/** When picture and sound end of which all bytes lie before `cut`, in seconds. */
async function endsBefore(path: string, cut: number): Promise<{ picture: number; sound: number }> {
  const entries = ['-show_entries', 'packet=codec_type,pts_time,duration_time,pos,size'];
  const json = await capture('ffprobe', ['-v', 'error', '-of', 'json', ...entries, path]);
  // The shape is the one asked for by -show_entries.
  const { packets } = JSON.parse(json.toString()) as {
    packets: Array<{
      codec_type: string;
      pts_time: string;
      duration_time: string;
      pos: string;
      size: string;
    }>;
  };
  const endOf = (type: string) => {
    const whole = packets.filter((p) => p.codec_type === type && Number(p.pos) + Number(p.size) <= cut);
    return Math.max(...whole.map((p) => Number(p.pts_time) + Number(p.duration_time)));
  };
  const start = Math.min(...packets.map((p) => Number(p.pts_time)));
  return { picture: endOf('video') - start, sound: endOf('audio') - start };
}

describe('of a file that was cut, at least 95% of what precedes the cut plays in both versions', () => {
  const kinds: Record<string, readonly string[]> = {
    'stream.ts': ['-f', 'mpegts'],
    'film.mkv': [],
    'faststart.mp4': ['-movflags', '+faststart'],
  };
  const steady = ['-b:v', '400k', '-minrate', '400k', '-maxrate', '400k', '-bufsize', '200k'];
  const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '50', '-pix_fmt', 'yuv420p', ...steady];
  const seeds = isLongRun ? [1, 2, 3] : [1];
  const cases = Object.keys(kinds).flatMap((name, i) => seeds.map((k) => [name, 10 * i + k] as const));

  test.each(cases)('%s, cut by seed %i', async (name, seed) => {
    const path = join(space.root, name);
    const streams = [
      ...picture({ size: '320x180', rate: 25, seconds: 14 }),
      ...tone({ hz: 440, seconds: 14 }),
    ];
    await ffmpeg([...streams, ...encoder, '-c:a', 'aac', ...(kinds[name] ?? []), path]);
    const bytes = await readFile(path);
    const cut = Math.floor(bytes.length * (0.3 + randomOf(seed)(600) / 1000));
    const input = join(space.root, `cut-${seed}-${name}`);
    await writeFile(input, bytes.subarray(0, cut));
    const before = await endsBefore(path, cut);
    const { dir, growingDir, manifest } = await space.transcode(input);
    expect(await judgeVersion(dir)).toEqual([]);
    for (const version of [growingDir, dir]) {
      const { pictureEnds, soundEnds } = await watchClaps(join(version, 'master.m3u8'));
      const facts = `${version}: picture to ${pictureEnds} of ${before.picture}, sound to ${soundEnds} of ${before.sound}`;
      expect(pictureEnds, facts).toBeGreaterThanOrEqual(0.95 * before.picture);
      expect(soundEnds, facts).toBeGreaterThanOrEqual(0.95 * before.sound);
      expect(pictureEnds, facts).toBeLessThan(before.picture + 1);
    }
    expect(manifest.durationMs / 1000).toBeLessThan(Math.max(before.picture, before.sound) + 1);
  });
});

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { transcode } from '#server/transcode/engine.ts';
import { findOrphans } from '#server/transcode/orphans.ts';
import { ffmpeg, picture, tone } from '../support/clips.ts';
import { judgeVersion } from './conformance.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let space: Workspace;
beforeAll(async () => {
  space = await openWorkspace();
});
afterAll(() => space.close());

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

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findBox } from '#server/transcode/first/mp4-boxes.ts';
import { type FirstWorkspace, openFirstWorkspace } from './first-workspace.ts';
import { capture } from './inspect.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let space: FirstWorkspace;
beforeAll(async () => {
  space = await openFirstWorkspace();
});
afterAll(() => space.close());

const PICTURES_A_SECOND = 100;
const SAMPLES_A_SECOND = 48_000;

/** When the flashes and the beeps of a playlist begin, in seconds on one clock. */
async function readClaps(path: string): Promise<{ flashes: number[]; beeps: number[] }> {
  const decode = (args: readonly string[]) =>
    capture('ffmpeg', ['-v', 'error', '-allowed_extensions', 'ALL', '-i', path, ...args]);
  const grey = await decode([
    ...['-map', '0:v', '-vf', `fps=${PICTURES_A_SECOND}:start_time=0,scale=1:1:flags=area,format=gray`],
    ...['-f', 'rawvideo', '-'],
  ]);
  const sound = await decode([
    ...['-map', '0:a', '-af', `aresample=${SAMPLES_A_SECOND}:async=1:first_pts=0`, '-ac', '1'],
    ...['-f', 's16le', '-'],
  ]);
  const loud = Array.from({ length: sound.length >> 1 }, (_, i) => Math.abs(sound.readInt16LE(2 * i)) > 3000);
  return {
    flashes: beginnings(
      [...grey].map((level) => level > 128),
      PICTURES_A_SECOND,
    ),
    beeps: beginnings(loud, SAMPLES_A_SECOND),
  };
}

/** Moments at which something is on that was off for a second before. */
function beginnings(isOn: readonly boolean[], rate: number): number[] {
  const found: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  isOn.forEach((on, i) => {
    if (!on) return;
    if (i - last > rate) found.push(i / rate);
    last = i;
  });
  return found;
}

/** The largest distance between moments that belong together. */
function distances(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((at, i) => Math.abs(at - (b[i] ?? Number.POSITIVE_INFINITY))));
}

describe('flash and beep are within 40 ms of each other at start, middle and end', () => {
  test.each(['mp4', 'mkv', 'ts', 'mov'])('%s, copied', async (container) => {
    const made = await space.first(await space.clips.clapper(`clap.${container}`));
    expect(made.manifest.renditions[0]?.origin).toBe('copied');
    for (const folder of [made.manifest.renditions[0]?.name, 'audio-1']) {
      // Browsers' media source follows one edit, and no pause.
      const edits = findBox(await readFile(made.at(`${folder}/init.mp4`)), 'moov', 'trak', 'edts', 'elst');
      expect(edits?.readUInt32BE(4)).toBe(1);
      expect(edits?.readInt32BE(12)).toBeGreaterThanOrEqual(0);
    }
    const { flashes, beeps } = await readClaps(made.at('master.m3u8'));
    expect(flashes).toHaveLength(3);
    expect(beeps).toHaveLength(3);
    expect(distances(flashes, beeps)).toBeLessThan(0.04);
    expect(distances(flashes, [1, 5, 8])).toBeLessThan(0.1);
  });

  test('copied beside sound that is encoded', async () => {
    const made = await space.first(await space.clips.clapper('clap-pcm.mkv', ['-c:a', 'pcm_s16le']));
    expect(made.manifest.renditions[0]?.origin).toBe('copied');
    const { flashes, beeps } = await readClaps(made.at('master.m3u8'));
    expect(flashes).toHaveLength(3);
    expect(distances(flashes, beeps)).toBeLessThan(0.04);
  });

  test('encoded', async () => {
    const made = await space.first(
      await space.clips.clapper('clap-turned.mp4', ['-bf', '0', '-pix_fmt', 'yuv444p']),
    );
    expect(made.manifest.renditions[0]?.origin).toBe('encoded');
    const { flashes, beeps } = await readClaps(made.at('master.m3u8'));
    expect(flashes).toHaveLength(3);
    expect(distances(flashes, beeps)).toBeLessThan(0.04);
  });
});

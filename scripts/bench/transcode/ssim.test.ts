import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ffmpeg, picture, tone } from '../../../tests/support/clips.ts';
import { measureSsim } from './ssim.ts';
import { readPicture, readRate, videoBytes } from './video-facts.ts';

const tools = { ffmpegPath: 'ffmpeg', ffprobePath: 'ffprobe' };
let folder: string;
let source: string;
const make = async (name: string, args: readonly string[]) => {
  const path = join(folder, name);
  await ffmpeg([...args, path]);
  return path;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-facts-'));
  source = await make('source.mkv', [
    ...picture({ size: '320x180', rate: 24, seconds: 3 }),
    ...tone({ hz: 440, seconds: 3 }),
    ...['-c:v', 'libx264', '-qp', '0', '-preset', 'ultrafast', '-c:a', 'pcm_s16le'],
  ]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ssim = (rendition: string, seconds: number | null = null) =>
  measureSsim({ source, rendition, folder: join(folder, 'ssim'), seconds, tools });

it('reads a picture, and the sum of its packets without sound and container', async () => {
  expect(await readPicture(source, tools)).toEqual({
    codec: 'h264',
    width: 320,
    height: 180,
    fps: 24,
    durationMs: 3000,
  });
  const silent = await make('silent.h264', ['-i', source, '-map', '0:v', '-c', 'copy']);
  const [withSound, alone] = [await videoBytes(source, tools), await videoBytes(silent, tools)];
  expect(Math.abs(withSound - alone)).toBeLessThan(alone * 0.01);
});

it('reads rates as fractions', () => {
  expect([readRate('30000/1001')?.toFixed(2), readRate('25'), readRate('0/0')]).toEqual(['29.97', 25, null]);
});

it('finds a rendition that begins frames late as good as it is', async () => {
  const late = await make('late.mkv', [
    ...['-i', source, '-vf', 'tpad=start=2:start_mode=clone', '-c:v', 'libx264', '-qp', '0'],
  ]);
  const result = await ssim(late);
  expect(result.shiftFrames).toBe(2);
  expect(result.mean).toBeGreaterThan(0.9999);
});

it('finds a rendition that lost its first frames as good as it is', async () => {
  const cut = await make('cut.mkv', [
    '-i',
    source,
    '-vf',
    'trim=start_frame=1',
    '-c:v',
    'libx264',
    '-qp',
    '0',
  ]);
  const result = await ssim(cut);
  expect(result).toMatchObject({ shiftFrames: -1, frames: 71 });
  expect(result.mean).toBeGreaterThan(0.9999);
});

it('does not blame a rendition for frames it repeats to reach another rate', async () => {
  const faster = await make('30.mkv', ['-i', source, '-vf', 'fps=30', '-c:v', 'libx264', '-qp', '0']);
  const { mean, frames } = await ssim(faster);
  expect(frames).toBe(90);
  expect(mean).toBeGreaterThan(0.9999);
});

it('sees what scaling and coarse encoding cost', async () => {
  const coarse = await make('coarse.mp4', [
    '-i',
    source,
    '-vf',
    'scale=160:90',
    '-c:v',
    'libx264',
    '-crf',
    '40',
  ]);
  const { mean } = await ssim(coarse);
  expect(mean).toBeLessThan(0.97);
  expect(mean).toBeGreaterThan(0.5);
});

it('compares no more than it is asked to, in a playlist too', async () => {
  const playlist = await make('late.m3u8', [
    ...['-i', source, '-vf', 'tpad=start=2:start_mode=clone', '-c:v', 'libx264', '-qp', '0', '-g', '24'],
    ...['-hls_time', '1', '-hls_playlist_type', 'vod', '-hls_segment_type', 'fmp4', '-an'],
  ]);
  const { mean, frames, shiftFrames } = await ssim(playlist, 1);
  expect(shiftFrames).toBe(2);
  expect(Math.abs(frames - 24)).toBeLessThan(4);
  expect(mean).toBeGreaterThan(0.9999);
});

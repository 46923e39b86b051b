import { expect, test } from 'vitest';
import { createProgressReader, type FfmpegProgress } from './progress-reader.ts';

test('blocks are read however they are cut, and only those that got further are reported', () => {
  const seen: FfmpegProgress[] = [];
  const read = createProgressReader((progress) => seen.push(progress));
  const block = (micros: number) => `frame=1\nout_time_us=${micros}\nspeed= 2.5x\nprogress=continue\n`;
  const text = block(1_000_000) + block(1_000_000) + block(2_500_000);
  for (const char of text) read(char);
  expect(seen).toEqual([
    { outTimeMs: 1000, speed: 2.5 },
    { outTimeMs: 2500, speed: 2.5 },
  ]);
});

test('values ffmpeg does not know yet are none', () => {
  const seen: FfmpegProgress[] = [];
  createProgressReader((progress) => seen.push(progress))('out_time_us=N/A\nspeed=N/A\nprogress=continue\n');
  expect(seen).toEqual([{ outTimeMs: 0, speed: null }]);
});

import { expect, test } from 'vitest';
import { pictureOutput } from './encode-args.ts';
import { planLadder } from './ladder.ts';
import type { VideoPlan } from './plan.ts';

function videoOf(width: number, height: number): VideoPlan {
  return {
    ...{ streamIndex: 0, lengthMs: null, rungs: planLadder({ width, height, fps: 30 }), firstRung: 0 },
    ...{ effort: height > 480 ? 'standard' : 'thorough', frameRate: { num: 30, den: 1 }, gopFrames: 120 },
    ...{ deinterlace: false, hdrTransfer: null, inputMatrix: 'bt709' },
  };
}

function optionsOf(
  video: VideoPlan,
  more: { cutAtSeconds?: number[] } = {},
): (name: string) => string | undefined {
  const o = { video, index: 0, dir: '/d', segmentSeconds: 4, kind: 'vod' as const, ...more };
  const { options } = pictureOutput(o);
  return (name) => options[options.indexOf(name) + 1];
}

test('the encoder looks 20 frames ahead, for small ladders 40 with a finer search', () => {
  expect(optionsOf(videoOf(1920, 1080))('-x264-params')).toBe('rc-lookahead=20');
  expect(optionsOf(videoOf(640, 480))('-x264-params')).toBe('rc-lookahead=40:trellis=1:subme=6:psy=0');
});

test('a quality is aimed at under a cap that a second buffer of twice its size holds', () => {
  const option = optionsOf(videoOf(1920, 1080));
  expect([option('-preset'), option('-crf'), option('-maxrate'), option('-bufsize')]).toEqual([
    ...['veryfast', '24', '6200000', '12400000'],
  ]);
});

test('key frames come with every segment and nowhere else', () => {
  const option = optionsOf(videoOf(1920, 1080));
  expect([option('-g'), option('-keyint_min'), option('-sc_threshold')]).toEqual(['120', '120', '0']);
  expect(option('-force_key_frames')).toBe('expr:eq(mod(n,120),0)');
});

test('beside a kept copy, key frames come at its own and every one of them cuts', () => {
  const option = optionsOf(videoOf(640, 480), { cutAtSeconds: [0, 5, 7.507] });
  expect(option('-force_key_frames')).toBe('0.000,4.992,7.499');
  expect(Number(option('-g'))).toBeGreaterThan(24 * 3600);
  expect(Number(option('-hls_time'))).toBeLessThan(0.1);
});

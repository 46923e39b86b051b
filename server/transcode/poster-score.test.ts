import { expect, test } from 'vitest';
import { bestFrame, SCORE_SIZE, scoreFrame } from './poster-score.ts';

const { width, height } = SCORE_SIZE;
const frame = (at: (x: number, y: number) => number) =>
  Uint8Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width)));

const black = frame(() => 2);
const white = frame(() => 255);
const sharp = frame((x, y) => (((x >> 2) + (y >> 2)) % 2 === 0 ? 30 : 220));
const blurred = frame((x) => 125 + 95 * Math.sin(x / 10));
const dark = frame((x, y) => (((x >> 2) + (y >> 2)) % 2 === 0 ? 0 : 12));

test('a sharp picture is better than a blurred, a dark, a black and a white one', () => {
  for (const other of [blurred, dark, black, white])
    expect(scoreFrame(sharp)).toBeGreaterThan(2 * scoreFrame(other));
});

test('the best of several frames is found, none of none', () => {
  expect(bestFrame(Buffer.concat([black, blurred, sharp, white]))).toBe(2);
  expect(bestFrame(new Uint8Array(10))).toBe(-1);
});

import { expect, test } from 'vitest';
import { choosePoster, SCORE_SIZE, scoreFrame } from './poster-score.ts';

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

test('the poster is the first of the good frames, the only one there is, none of none', () => {
  expect(choosePoster(Buffer.concat([black, blurred, sharp, white, sharp]))).toBe(2);
  expect(choosePoster(black)).toBe(0);
  expect(choosePoster(new Uint8Array(10))).toBe(-1);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planLadder } from './ladder.ts';

const sizes = (width: number, height: number) =>
  planLadder({ width, height, fps: 30 }).map((r) => `${r.name} ${r.width}x${r.height}`);

describe('the sizes', () => {
  test('of a picture in full HD are five', () => {
    expect(sizes(1920, 1080)).toEqual([
      ...['1080p 1920x1080', '720p 1280x720', '480p 854x480', '360p 640x360', '240p 426x240'],
    ]);
  });

  test('of an upright picture go by its width', () => {
    expect(sizes(1080, 1920)[1]).toBe('720p 720x1280');
  });

  test('of a larger picture begin at 1080', () => {
    expect(sizes(3840, 2160)[0]).toBe('1080p 1920x1080');
  });

  test('of a small picture are its own alone', () => {
    expect(sizes(256, 144)).toEqual(['144p 256x144']);
  });

  test('leave out a step that is hardly smaller', () => {
    expect(sizes(1300, 730)).toEqual(['730p 1300x730', '480p 854x480', '360p 642x360', '240p 428x240']);
  });

  test('are even, never larger than the picture by a whole pixel, and of its shape to within one', () => {
    const side = fc.double({ min: 16, max: 4000, noNaN: true });
    fc.assert(
      fc.property(side, side, (width, height) => {
        for (const rung of planLadder({ width, height, fps: 30 })) {
          expect([rung.width % 2, rung.height % 2]).toEqual([0, 0]);
          expect(rung.width).toBeLessThanOrEqual(width + 1);
          expect(rung.height).toBeLessThanOrEqual(height + 1);
          expect(Math.min(rung.width, rung.height)).toBeLessThanOrEqual(1080);
          const [long, short, shape] =
            width < height
              ? [rung.height, rung.width, height / width]
              : [rung.width, rung.height, width / height];
          expect(Math.abs(long - short * shape)).toBeLessThanOrEqual(1.000001);
        }
      }),
    );
  });
});

test('a cap grows with the picture and with more than 30 frames a second', () => {
  const caps = planLadder({ width: 1920, height: 1080, fps: 30 }).map((r) => r.maxBitrateBps);
  expect(caps).toEqual(caps.toSorted((a, b) => b - a));
  expect(caps[0]).toBe(6_200_000);
  expect(planLadder({ width: 1920, height: 1080, fps: 60 })[0]?.maxBitrateBps).toBe(9_300_000);
  expect(planLadder({ width: 1920, height: 1080, fps: 10 })[0]?.maxBitrateBps).toBe(6_200_000);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstRung, planLadder } from './ladder.ts';

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

describe('the quality', () => {
  const qualities = (width: number, height: number) =>
    planLadder({ width, height, fps: 30 }).map((r) => `${r.name} ${r.crf}`);

  test('is set for each size of a large ladder', () => {
    expect(qualities(1920, 1080)).toEqual(['1080p 24', '720p 24.7', '480p 23.5', '360p 23.6', '240p 23.2']);
    expect(qualities(1280, 720)).toEqual(['720p 24', '480p 23.5', '360p 23.6', '240p 23.2']);
  });

  test('is another where the largest picture has at most 480 lines, because the search is another', () => {
    const top = (name: string) => expect.stringMatching(new RegExp(`^${name} 25\\.[3-5]$`));
    expect(qualities(854, 480)).toEqual([top('480p'), '360p 27', '240p 26']);
    expect(qualities(320, 240)).toEqual([top('240p')]);
  });
});

describe('the rung made first', () => {
  const first = (width: number, height: number) => {
    const rungs = planLadder({ width, height, fps: 30 });
    return rungs[firstRung(rungs)]?.name;
  };

  test('is the one nearest to 480 lines', () => {
    expect([first(1920, 1080), first(1080, 1920), first(960, 540)]).toEqual(['480p', '480p', '480p']);
    expect([first(640, 360), first(320, 240), first(160, 120)]).toEqual(['360p', '240p', '120p']);
  });
});

describe('a picture is scaled from', () => {
  const sources = (width: number, height: number) =>
    planLadder({ width, height, fps: 30 }).map((r) => r.scaleFrom);

  test('the smallest larger one with 720 lines, else from the top; the top from the source', () => {
    expect(sources(1920, 1080)).toEqual([null, 0, 1, 1, 1]);
    expect(sources(1280, 720)).toEqual([null, 0, 0, 0]);
    expect(sources(854, 480)).toEqual([null, 0, 0]);
  });
});

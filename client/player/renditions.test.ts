import { describe, expect, it } from 'vitest';
import { hasMoreLines, nameRenditions, nearestRendition } from './renditions.ts';

describe('names of renditions', () => {
  it('lists variants best first, by the shorter side', () => {
    const levels = [
      { width: 426, height: 240, bitrate: 200_000 },
      { width: 1280, height: 720, bitrate: 2_000_000 },
    ];
    expect(nameRenditions(levels, 'en-GB').map(({ id, name }) => [id, name])).toEqual([
      [1, '720p'],
      [0, '240p'],
    ]);
  });

  it('names an upright picture by its width', () => {
    expect(nameRenditions([{ width: 720, height: 1280, bitrate: 1 }], 'en-GB')[0]?.name).toBe('720p');
  });

  it('tells variants of one size apart by their bit rate', () => {
    const levels = [
      { width: 1280, height: 720, bitrate: 1_500_000 },
      { width: 1280, height: 720, bitrate: 3_000_000 },
    ];
    expect(nameRenditions(levels, 'en-GB').map(({ name }) => name)).toEqual([
      '720p · 3.0 Mb/s',
      '720p · 1.5 Mb/s',
    ]);
    expect(nameRenditions(levels, 'ru')[0]?.name).toMatch(/^720p · 3,0\sМбит\/.$/);
  });

  it('offers nothing for sound alone', () => {
    expect(nameRenditions([{ width: 0, height: 0, bitrate: 96_000 }], 'en-GB')).toEqual([]);
  });

  it('finds the nearest rendition of another version', () => {
    const renditions = nameRenditions(
      [
        { width: 640, height: 360, bitrate: 1 },
        { width: 1920, height: 1080, bitrate: 2 },
      ],
      'en-GB',
    );
    expect(nearestRendition(renditions, 480)?.name).toBe('360p');
    expect(nearestRendition([], 480)).toBeUndefined();
  });
});

describe('the better of two versions', () => {
  it('is the one whose best picture has more lines', () => {
    expect(hasMoreLines([{ height: 240 }, { height: 1080 }], [{ height: 480 }])).toBe(true);
    expect(hasMoreLines([{ height: 1080 }], [{ height: 1080 }])).toBe(false);
    expect(hasMoreLines([{ height: 360 }], [{ height: 480 }])).toBe(false);
  });

  it('is none where there is only sound', () => {
    expect(hasMoreLines([], [])).toBe(false);
    expect(hasMoreLines([{ height: 0 }], [{ height: 0 }])).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { measuresOf } from './measures.ts';

describe('measures', () => {
  it('writes levels with one decimal, a true minus and their unit', () => {
    expect(measuresOf('en').level(-16, 'LUFS')).toBe('−16.0 LUFS');
    expect(measuresOf('ru').level(-1.52, 'dBTP')).toBe('−1,5 dBTP');
    expect(measuresOf('ru').level(5.8, 'dB')).toBe('5,8 дБ');
  });

  it('writes bit rates as people say them', () => {
    expect(measuresOf('en').bitrate(96_400)).toBe('96 kbit/s');
    expect(measuresOf('en').bitrate(2_449_000)).toBe('2.4 Mbit/s');
    expect(measuresOf('ru').bitrate(2_449_000)).toBe('2,4 Мбит/с');
  });

  it('writes frame rates without needless decimals', () => {
    expect([25, 29.97002997].map(measuresOf('en').frameRate)).toEqual(['25', '29.97']);
  });
});

import { describe, expect, it } from 'vitest';
import { words as english } from '../messages/en.ts';
import { words as russian } from '../messages/ru.ts';
import { measuresOf } from './measures.ts';

const en = measuresOf('en-GB', english.organize.frame.units);
const ru = measuresOf('ru', russian.organize.frame.units);

describe('measures', () => {
  it('writes levels with one decimal, a true minus and their unit', () => {
    expect(en.level(-16, 'LUFS')).toBe('−16.0 LUFS');
    expect(ru.level(-1.52, 'dBTP')).toBe('−1,5 dBTP');
    expect(ru.level(5.8, 'dB')).toBe('5,8 дБ');
  });

  it('writes bit rates as people say them', () => {
    expect(en.bitrate(96_400)).toBe('96 kbit/s');
    expect(en.bitrate(2_449_000)).toBe('2.4 Mbit/s');
    expect(ru.bitrate(2_449_000)).toBe('2,4 Мбит/с');
  });

  it('writes frame rates without needless decimals', () => {
    expect([25, 29.97002997].map(en.frameRate)).toEqual(['25', '29.97']);
  });
});

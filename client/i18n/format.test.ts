import { describe, expect, it } from 'vitest';
import { formatOf } from './format.ts';

const en = formatOf('en-GB');
const ru = formatOf('ru');
const ja = formatOf('ja');

describe('formatOf', () => {
  it('writes days as the language does, whatever the machine’s time zone', () => {
    expect([en, ru, ja].map((format) => format.day('2015-09-19'))).toEqual([
      '19 September 2015',
      '19 сентября 2015 г.',
      '2015年9月19日',
    ]);
    expect(en.longDay('2015-09-19')).toBe('Saturday, 19 September 2015');
  });

  it('shortens a span of days, and one day is one day', () => {
    expect(en.days('2024-05-30', '2024-06-02')).toMatch(/^30 May\s*–\s*2 June 2024$/);
    expect(en.days('2024-05-30', '2024-05-30')).toBe('30 May 2024');
    expect(en.days('2024-05-30', null)).toBe('30 May 2024');
  });

  it('says the time where the conference is', () => {
    expect(en.time('2026-05-01T22:05:00Z', 'Asia/Tokyo')).toBe('07:05');
    expect(ru.time('2026-05-01T21:00:00Z', 'Europe/Moscow')).toBe('00:00');
  });

  it('says lengths in words and digits', () => {
    expect([45_000, 2_400_000, 3_600_000, 3_909_000].map(en.duration)).toEqual([
      '45 secs',
      '40 mins',
      '1 hr',
      '1 hr 5 mins',
    ]);
    expect([9_000, 605_000, 3_909_000].map(en.clock)).toEqual(['0:09', '10:05', '1:05:09']);
  });

  it('gives sizes in decimal units', () => {
    expect([900, 542_000, 1_100_000, 412_400_000, 3_210_000_000].map(en.size)).toEqual([
      '1 kB',
      '542 kB',
      '1.1 MB',
      '412 MB',
      '3.2 GB',
    ]);
  });

  it('names languages, the reader’s own first, and keeps a tag it does not know', () => {
    expect(en.languages(['ru', 'ja', 'en', 'ja'])).toBe('English, Japanese, Russian');
    expect(ru.languages(['en', 'ru'])).toBe('русский, английский');
    expect(en.languageName('not a tag')).toBe('not a tag');
  });
});

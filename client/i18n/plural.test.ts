import { describe, expect, it } from 'vitest';
import { plural } from './plural.ts';

describe('plural', () => {
  it('follows Russian grammar: 1 and 21, 2 and 24, 5 and 11', () => {
    const talks = plural('ru', { one: '# доклад', few: '# доклада', many: '# докладов' });
    expect([1, 21, 2, 24, 5, 11, 0].map(talks)).toEqual([
      '1 доклад',
      '21 доклад',
      '2 доклада',
      '24 доклада',
      '5 докладов',
      '11 докладов',
      '0 докладов',
    ]);
  });

  it('knows one form in Japanese and two in English', () => {
    expect([1, 2].map(plural('ja', { other: '#件' }))).toEqual(['1件', '2件']);
    expect([1, 2].map(plural('en', { one: '# talk', other: '# talks' }))).toEqual(['1 talk', '2 talks']);
  });

  it('groups the digits of large numbers', () => {
    expect(plural('en', { one: '# talk', other: '# talks' })(12345)).toBe('12,345 talks');
  });
});

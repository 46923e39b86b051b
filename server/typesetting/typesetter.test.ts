import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openFontShelf, parseRanges } from './fonts.ts';
import { breakable, createTypesetter } from './typesetter.ts';

const fonts = openFontShelf();
const type = createTypesetter(fonts);
const style = { face: 'serif', sizePx: 40 } as const;

describe('parseRanges', () => {
  it('reads single code points and ranges', () => {
    expect(parseRanges('U+0-FF, U+131,U+2000-206F')).toEqual([
      [0, 0xff],
      [0x131, 0x131],
      [0x2000, 0x206f],
    ]);
  });
});

describe('the fonts', () => {
  const texts = ['programme', 'samples']
    .map((name) => readFileSync(`media/example/${name}.json`, 'utf8'))
    .join('');

  it.each(['serif', 'sans', 'sansStrong'] as const)('have every character of the example in %s', (face) => {
    const missing = [...new Set(texts.replace(/\s/g, ' '))].filter((character) => {
      const codePoint = character.codePointAt(0) ?? 0;
      return !fonts.fontFor(face, codePoint).hasGlyphForCodePoint(codePoint);
    });
    expect(missing).toEqual([]);
  });

  it('take Latin and Cyrillic from the face and Japanese from its sister', () => {
    const nameFor = (character: string) => fonts.fontFor('serif', character.codePointAt(0) ?? 0).familyName;
    expect([nameFor('A'), nameFor('Я'), nameFor('語')]).toEqual([
      expect.stringContaining('Serif'),
      expect.stringContaining('Serif'),
      expect.stringContaining('Sans JP'),
    ]);
  });
});

describe('the typesetter', () => {
  it.each([
    ['English', 'Moving live containers: what it costs and what it brings'],
    ['Russian', 'Виртуальные диски, которые только растут и никогда не уменьшаются'],
    ['Japanese', '動いているコンテナを別のマシンへ移すことには、利点だけでなく代償もあります。'],
  ])('breaks %s into lines that fit and loses no character', (_language, text) => {
    const lines = type.wrap(text, style, 420);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(type.width(line, style)).toBeLessThanOrEqual(420);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  });

  it('never begins a line with closing punctuation', () => {
    for (const piece of breakable('移す：長所と短所、CRIUの「原理」です。'))
      expect(piece).not.toMatch(/^[、。：」]/);
  });

  it('draws an outline for every letter', () => {
    const outline = type.outline('Ая語 b', style, { x: 10, y: 20 });
    expect(outline.match(/<path/g)).toHaveLength(4);
    expect(outline).toContain('translate(10 20)');
  });

  it('is twice as wide at twice the size', () => {
    const half = type.width('Rostrum', { ...style, sizePx: 20 });
    expect(type.width('Rostrum', style)).toBeCloseTo(half * 2, 5);
  });
});

import { expect, test } from 'vitest';
import { openFontShelf } from '#server/typesetting/fonts.ts';
import { createTypesetter, type Typesetter } from '#server/typesetting/typesetter.ts';
import { drawTitleCard, type TitleCard } from './draw-title-card.ts';

const fonts = openFontShelf();
const type = createTypesetter(fonts);
const plain: TitleCard = {
  title: 'Moving live containers',
  speakers: ['Ada Lovelace', 'Иван Петров'],
  conference: 'Open Systems Days',
  day: '2026-05-14',
  language: 'en',
};

/** The lines a card writes, and the widest of them in pixels. */
function written(card: Partial<TitleCard>): { lines: string[]; widest: number } {
  const lines: string[] = [];
  let widest = 0;
  const spy: Typesetter = {
    ...type,
    outline(text, style, at) {
      lines.push(text);
      widest = Math.max(widest, type.width(text, style));
      return type.outline(text, style, at);
    },
  };
  drawTitleCard({ ...plain, ...card }, spy);
  return { lines, widest };
}

test('says title, speakers, conference and day', () => {
  expect(written({}).lines).toEqual([
    'Moving live containers',
    'Ada Lovelace · Иван Петров',
    'Open Systems Days   ·   May 14, 2026',
  ]);
});

test('writes the day as the language of the talk does, and none that is no day', () => {
  expect(written({ language: 'ru' }).lines.at(-1)).toBe('Open Systems Days   ·   14 мая 2026 г.');
  expect(written({ language: 'ja', conference: null }).lines.at(-1)).toBe('2026年5月14日');
  expect(written({ day: 'soon' }).lines.at(-1)).toBe('Open Systems Days');
  expect(written({ language: 'not a tag' }).lines.at(-1)).toContain('May 14, 2026');
});

test('draws a shape for every letter of Cyrillic and Japanese', () => {
  for (const title of ['Виртуальные диски', '動いているコンテナ']) {
    const svg = drawTitleCard({ ...plain, title, speakers: [], conference: null, day: null }, type);
    expect(svg.match(/<path transform/g)).toHaveLength(title.replaceAll(' ', '').length);
    for (const letter of title) {
      const codePoint = letter.codePointAt(0) ?? 0;
      expect(fonts.fontFor('serif', codePoint).hasGlyphForCodePoint(codePoint), letter).toBe(true);
    }
  }
});

test.each([
  ['markup', '</svg><script>alert("x")</script>&amp;<!--'],
  ['quotes and line breaks', '\'"`\n\r\n\u2028\u0000\u0007\u202e\u200b$(rm)'],
  ['500 characters without a space', 'x'.repeat(500)],
  ['500 words', 'word '.repeat(500)],
  ['500 Japanese characters', '容'.repeat(500)],
  ['half a pair', 'a\ud800b'],
  ['pictographs and marks', '🎉👩‍💻 talk e\u0301\u0301\u0301'],
  ['letters no font has', 'ﷺ ฿ᚠ'],
  ['nothing', ''],
])('a title of %s stays text, within its column', (_, title) => {
  const card = { ...plain, title, speakers: [title, title], conference: title };
  const svg = drawTitleCard(card, type);
  expect(svg.replace(/<\/?(svg|rect|g|path|circle)( [a-zA-Z-]+="[^"<>&]*")*\/?>/g, '')).toBe('');
  const { lines, widest } = written(card);
  expect(lines.length).toBeLessThanOrEqual(7);
  expect(widest).toBeLessThanOrEqual(1104);
  expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
});

import type { FaceName, FontShelf } from './fonts.ts';

export interface TextStyle {
  face: FaceName;
  /** Height of the em in pixels. */
  sizePx: number;
  /** Added after every letter, in pixels. */
  trackingPx?: number;
}

export interface Typesetter {
  /** Width of one line in pixels. */
  width(text: string, style: TextStyle): number;
  /** Outline of one line as SVG path data; `x`, `y` is the start of its baseline. */
  outline(text: string, style: TextStyle, at: { x: number; y: number }): string;
  /** Breaks a text into lines no wider than `maxWidthPx`: at spaces, between phrases of Japanese, else anywhere. */
  wrap(text: string, style: TextStyle, maxWidthPx: number): string[];
}

interface PlacedGlyph {
  d: string;
  x: number;
  advance: number;
}

/** Below this share of a line's width the sum of its pieces is near enough. */
const NEARLY_FULL = 0.95;

/** Sets text in several scripts as outlines, so that whoever paints them needs no fonts. */
export function createTypesetter(fonts: FontShelf): Typesetter {
  const place = (
    text: string,
    style: TextStyle,
    withOutlines: boolean,
  ): { glyphs: PlacedGlyph[]; width: number } => {
    const glyphs: PlacedGlyph[] = [];
    let x = 0;
    for (const run of runsOf(text, (codePoint) => fonts.fontFor(style.face, codePoint))) {
      const scale = style.sizePx / run.font.unitsPerEm;
      const layout = run.font.layout(run.text);
      layout.glyphs.forEach((glyph, i) => {
        const position = layout.positions[i];
        if (position === undefined) return;
        const advance = position.xAdvance * scale + (style.trackingPx ?? 0);
        const d = withOutlines ? glyph.path.scale(scale, -scale).toSVG() : '';
        glyphs.push({ d, x: x + position.xOffset * scale, advance });
        x += advance;
      });
    }
    return { glyphs, width: x - (text === '' ? 0 : (style.trackingPx ?? 0)) };
  };
  const width = (text: string, style: TextStyle) => place(text, style, false).width;
  return {
    width,
    outline(text, style, at) {
      return place(text, style, true)
        .glyphs.filter((glyph) => glyph.d !== '')
        .map(
          (glyph) => `<path transform="translate(${round(at.x + glyph.x)} ${round(at.y)})" d="${glyph.d}"/>`,
        )
        .join('');
    },
    wrap(text, style, maxWidthPx) {
      const measured = (piece: string) => ({ piece, widthPx: width(piece, style) });
      const pieces = breakable(text)
        .map(measured)
        .flatMap((one) => (one.widthPx <= maxWidthPx ? [one] : characters(one.piece).map(measured)));
      const lines: string[] = [];
      let line = '';
      let sumPx = 0;
      for (const { piece, widthPx } of pieces) {
        sumPx += widthPx;
        // Letters move together across pieces, so a line that is nearly full is measured as one.
        const isFull =
          sumPx > NEARLY_FULL * maxWidthPx && width((line + piece).trimEnd(), style) > maxWidthPx;
        if (line !== '' && isFull) {
          lines.push(line.trimEnd());
          line = piece.trimStart();
          sumPx = widthPx;
        } else line += piece;
      }
      if (line.trim() !== '') lines.push(line.trimEnd());
      return lines;
    },
  };
}

function runsOf<Font>(
  text: string,
  fontFor: (codePoint: number) => Font,
): Array<{ font: Font; text: string }> {
  const runs: Array<{ font: Font; text: string }> = [];
  for (const character of text) {
    const font = fontFor(character.codePointAt(0) ?? 0x20);
    const last = runs.at(-1);
    if (last !== undefined && last.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
}

/**
 * The pieces between which a line may end: words with the space after them; in Japanese the reader's phrases as the
 * platform segments them, closing punctuation staying with what it closes.
 */
export function breakable(text: string): string[] {
  const pieces: string[] = [];
  for (const { segment } of new Intl.Segmenter('ja', { granularity: 'word' }).segment(text)) {
    const last = pieces.at(-1);
    const joins =
      last !== undefined &&
      !/\s$/.test(last) &&
      !(isJapanese(last.slice(-1)) && isJapanese(segment.slice(0, 1)));
    if (
      last !== undefined &&
      (joins || /^\s/.test(segment) || /^[、。，．・：；？！」』）】ー–—]/u.test(segment))
    ) {
      pieces[pieces.length - 1] = last + segment;
    } else pieces.push(segment);
  }
  return pieces;
}

/** What a reader takes for single characters. */
function characters(text: string): string[] {
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map(
    ({ segment }) => segment,
  );
}

function isJapanese(character: string): boolean {
  return /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}、。・「」：ー]/u.test(character);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

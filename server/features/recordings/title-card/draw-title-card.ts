import { colour, createPen, left, mark, type Pen, page, pageSize, rule } from '#server/typesetting/pen.ts';
import type { TextStyle, Typesetter } from '#server/typesetting/typesetter.ts';

/** What a title card says of a talk, in the talk's own language; every text may hold anything. */
export interface TitleCard {
  title: string;
  speakers: readonly string[];
  conference: string | null;
  /** As written in the programme: `2026-05-14`. */
  day: string | null;
  /** BCP 47, for the day; English where it is not known. */
  language: string | null;
}

const TITLE_LINES = 5;
const TITLE_TOP = 168;
const MAX_CHARACTERS = 300;

/** Draws the picture of a talk that has sound only, as SVG of outlines: no text of it can be markup. */
export function drawTitleCard(card: TitleCard, type: Typesetter): string {
  const pen = createPen(type);
  const { height } = pageSize;
  const speakers = plain(card.speakers.join('  ·  '));
  const place = [plain(card.conference ?? ''), longDay(card)].filter((text) => text !== '').join('   ·   ');
  const foot: TextStyle = { face: 'sans', sizePx: 27 };
  const named: TextStyle = { face: 'sansStrong', sizePx: 36 };
  return page([
    mark(left, 51),
    rule(108, colour.ink, 2),
    title(pen, plain(card.title)),
    `<rect x="${left}" y="540" width="64" height="5" fill="${colour.light}"/>`,
    pen.block({ words: speakers, style: named, y: 598, leading: 44, maxLines: 1 }).svg,
    pen.block({ words: place, style: foot, y: 648, leading: 34, fill: colour.soft, maxLines: 1 }).svg,
    `<rect y="${height - 6}" width="${pageSize.width}" height="6" fill="${colour.light}"/>`,
  ]);
}

/** As large as it fits. */
function title(pen: Pen, words: string): string {
  const styleOf = (sizePx: number): TextStyle => ({ face: 'serif', sizePx });
  const lines = (sizePx: number) => pen.type.wrap(words, styleOf(sizePx), pageSize.width - 2 * left).length;
  const sizePx = [76, 66, 58].find((size) => lines(size) <= 3) ?? 50;
  return pen.block({
    words,
    style: styleOf(sizePx),
    y: TITLE_TOP + sizePx,
    leading: sizePx * 1.2,
    maxLines: TITLE_LINES,
  }).svg;
}

/** One line of text that a font can draw: no control characters, no pictographs, of bounded length. */
function plain(text: string): string {
  return [
    ...text
      .slice(0, 2 * MAX_CHARACTERS)
      .toWellFormed()
      .normalize('NFC'),
  ]
    .slice(0, MAX_CHARACTERS)
    .join('')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u{FFFD}]+/gu, ' ')
    .replace(/[\p{Extended_Pictographic}\p{Variation_Selector}\p{Emoji_Modifier}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

function longDay({ day, language }: TitleCard): string {
  const time = Date.parse(`${day}T12:00:00Z`);
  if (day === null || Number.isNaN(time)) return '';
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(time);
}

/** English where the tag is none, or of a language that the runtime does not know. */
function localeOf(language: string | null): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language ?? 'en')[0] ?? 'en';
  } catch {
    return 'en';
  }
}

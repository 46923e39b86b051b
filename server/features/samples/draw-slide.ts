import {
  colour,
  column,
  createPen,
  left,
  mark,
  type Pen,
  page,
  pageSize,
  right,
  rule,
} from '#server/typesetting/pen.ts';
import type { TextStyle, Typesetter } from '#server/typesetting/typesetter.ts';
import type { Slide } from './screenplay.ts';

const sampleTag = 'SAMPLE  ·  ПРИМЕР  ·  サンプル';

/**
 * Draws one slide as SVG without any font: paper, ink, a rule and a light, and always the word "sample".
 * @param o.position of how many slides, from 1
 */
export function drawSlide(slide: Slide, o: { type: Typesetter; position: number; count: number }): string {
  const pen = createPen(o.type);
  const body = {
    title: () => titleBody(pen, slide),
    content: () => contentBody(pen, slide, o),
    closing: () => closingBody(pen, slide),
  }[slide.kind]();
  const progress = (pageSize.width * o.position) / o.count;
  return page([
    header(pen, slide),
    body,
    `<rect y="${pageSize.height - 6}" width="${progress}" height="6" fill="${colour.light}"/>`,
  ]);
}

function header(pen: Pen, slide: Slide): string {
  const name: TextStyle = { face: 'sans', sizePx: 21 };
  const tag: TextStyle = { face: 'sansStrong', sizePx: 19 };
  const tagWidth = pen.type.width(sampleTag, tag) + 28;
  return [
    mark(left, 51),
    pen.text(slide.talk.conference.en, name, { x: left + 44, y: 73 }, colour.soft),
    `<rect x="${right - tagWidth}" y="48" width="${tagWidth}" height="36" rx="3" fill="${colour.light}"/>`,
    pen.text(sampleTag, tag, { x: right - tagWidth + 14, y: 73 }),
    rule(108, colour.ink, 2),
  ].join('');
}

function titleBody(pen: Pen, slide: Slide): string {
  const { talk } = slide;
  const sizePx = [66, 58, 50].find((size) => fits(pen, talk.title.en, size)) ?? 42;
  const main = pen.block({
    words: talk.title.en,
    style: { face: 'serif', sizePx },
    y: 150 + sizePx,
    leading: sizePx * 1.14,
  });
  const russian = pen.block({
    words: talk.title.ru,
    style: { face: 'serif', sizePx: 33 },
    y: main.nextY + 12,
    leading: 42,
    fill: colour.soft,
  });
  const japanese = pen.block({
    words: talk.title.ja,
    style: { face: 'sans', sizePx: 31 },
    y: russian.nextY + 12,
    leading: 46,
    fill: colour.soft,
  });
  const others = `${talk.speakers.ru}   ·   ${talk.speakers.ja}`;
  const strong: TextStyle = { face: 'sansStrong', sizePx: 36 };
  const affiliation = talk.affiliation === null ? '' : `  ${talk.affiliation}`;
  return [
    main.svg,
    russian.svg,
    japanese.svg,
    `<rect x="${left}" y="556" width="64" height="5" fill="${colour.light}"/>`,
    pen.text(talk.speakers.en, strong, { x: left, y: 612 }),
    pen.text(
      affiliation,
      { face: 'sans', sizePx: 27 },
      { x: left + 10 + pen.type.width(talk.speakers.en, strong), y: 612 },
      colour.accent,
    ),
    pen.text(others, { face: 'sans', sizePx: 25 }, { x: left, y: 654 }, colour.soft),
  ].join('');
}

function fits(pen: Pen, title: string, sizePx: number): boolean {
  return pen.type.wrap(title, { face: 'serif', sizePx }, column).length <= 2;
}

function contentBody(pen: Pen, slide: Slide, o: { position: number; count: number }): string {
  if (slide.kind !== 'content') return '';
  const heading = pen.block({
    words: slide.heading,
    style: { face: 'serif', sizePx: 58 },
    y: 226,
    leading: 68,
  });
  let y = heading.nextY + 46;
  const points = slide.points.map((point) => {
    const dash = `<rect x="${left}" y="${y - 13}" width="30" height="4" fill="${colour.light}"/>`;
    const words = pen.block({
      words: point,
      style: { face: 'sans', sizePx: 36 },
      x: left + 62,
      y,
      width: column - 62,
      leading: 48,
    });
    y = words.nextY + 28;
    return dash + words.svg;
  });
  const number = `${o.position} / ${o.count}`;
  const strong: TextStyle = { face: 'sansStrong', sizePx: 21 };
  return [
    heading.svg,
    ...points,
    rule(628, colour.rule, 1),
    pen.text(
      `${slide.talk.speakers.en}  ·  ${slide.talk.title.en}`,
      { face: 'sans', sizePx: 21 },
      { x: left, y: 664 },
      colour.soft,
    ),
    pen.text(number, strong, { x: right - pen.type.width(number, strong), y: 664 }, colour.accent),
  ].join('');
}

function closingBody(pen: Pen, slide: Slide): string {
  if (slide.kind !== 'closing') return '';
  const english = pen.block({
    words: slide.words.en,
    style: { face: 'serif', sizePx: 54 },
    y: 226,
    leading: 66,
  });
  const russian = pen.block({
    words: slide.words.ru,
    style: { face: 'serif', sizePx: 32 },
    y: english.nextY + 34,
    width: 900,
    leading: 44,
    fill: colour.soft,
  });
  const japanese = pen.block({
    words: slide.words.ja,
    style: { face: 'sans', sizePx: 30 },
    y: russian.nextY + 24,
    leading: 48,
    fill: colour.soft,
  });
  return [
    english.svg,
    russian.svg,
    japanese.svg,
    rule(628, colour.rule, 1),
    pen.text(
      `${slide.talk.speakers.en}  ·  ${slide.talk.title.en}`,
      { face: 'sans', sizePx: 21 },
      { x: left, y: 664 },
      colour.soft,
    ),
  ].join('');
}

import type { TextStyle, Typesetter } from './typesetter.ts';

/** Pixels of a drawn page, in the shape of a film. */
export const pageSize = { width: 1280, height: 720 } as const;

/** The site's colours by day (client/styles/tokens.css) as sRGB. */
export const colour = {
  paper: '#faf6ee',
  ink: '#231b14',
  soft: '#564a3f',
  rule: '#d8cfc1',
  light: '#f0ab33',
  accent: '#7f4a0b',
} as const;

/** The column that everything stands in, in pixels from the left edge. */
export const left = 88;
export const right = pageSize.width - left;
export const column = right - left;

/** Writes on a page; what it gives is SVG of outlines alone, so that no text can be taken for markup. */
export interface Pen {
  text(words: string, style: TextStyle, at: { x: number; y: number }, fill?: string): string;
  /** Several lines; `nextY` is the baseline that would follow. */
  block(o: BlockOptions): { svg: string; nextY: number };
  type: Typesetter;
}

interface BlockOptions {
  words: string;
  style: TextStyle;
  x?: number;
  y: number;
  width?: number;
  leading: number;
  fill?: string;
  /** More lines are left out, and the last one ends with an ellipsis. */
  maxLines?: number;
}

/** A pen that sets its words with `type`. */
export function createPen(type: Typesetter): Pen {
  const text: Pen['text'] = (words, style, at, fill = colour.ink) =>
    `<g fill="${fill}">${type.outline(words, style, at)}</g>`;
  return {
    text,
    type,
    block({ words, style, x = left, y, width = column, leading, fill, maxLines = Number.POSITIVE_INFINITY }) {
      const lines = shorten(
        type.wrap(words, style, width),
        maxLines,
        (line) => type.width(line, style) <= width,
      );
      const svg = lines.map((line, i) => text(line, style, { x, y: y + i * leading }, fill)).join('');
      return { svg, nextY: y + lines.length * leading };
    },
  };
}

function shorten(lines: string[], maxLines: number, fits: (line: string) => boolean): string[] {
  if (lines.length <= maxLines) return lines;
  const kept = lines.slice(0, maxLines);
  let last = [...(kept.pop() ?? '')];
  while (last.length > 0 && !fits(`${last.join('')}…`)) last = last.slice(0, -1);
  return [...kept, `${last.join('').trimEnd()}…`];
}

/** A page of paper with what was drawn on it, as SVG. */
export function page(drawn: readonly string[]): string {
  const { width, height } = pageSize;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${colour.paper}"/>`,
    ...drawn,
    '</svg>',
  ].join('');
}

/** A line across the column. */
export function rule(y: number, fill: string, height: number): string {
  return `<rect x="${left}" y="${y}" width="${column}" height="${height}" fill="${fill}"/>`;
}

/** The portal's mark: a raised platform and a point of light, 32 pixels wide. */
export function mark(x: number, y: number): string {
  return [
    `<g transform="translate(${x} ${y})"><circle cx="24" cy="5" r="4.5" fill="${colour.light}"/>`,
    `<path fill="${colour.ink}" d="M2 12h14v4H2zM2 18h21v4H2zM2 24h28v4H2z"/></g>`,
  ].join('');
}

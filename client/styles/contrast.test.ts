import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
const css = read('./tokens.css') + read('./hues.css');
const hues = [...css.matchAll(/\.hue-(\d+) \{/g)].map((match) => Number(match[1]));

interface Colour {
  l: number;
  c: number;
  h: number;
}

/** The day's and the night's colour of a token; `calc(x * var(--hue-chroma))` and `var(--hue)` are filled in. */
function token(name: string, hue = 66, chroma = 1): [Colour, Colour] {
  const start = css.indexOf(`${name}:`);
  const declaration = css.slice(start, css.indexOf(';', start));
  const filled = declaration
    .replaceAll(/calc\(([\d.]+) \* var\(--hue-chroma\)\)/g, (_, x: string) => String(Number(x) * chroma))
    .replaceAll('var(--hue)', String(hue));
  const colours = [...filled.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)].map(([, l, c, h]) => ({
    l: Number(l),
    c: Number(c),
    h: Number(h),
  }));
  const [day, night = day] = colours;
  if (!day || !night) throw new Error(`${name} has no colour that this test can read`);
  return [day, night];
}

/** Relative luminance (WCAG 2.2) of an OKLCH colour, clipped to sRGB as browsers do at worst. */
function luminance({ l, c, h }: Colour): number {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Colour, b: Colour): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function lowest(text: [Colour, Colour], ground: [Colour, Colour]): number {
  return Math.min(contrast(text[0], ground[0]), contrast(text[1], ground[1]));
}

describe('contrast, by day and by night', () => {
  const paper = token('--paper');
  const deep = token('--paper-deep');

  it('is 7 or more for what is read', () => {
    for (const ground of [paper, deep, token('--field')]) {
      expect(lowest(token('--ink'), ground)).toBeGreaterThanOrEqual(12);
      expect(lowest(token('--ink-soft'), ground)).toBeGreaterThanOrEqual(7);
    }
    expect(lowest(token('--ink'), token('--mark-hit'))).toBeGreaterThanOrEqual(7);
    expect(lowest(token('--hall-ink'), token('--hall'))).toBeGreaterThanOrEqual(12);
  });

  it('is 4.5 or more for words in the accent, and on the light', () => {
    expect(lowest(token('--accent'), paper)).toBeGreaterThanOrEqual(4.5);
    expect(lowest(token('--accent'), deep)).toBeGreaterThanOrEqual(4.5);
    expect(lowest(token('--light-ink'), token('--light'))).toBeGreaterThanOrEqual(4.5);
    expect(lowest(token('--danger'), paper)).toBeGreaterThanOrEqual(4.5);
    expect(lowest(token('--danger'), deep)).toBeGreaterThanOrEqual(4.5);
  });

  it('is 3 or more for the edges of fields', () => {
    expect(lowest(token('--field-rule'), paper)).toBeGreaterThanOrEqual(3);
  });

  it('holds for words in any colour that a conference can bring', () => {
    expect(hues).toHaveLength(24);
    for (const hue of hues) {
      for (const chroma of [1, 0.12]) {
        expect(lowest(token('--own-text', hue, chroma), paper), `hue ${hue}`).toBeGreaterThanOrEqual(4.5);
        expect(lowest(token('--own-fill', hue, chroma), paper), `fill ${hue}`).toBeGreaterThanOrEqual(3);
      }
    }
  });
});

import { AppError } from '#server/kernel/errors.ts';
import { readXml, type XmlElement, type XmlReports } from '#server/kernel/xml-tree.ts';

/** A cue as a file has it, before it is cleaned. */
export interface RawCue {
  line: number;
  startMs: number;
  /** Null where the file does not say. */
  endMs: number | null;
  text: string;
  /** The language it says it is in; null where the file does not say. */
  language: string | null;
}

/** Whether a text is Timed Text (TTML, DFXP): XML whose first element is `tt`, with any prefix. */
export function isTtml(text: string): boolean {
  return /^\ufeff?\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]{0,5000}?-->\s*|<!DOCTYPE[^>]{0,1000}>\s*)*<(?:[\w-]+:)?tt[\s>]/.test(
    text.slice(0, 20_000),
  );
}

/**
 * Reads the cues of Timed Text (W3C TTML2): times of an element count from the beginning of the one around it; styles,
 * regions and metadata are left aside.
 * A file may hold several languages, each in divisions of its own.
 * @throws {AppError} `unsupported_media` where it is not well-formed
 */
export function readTtml(text: string, o: { name: string; tell: XmlReports['tell'] }): RawCue[] {
  const { root } = readXml(text.replace(/^\ufeff/, ''), {
    tell: o.tell,
    refuse: (sentence, cause) =>
      new AppError('unsupported_media', `${JSON.stringify(o.name)}: ${sentence}`, { cause }),
  });
  const rates = ratesOf(root);
  const cues: RawCue[] = [];
  const walk = (
    element: XmlElement,
    around: { startMs: number; endMs: number | null; language: string | null },
  ) => {
    const name = localName(element.name);
    if (name === 'head' || name === 'metadata') return;
    const begin = timeOf(attribute(element, 'begin'), rates);
    const end = timeOf(attribute(element, 'end'), rates);
    const length = timeOf(attribute(element, 'dur'), rates);
    const startMs = around.startMs + (begin ?? 0);
    const ends = [
      end === null ? null : around.startMs + end,
      length === null ? null : startMs + length,
      around.endMs,
    ];
    const known = ends.filter((each) => each !== null);
    const endMs = known.length === 0 ? null : Math.min(...known);
    const language = attribute(element, 'lang')?.trim() || around.language;
    const isTimed = begin !== null || end !== null || length !== null;
    const paragraphs = name === 'p' ? element.children.filter((child) => localName(child.name) === 'p') : [];
    const partsAreTimed = element.children.some(
      (child) => !paragraphs.includes(child) && attribute(child, 'begin') !== null,
    );
    if ((name === 'p' || (name === 'span' && isTimed)) && !partsAreTimed) {
      // Times that are none are told where the cue is cleaned.
      const isUnreadable = attribute(element, 'begin') !== null && begin === null;
      cues.push({
        line: element.line,
        startMs: isUnreadable ? Number.NaN : startMs,
        endMs,
        language,
        text: wordsOf(element)
          .replace(/ *\n */g, '\n')
          .trim(),
      });
      // A paragraph that was not closed has the next ones in it.
      for (const paragraph of paragraphs) walk(paragraph, around);
      return;
    }
    for (const child of element.children) walk(child, { startMs, endMs, language });
  };
  walk(root, { startMs: 0, endMs: null, language: null });
  return cues;
}

function wordsOf(element: XmlElement): string {
  return element.parts
    .map((part) => {
      if (typeof part === 'string') return part.replace(/\s+/g, ' ');
      const name = localName(part.name);
      return name === 'br' ? '\n' : name === 'metadata' || name === 'p' ? '' : wordsOf(part);
    })
    .join('');
}

interface Rates {
  frames: number;
  ticks: number;
}

function ratesOf(root: XmlElement): Rates {
  const number = (name: string) => {
    const value = Number(attribute(root, name) ?? Number.NaN);
    return Number.isFinite(value) && value > 0 ? value : null;
  };
  const [over = 1, under = 1] = (attribute(root, 'frameRateMultiplier') ?? '').split(/[\s:]+/).map(Number);
  const multiplier = over > 0 && under > 0 ? over / under : 1;
  const frames = (number('frameRate') ?? 30) * multiplier;
  return { frames, ticks: number('tickRate') ?? (attribute(root, 'frameRate') === null ? 1 : frames) };
}

/** A clock time or an offset (TTML2, 12.3) in ms; null where it is none. */
function timeOf(text: string | null, rates: Rates): number | null {
  // Days before hours stand in some files, where frames would be: told apart by the thousandths.
  const long = /^00:(\d{2}:\d{2}:\d{2}[.,]\d{3})$/.exec(text?.trim() ?? '')?.[1];
  if (long !== undefined) return timeOf(long, rates);
  const clock = /^(\d{2,}):(\d{2}):(\d{2})(?:[.,](\d+)|:(\d{2,}(?:\.\d+)?))?$/.exec(text?.trim() ?? '');
  if (clock) {
    const [, hours, minutes, seconds, fraction = '0', frames = '0'] = clock;
    const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return Math.round((whole + Number(`0.${fraction}`) + Number(frames) / rates.frames) * 1000);
  }
  const [, value, unit] = /^(\d+(?:\.\d+)?)(h|m|s|ms|f|t)$/.exec(text?.trim() ?? '') ?? [];
  if (value === undefined || unit === undefined) return null;
  const unitMs = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, f: 1000 / rates.frames, t: 1000 / rates.ticks }[
    unit
  ];
  return unitMs === undefined ? null : Math.round(Number(value) * unitMs);
}

/** An attribute by its name without prefix. */
function attribute(element: XmlElement, name: string): string | null {
  const found = Object.entries(element.attributes).find(([key]) => localName(key) === name);
  return found?.[1] ?? null;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

import { parse } from '@plussub/srt-vtt-parser';
import { AppError } from '#server/kernel/errors.ts';

/** A line of captions on the original's timeline; plain text, lines separated by a newline. */
export interface Cue {
  startMs: number;
  endMs: number;
  text: string;
}

const longestFileBytes = 10 * 1024 * 1024;
const longestCueCharacters = 2000;

/**
 * Reads SubRip or WebVTT. Damaged cues are left out, markup and control characters are dropped: the text comes from
 * strangers.
 * @throws {AppError} `unsupported_media` when there is no cue in it
 */
export function readCaptions(bytes: Buffer, name: string): Cue[] {
  if (bytes.length > longestFileBytes) {
    throw new AppError('too_large', `${JSON.stringify(name)} is larger than captions ever are (10 MiB).`);
  }
  const lines = decode(bytes).replace(/\r\n?/g, '\n').split('\n');
  const cues = splitBlocks(lines)
    .flatMap(readBlock)
    .sort((a, b) => a.startMs - b.startMs);
  if (cues.length === 0) {
    throw new AppError('unsupported_media', `${JSON.stringify(name)} holds no captions in SubRip or WebVTT.`);
  }
  return cues;
}

/** UTF-8 or UTF-16 by its mark; what is not valid UTF-8 is taken for Windows-1251 if it looks Russian, else Windows-1252. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const russian = new TextDecoder('windows-1251').decode(bytes);
    const letters = russian.match(/[\u0080-\uffff]/g)?.length ?? 0;
    const inWords = russian.match(/[а-яё]{3,}/gi)?.join('').length ?? 0;
    return inWords > letters / 2 ? russian : new TextDecoder('windows-1252').decode(bytes);
  }
}

/** One block a cue: the parser gives up at the first damaged cue, so it is shown them one by one. */
function splitBlocks(lines: readonly string[]): string[] {
  const blocks: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (!isTimeLine(line)) continue;
    const rest = lines.slice(index + 1, index + 50);
    const end = rest.findIndex((next) => next.trim() === '' || isTimeLine(next));
    const text = end < 0 ? rest : rest.slice(0, end);
    // Without a blank line between, the number of the next cue is the last line before its times.
    if (isTimeLine(rest[end] ?? '') && /^\s*\d+\s*$/.test(text.at(-1) ?? '')) text.pop();
    if (text.length > 0) blocks.push([plainTimes(line), ...text].join('\n'));
  }
  return blocks;
}

function isTimeLine(line: string): boolean {
  return /^\s*[\d:.,]+\s*-->\s*[\d:.,]+/.test(line);
}

/** `1:02:03.5 --> 02:04,25 align:start` as `01:02:03,500 --> 00:02:04,250`; the line as it is where it cannot be read. */
function plainTimes(line: string): string {
  const found =
    /(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})\s*-->\s*(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})/.exec(
      line,
    );
  if (found === null) return line;
  const [, h1 = '0', m1 = '', s1 = '', f1 = '', h2 = '0', m2 = '', s2 = '', f2 = ''] = found;
  const time = (h: string, m: string, s: string, f: string) =>
    `${h.padStart(2, '0')}:${m.padStart(2, '0')}:${s.padStart(2, '0')},${f.padEnd(3, '0')}`;
  return `${time(h1, m1, s1, f1)} --> ${time(h2, m2, s2, f2)}`;
}

function readBlock(block: string): Cue[] {
  try {
    // The package's own types import each other without extensions, which hides them from this compiler.
    const entries = parse(block).entries as ReadonlyArray<{ from: number; to: number; text: string }>;
    return entries.flatMap(({ from, to, text }) => {
      const plain = plainText(text);
      return Number.isSafeInteger(from) && Number.isSafeInteger(to) && to > from && from >= 0 && plain !== ''
        ? [{ startMs: from, endMs: to, text: plain }]
        : [];
    });
  } catch {
    return [];
  }
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00a0',
  quot: '"',
  apos: "'",
  lrm: '\u200e',
  rlm: '\u200f',
};

/** Drops tags (WebVTT 1.0, 6.4; SubRip's HTML), ASS overrides, and characters that are no text; reads entities. */
function plainText(text: string): string {
  return (
    text
      .replace(/<\/?[a-z0-9][^>\n]*>/gi, '')
      .replace(/\{\\[^}\n]*\}/g, '')
      .replace(/&(#?\w+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is dropped
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n')
      .slice(0, longestCueCharacters)
  );
}

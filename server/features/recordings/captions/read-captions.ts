import { parse } from '@plussub/srt-vtt-parser';
import { AppError } from '#server/kernel/errors.ts';
import { isTtml, type RawCue, readTtml } from './read-ttml.ts';

/** A line of captions on the original's timeline; plain text, lines separated by a newline. */
export interface Cue {
  startMs: number;
  endMs: number;
  text: string;
}

const longestFileBytes = 10 * 1024 * 1024;
const longestCueCharacters = 2000;
const mostOddities = 500;

/** Something in a caption file that is not as it should be, and what was done. */
export interface CaptionOddity {
  /** Counted from 1; null where it concerns the whole file. */
  line: number | null;
  what: string;
}

export interface CaptionFile {
  format: 'webvtt' | 'subrip' | 'ttml';
  /** In the order of their times. */
  cues: Cue[];
  oddities: CaptionOddity[];
  /** The language the file itself says it is in; null where it does not. */
  language: string | null;
}

/**
 * Reads SubRip, WebVTT or Timed Text, told apart by what is in them. Damaged cues are left out, markup and control characters
 * are dropped: the text comes from strangers.
 * @throws {AppError} `unsupported_media` when there is no cue in it, `too_large`
 */
export function readCaptions(bytes: Buffer, name: string): Cue[] {
  return readCaptionFile(bytes, name).cues;
}

/**
 * Reads captions as {@link readCaptions} does, and tells what is odd in them.
 * @param wanted of a file in several languages, the one that is asked for; the first one where it is not in there
 * @throws {AppError}
 */
export function readCaptionFile(bytes: Buffer, name: string, wanted: string | null = null): CaptionFile {
  if (bytes.length > longestFileBytes) {
    throw new AppError('too_large', `${JSON.stringify(name)} is larger than captions ever are (10 MiB).`);
  }
  const oddities: CaptionOddity[] = [];
  const tell = (line: number | null, what: string) => {
    if (oddities.length < mostOddities) oddities.push({ line, what });
  };
  const text = decode(bytes, tell);
  const read = isTtml(text) ? ttml(text, { name, tell, wanted }) : lines(text, tell);
  const cues = read.cues.flatMap((cue) => cleaned(cue, tell)).sort((a, b) => a.startMs - b.startMs);
  if (cues.length === 0) {
    throw new AppError(
      'unsupported_media',
      `${JSON.stringify(name)} holds no captions in SubRip, WebVTT or TTML.`,
    );
  }
  return { format: read.format, cues, oddities, language: read.language };
}

type Tell = (line: number | null, what: string) => void;

interface ReadCues extends Pick<CaptionFile, 'format' | 'language'> {
  cues: RawCue[];
}

function ttml(
  text: string,
  { name, tell, wanted }: { name: string; tell: Tell; wanted: string | null },
): ReadCues {
  const all = readTtml(text, { name, tell: ({ line }, what) => tell(line, what) });
  const languages = [...new Set(all.map((cue) => cue.language))];
  const isWanted = (tag: string | null) =>
    tag !== null && wanted !== null && plainTag(tag) === plainTag(wanted);
  const language = languages.find(isWanted) ?? languages[0] ?? null;
  if (languages.length > 1)
    tell(
      null,
      `The file has captions in ${languages.map((tag) => tag ?? 'an unnamed language').join(' and ')}: those in ${language ?? 'the unnamed one'} were taken.`,
    );
  // What looks like a tag in there is text: it is written as the others write it, and read as theirs.
  const asText = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const cues = all
    .filter((cue) => cue.language === language)
    .map((cue) => ({ ...cue, text: asText(cue.text) }));
  return { format: 'ttml', language, cues };
}

/** A language without country and script. */
function plainTag(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? '';
}

function lines(text: string, tell: Tell): ReadCues {
  const all = text.replace(/\r\n?/g, '\n').split('\n');
  const isWebVtt = /^\ufeff?WEBVTT(?:\s|$)/.test(text);
  const cues = splitBlocks(all, tell).flatMap((block) => readBlock(block, tell));
  return { format: isWebVtt ? 'webvtt' : 'subrip', cues, language: null };
}

function cleaned({ line, startMs, endMs, text }: RawCue, tell: Tell): Cue[] {
  const plain = plainText(text);
  if (plain === '') tell(line, 'The cue has no text: it was left out.');
  else if (endMs === null) tell(line, 'The cue has no end: it was left out.');
  else if (!Number.isSafeInteger(startMs) || !Number.isSafeInteger(endMs) || startMs < 0)
    tell(line, 'The times of the cue cannot be read: it was left out.');
  else if (endMs <= startMs) tell(line, 'The cue ends before it begins: it was left out.');
  else return [{ startMs, endMs, text: plain }];
  return [];
}

/** UTF-8 or UTF-16 by its mark; what is not valid UTF-8 is taken for Windows-1251 if it looks Russian, else Windows-1252. */
function decode(bytes: Buffer, tell: Tell): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const russian = new TextDecoder('windows-1251').decode(bytes);
    const letters = russian.match(/[\u0080-\uffff]/g)?.length ?? 0;
    const inWords = russian.match(/[а-яё]{3,}/gi)?.join('').length ?? 0;
    const isRussian = inWords > letters / 2;
    tell(
      null,
      `The file is not UTF-8: it was read as Windows-${isRussian ? '1251 (Cyrillic)' : '1252 (Western)'}.`,
    );
    return isRussian ? russian : new TextDecoder('windows-1252').decode(bytes);
  }
}

interface Block {
  line: number;
  text: string;
}

/** One block a cue: the parser gives up at the first damaged cue, so it is shown them one by one. */
function splitBlocks(all: readonly string[], tell: Tell): Block[] {
  const blocks: Block[] = [];
  for (const [index, line] of all.entries()) {
    if (!isTimeLine(line)) {
      if (line.includes('-->')) tell(index + 1, 'The times of the cue cannot be read: it was left out.');
      continue;
    }
    const rest = all.slice(index + 1, index + 50);
    const end = rest.findIndex((next) => next.trim() === '' || isTimeLine(next));
    const text = end < 0 ? rest : rest.slice(0, end);
    // Without a blank line between, the number of the next cue is the last line before its times.
    if (isTimeLine(rest[end] ?? '') && /^\s*\d+\s*$/.test(text.at(-1) ?? '')) text.pop();
    if (text.length > 0) blocks.push({ line: index + 1, text: [plainTimes(line), ...text].join('\n') });
    else tell(index + 1, 'The cue has no text: it was left out.');
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

function readBlock({ line, text }: Block, tell: Tell): RawCue[] {
  try {
    // The package's own types import each other without extensions, which hides them from this compiler.
    const entries = parse(text).entries as ReadonlyArray<{ from: number; to: number; text: string }>;
    return entries.map((entry) => ({
      line,
      startMs: entry.from,
      endMs: entry.to,
      text: entry.text,
      language: null,
    }));
  } catch {
    tell(line, 'The cue cannot be read: it was left out.');
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
      .replace(/<\/?[a-z0-9][^<>\n]*>/gi, '')
      .replace(/\{\\[^{}\n]*\}/g, '')
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

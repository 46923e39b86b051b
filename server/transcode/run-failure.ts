import type { EndReason } from './child-guard.ts';
import { MAX_DURATION_MS, memoryLimitBytes } from './limits.ts';
import { MediaError, type MediaErrorDetails } from './media-error.ts';

const STDERR_TAIL_LINES = 60;
const MAX_LINE_CHARS = 1000;
/** Why it ended is among them. */
const LAST_LINES = 12;
const NO_SPACE = /no space left on device|disk quota exceeded/i;
/** What ffmpeg says where what it reads tells too little of itself to be decoded. */
const TOO_DAMAGED =
  /cannot determine format of input stream|error marking filters as finished|invalid data found when processing input|could not find codec parameters|matches no streams/i;
const NO_MEMORY = /cannot allocate memory|out of memory|malloc of size \d+ failed/i;

/** The last lines a child wrote to standard error, and what they mean. */
export interface LastWords {
  /** @returns true where the line says that the disk is full */
  add: (line: string) => boolean;
  isDiskFull: () => boolean;
  isMemoryShort: () => boolean;
  isTooDamaged: () => boolean;
  /** The last line that says something, or null. */
  last: () => string | null;
  tail: () => string;
}

/** Keeps the end of a child's standard error, however much it writes. */
export function keepLastWords(): LastWords {
  const lines: string[] = [];
  let isFull = false;
  let isShort = false;
  return {
    add: (whole) => {
      const line = whole.slice(0, MAX_LINE_CHARS);
      const isNews = NO_SPACE.test(line);
      isFull ||= isNews;
      isShort ||= NO_MEMORY.test(line);
      lines.push(line);
      if (lines.length > STDERR_TAIL_LINES) lines.shift();
      return isNews;
    },
    isDiskFull: () => isFull,
    isMemoryShort: () => isShort,
    isTooDamaged: () => lines.slice(-LAST_LINES).some((line) => TOO_DAMAGED.test(line)),
    // Without the part of ffmpeg that speaks and its place in memory.
    last: () =>
      lines
        .findLast((line) => line.trim() !== '')
        ?.replace(/^\[[^\]]* @ 0x[0-9a-f]+\]/, '')
        .trim() ?? null,
    tail: () => lines.join('\n').trim(),
  };
}

/**
 * Why an ffmpeg ended without success, as one sentence for people; null where it succeeded.
 * @param o.purpose what was being done: "encoding"
 * @param o.error what was said of its end; null where it ended with 0
 */
export function failureOf(o: {
  purpose: string;
  reason: EndReason | null;
  words: LastWords;
  error: Error | null;
  facts: MediaErrorDetails;
}): MediaError | null {
  const { purpose, words, error, facts } = o;
  switch (o.reason) {
    case 'aborted':
      return new MediaError('aborted', 'The work was cancelled.', facts);
    case 'stalled':
      return new MediaError('stalled', `ffmpeg made no progress while ${purpose} and was ended.`, facts);
    case 'overtime':
      return new MediaError('failed', `ffmpeg took far too long while ${purpose} and was ended.`, facts);
    case 'excess':
      return new MediaError(
        'unsupported',
        `It plays longer than ${hours(MAX_DURATION_MS)} hours, which is the limit.`,
        facts,
      );
  }
  if (words.isDiskFull()) return new MediaError('disk_full', `The disk is full (while ${purpose}).`, facts);
  if (error === null) return null;
  const details = { ...facts, cause: error };
  if ('syscall' in error && String(error.syscall).startsWith('spawn'))
    return new MediaError('failed', `ffmpeg could not be started for ${purpose}: ${error.message}`, details);
  if (words.isMemoryShort()) {
    const limit = `${Math.round(memoryLimitBytes() / 1024 ** 3)} GiB`;
    return new MediaError(
      'unsupported',
      `It needs more memory than the ${limit} that ffmpeg may use while ${purpose}.`,
      details,
    );
  }
  if (words.isTooDamaged())
    return new MediaError('not_media', `It is too damaged to be decoded (while ${purpose}).`, details);
  return new MediaError(
    'failed',
    `ffmpeg failed while ${purpose}: ${words.last() ?? error.message}`,
    details,
  );
}

function hours(ms: number): number {
  return Math.round(ms / 3_600_000);
}

import type { EndReason } from './child-guard.ts';
import { MAX_DURATION_MS, memoryLimitBytes } from './limits.ts';
import { MediaError, type MediaErrorDetails } from './media-error.ts';

const STDERR_TAIL_LINES = 60;
const MAX_LINE_CHARS = 1000;
const NO_SPACE = /no space left on device|disk quota exceeded/i;
const NO_MEMORY = /cannot allocate memory|out of memory|malloc of size \d+ failed/i;

/** The last lines a child wrote to standard error, and what they mean. */
export interface LastWords {
  /** @returns true where the line says that the disk is full */
  add: (line: string) => boolean;
  isDiskFull: () => boolean;
  isMemoryShort: () => boolean;
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
    add: (line) => {
      const isNews = NO_SPACE.test(line);
      isFull ||= isNews;
      isShort ||= NO_MEMORY.test(line);
      lines.push(line.slice(0, MAX_LINE_CHARS));
      if (lines.length > STDERR_TAIL_LINES) lines.shift();
      return isNews;
    },
    isDiskFull: () => isFull,
    isMemoryShort: () => isShort,
    last: () => lines.findLast((line) => line.trim() !== '')?.trim() ?? null,
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
  if (words.isMemoryShort()) {
    const limit = `${Math.round(memoryLimitBytes() / 1024 ** 3)} GiB`;
    return new MediaError(
      'unsupported',
      `It needs more memory than the ${limit} that ffmpeg may use while ${purpose}.`,
      details,
    );
  }
  return new MediaError(
    'failed',
    `ffmpeg failed while ${purpose}: ${words.last() ?? error.message}`,
    details,
  );
}

function hours(ms: number): number {
  return Math.round(ms / 3_600_000);
}

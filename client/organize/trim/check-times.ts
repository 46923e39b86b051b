import type { RecordingEdits } from '#server/contract/wire.ts';
import { readTime, writeTime } from './typed-time.ts';

/** The words for what is wrong with typed times. */
export interface TimeWords {
  notATime: string;
  endFirst: string;
  tooShort: string;
  tooLate: (length: string) => string;
  removed: (span: { from: string; to: string }) => string;
}

/** Start and end as typed, read and judged; a time that is none is null. */
export interface CheckedTimes {
  startMs: number | null;
  endMs: number | null;
  startError: string | null;
  endError: string | null;
}

/** Judges a typed start and end by what is known of the original. */
export function checkTimes(
  typed: { start: string; end: string },
  known: Pick<RecordingEdits, 'originalDurationMs' | 'bounds'>,
  t: TimeWords,
): CheckedTimes {
  const startMs = readTime(typed.start);
  const endMs = readTime(typed.end);
  const { originalDurationMs: lengthMs, bounds } = known;
  const removed =
    bounds === null ? '' : t.removed({ from: writeTime(bounds.startMs), to: writeTime(bounds.endMs) });
  const startError =
    startMs === null
      ? t.notATime
      : lengthMs !== null && startMs >= lengthMs
        ? t.tooLate(writeTime(lengthMs))
        : bounds !== null && startMs < bounds.startMs
          ? removed
          : null;
  const endError =
    endMs === null
      ? t.notATime
      : lengthMs !== null && endMs > lengthMs
        ? t.tooLate(writeTime(lengthMs))
        : bounds !== null && endMs > bounds.endMs
          ? removed
          : startMs !== null && endMs <= startMs
            ? t.endFirst
            : startMs !== null && endMs - startMs < 1000
              ? t.tooShort
              : null;
  return { startMs, endMs, startError, endError };
}

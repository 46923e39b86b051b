import { AppError } from '#server/kernel/errors.ts';
import type { EditList } from './map-time.ts';

/** Shorter than this is a slip of the hand. */
const LEAST_MS = 1000;

export interface Part {
  startMs: number;
  endMs: number;
}

/**
 * Makes sure that a part of an original can be shown.
 * @param o.what for the sentence: "The part", "Part 2"
 * @param o.originalMs its length; null where that is not known
 * @param o.bounds what was left by a trim for privacy
 * @throws {AppError} `invalid`, with the field in `details.errors`
 */
export function checkSpan(o: Part & { what: string; originalMs: number | null; bounds: EditList }): void {
  const { what, startMs, endMs, originalMs } = o;
  const refuse = (path: 'start' | 'end', message: string) => {
    throw new AppError('invalid', message, { details: { errors: [{ path, message }] } });
  };
  const first = o.bounds?.[0]?.[0] ?? 0;
  const last = o.bounds?.at(-1)?.[1] ?? originalMs;
  if (startMs < 0) refuse('start', `${what} cannot begin before the recording does.`);
  if (originalMs !== null && startMs >= originalMs)
    refuse('start', `${what} begins behind the end of the recording, which is ${clock(originalMs)} long.`);
  if (endMs <= startMs) refuse('end', `${what} must end after it begins.`);
  if (endMs - startMs < LEAST_MS) refuse('end', `${what} must be at least a second long.`);
  if (originalMs !== null && endMs > originalMs)
    refuse('end', `${what} ends behind the end of the recording, which is ${clock(originalMs)} long.`);
  if (startMs < first) refuse('start', `What lies before ${clock(first)} was removed for good.`);
  if (last !== null && endMs > last) refuse('end', `What lies after ${clock(last)} was removed for good.`);
}

/** A time as people type it: 1:02:03.5 */
export function clock(ms: number): string {
  const rest = (ms % 60_000) / 1000;
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = `${rest < 10 ? '0' : ''}${Number(rest.toFixed(3))}`;
  return `${Math.floor(ms / 3_600_000)}:${two(Math.floor(ms / 60_000) % 60)}:${seconds}`;
}

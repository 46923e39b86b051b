import { z } from 'zod';

/** The parts of an original that are shown, one after another, in ms of the original; null = all of it. */
export type EditList = ReadonlyArray<readonly [startMs: number, endMs: number]> | null;

const schema = z.array(z.tuple([z.number(), z.number()])).min(1);

/** Reads an edit list as the library stores it. @throws {Error} where it is none */
export function readEditList(json: string | null): EditList {
  return json === null ? null : schema.parse(JSON.parse(json));
}

/** From where to where of an original a list shows something; null = all of it. */
export function spanOf(list: EditList): { startMs: number; endMs: number } | null {
  const first = list?.[0];
  const last = list?.at(-1);
  return first === undefined || last === undefined ? null : { startMs: first[0], endMs: last[1] };
}

/** A moment of the original as one of what is shown, in ms; null where it was cut away. */
export function toEditedMs(list: EditList, originalMs: number): number | null {
  if (list === null) return originalMs;
  let before = 0;
  for (const [startMs, endMs] of list) {
    if (originalMs >= startMs && originalMs < endMs) return before + originalMs - startMs;
    before += endMs - startMs;
  }
  return null;
}

/** A moment of what is shown as one of the original, in ms; the end of what is shown for all that lies beyond it. */
export function toOriginalMs(list: EditList, editedMs: number): number {
  if (list === null) return editedMs;
  let before = 0;
  for (const [startMs, endMs] of list) {
    const lengthMs = endMs - startMs;
    if (editedMs < before + lengthMs) return startMs + Math.max(0, editedMs - before);
    before += lengthMs;
  }
  return list.at(-1)?.[1] ?? 0;
}

/**
 * The nearest moment of what is shown to one of the original: where that was cut away, the cut. For a viewer who goes
 * on in another version.
 */
export function toNearestEditedMs(list: EditList, originalMs: number): number {
  if (list === null) return originalMs;
  let before = 0;
  for (const [startMs, endMs] of list) {
    if (originalMs < startMs) return before;
    if (originalMs < endMs) return before + originalMs - startMs;
    before += endMs - startMs;
  }
  return before;
}

/**
 * What has a beginning and an end on the original's timeline (cues, chapters) on the timeline of what is shown: what
 * was cut away is left out, what is cut into is shortened, and what reaches over a cut is there once for each part.
 */
export function mapSpans<T extends { startMs: number; endMs: number }>(
  list: EditList,
  spans: readonly T[],
): T[] {
  if (list === null) return [...spans];
  const mapped: T[] = [];
  let before = 0;
  for (const [startMs, endMs] of list) {
    for (const span of spans) {
      const from = Math.max(span.startMs, startMs);
      const to = Math.min(span.endMs, endMs);
      if (from < to) mapped.push({ ...span, startMs: before + from - startMs, endMs: before + to - startMs });
    }
    before += endMs - startMs;
  }
  return mapped;
}

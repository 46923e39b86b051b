import { sourceInput } from './input-options.ts';
import { MediaError } from './media-error.ts';
import type { Probe } from './probe.ts';

/** A part of a recording, in ms from its beginning. */
export interface Span {
  startMs: number;
  endMs: number;
}

/** How a run comes to its span: it seeks there roughly, from before it, and lets go of what it did not come for. */
export interface SpanPlan {
  /** Where reading begins; 0 = at the beginning. */
  seekMs: number;
  startMs: number;
  lengthMs: number;
}

/** A decoder of sound gives the right samples only after some that it is given in vain. */
const RUN_UP_MS = 1000;
/** Further before the span where seeking does not lead to key frames: as far apart as they are. */
const BLIND_RUN_UP_MS = 20_000;
/** Containers with an index of their key frames, or where every frame is one. */
const INDEXED = new Set(['mov', 'mp4', 'matroska', 'webm', 'avi', 'mxf', 'dv', 'gxf']);

/**
 * A recording as if it were its span alone: its length, and the chapters in it. Text subtitles are left out, because
 * their time is not read from the span (`extractCaptions`), and so is the cover of a film, which may show what was
 * cut away.
 * @throws MediaError `unsupported` where the recording ends before the span begins
 */
export function withinSpan(found: Probe, span: Span | null): Probe {
  if (span === null) return found;
  const { startMs } = span;
  const endMs = Math.min(span.endMs, found.durationMs ?? span.endMs);
  if (endMs <= startMs) {
    throw new MediaError('unsupported', 'The part that is to be shown lies behind the end of the recording.');
  }
  return {
    ...found,
    durationMs: endMs - startMs,
    subtitles: [],
    cover: found.video === null ? found.cover : null,
    chapters: found.chapters
      .map((chapter) => ({
        ...chapter,
        startMs: Math.max(chapter.startMs, startMs) - startMs,
        endMs: Math.min(chapter.endMs, endMs) - startMs,
      }))
      .filter((chapter) => chapter.startMs < chapter.endMs),
  };
}

/** How a recording is read whose span it is. @param found as `withinSpan` gave it */
export function planSpan(found: Probe, span: Span | null): SpanPlan | null {
  if (span === null) return null;
  const { startMs, endMs } = span;
  const isIndexed = found.container.split(',').some((name) => INDEXED.has(name));
  const runUpMs = found.video === null || isIndexed ? RUN_UP_MS : BLIND_RUN_UP_MS;
  const lengthMs = found.durationMs ?? endMs - startMs;
  return { seekMs: Math.max(0, startMs - runUpMs), startMs, lengthMs };
}

/**
 * `sourceInput` for a plan. What lies before the span has times below 0 there: the filters let it go, in frames and
 * samples, and know which picture was on show when the span begins, however long before it came.
 */
export function plannedInput(
  absolutePath: string,
  { span }: { span: SpanPlan | null },
): { options: readonly string[]; source: string } {
  if (span === null) return sourceInput(absolutePath);
  const seek = span.seekMs === 0 ? [] : ['-noaccurate_seek', '-ss', seconds(span.seekMs)];
  return sourceInput(absolutePath, [...seek, '-itsoffset', seconds(span.seekMs - span.startMs)]);
}

/** Options of an output that has no filter to end it with the span. */
export function untilEnd({ span }: { span: SpanPlan | null }): string[] {
  return span === null ? [] : ['-t', seconds(span.lengthMs)];
}

/** Seconds as ffmpeg reads them. */
export function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

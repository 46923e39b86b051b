import { type EditList, toOriginalMs } from '../edits/map-time.ts';
import type { CaptionOddity, Cue } from './read-captions.ts';

/**
 * Cues as a recording can show them: what lies beyond its end is left out or shortened, what overlaps is told.
 * @param durationMs of what is shown; null where nobody knows
 */
export function fitCues(
  cues: readonly Cue[],
  durationMs: number | null,
): { cues: Cue[]; oddities: CaptionOddity[] } {
  const oddities: CaptionOddity[] = [];
  const tell = (what: string) => oddities.push({ line: null, what });
  const beyond = durationMs === null ? [] : cues.filter((cue) => cue.startMs >= durationMs);
  const kept = cues.filter((cue) => !beyond.includes(cue));
  if (beyond.length > 0)
    tell(
      `${beyond.length} of ${cues.length} cues begin after the end of the recording, the first at ${clock(beyond[0]?.startMs ?? 0)}: they were left out. Are these the captions of another recording?`,
    );
  let shortened = 0;
  const fitted = kept.map((cue) => {
    if (durationMs === null || cue.endMs <= durationMs) return cue;
    shortened += 1;
    return { ...cue, endMs: durationMs };
  });
  if (shortened > 0) tell(`${shortened} cues go on after the end of the recording: they end with it now.`);
  const overlapping = fitted.filter((cue, index) => cue.startMs < (fitted[index - 1]?.endMs ?? 0));
  if (overlapping.length > 0)
    tell(
      `${overlapping.length} cues begin before the one before them has ended, the first at ${clock(overlapping[0]?.startMs ?? 0)}: they are shown together.`,
    );
  return { cues: fitted, oddities };
}

/** Cues of what is shown, on the timeline of the original. */
export function onOriginal(cues: readonly Cue[], list: EditList): Cue[] {
  return cues.map((cue) => ({
    ...cue,
    startMs: toOriginalMs(list, cue.startMs),
    endMs: toOriginalMs(list, cue.endMs - 1) + 1,
  }));
}

/** What of an original's cues lies outside the parts that a recording shows: another recording may show it. */
export function outside(cues: readonly Cue[], list: EditList): Cue[] {
  if (list === null) return [];
  return cues.filter((cue) => !list.some(([startMs, endMs]) => cue.startMs < endMs && cue.endMs > startMs));
}

function clock(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${Math.floor(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}`;
}

import { describe, expect, it } from 'vitest';
import type { RenditionEntry } from '#server/transcode/manifest.ts';
import { createFirstProgress, firstShare } from './stage-progress.ts';

const made = (origin: RenditionEntry['origin']) => ({ renditions: [{ origin } as RenditionEntry] }); // of which only this is read
const at = (ratio: number, remainingMs: number | null) => ({ ratio, remainingMs, step: 'encode' });

describe('progress of the first stage', () => {
  it('is a small share where the picture is copied, a quarter where it is encoded', () => {
    expect(firstShare(made('copied'))).toBe(0.02);
    expect(firstShare(made('encoded'))).toBe(0.25);
    expect(firstShare({ renditions: [] })).toBe(0.25);
  });

  it('does not go back when it turns out how much there is to do', () => {
    const progress = createFirstProgress({ pace: null, startedMs: 0, now: () => 0 });
    const before = progress.of(at(0.4, null)).progress;
    progress.onPlayable(made('encoded'));
    expect(progress.of(at(0.4, null)).progress).toBeGreaterThan(before);
    expect(progress.of(at(1, 0)).progress).toBe(0.25);
  });

  it('adds what lasting work lately took for such a length to the time left', () => {
    const progress = createFirstProgress({ pace: 0.5, startedMs: 0, now: () => 1000 });
    progress.onProbed({ durationMs: 60_000 });
    expect(progress.of(at(0.1, 4000)).remainingMs).toBe(34_000);
  });

  it('estimates the stage to come by its share where none was done yet, and says nothing where nothing is known', () => {
    const progress = createFirstProgress({ pace: null, startedMs: 0, now: () => 1000 });
    expect(progress.of(at(0.1, 4000)).remainingMs).toBe(4000 + 3 * 5000);
    expect(progress.of(at(0.1, null)).remainingMs).toBeNull();
  });
});

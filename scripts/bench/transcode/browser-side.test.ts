import { describe, expect, it } from 'vitest';
import { readRun } from './browser-side.ts';
import type { PageWatch } from './page-watch.ts';

const watch = (given: Partial<PageWatch> = {}): PageWatch => ({
  firstFrameAtMs: 11_250,
  playedSeconds: 60.2,
  stalls: 0,
  stalledMs: 0,
  droppedFrames: 1,
  height: 720,
  hasEnded: false,
  error: null,
  ...given,
});

describe('readRun', () => {
  it('counts from the start of the ingest', () => {
    expect(readRun(watch(), 60, 10_000)).toMatchObject({ firstFrameMs: 1250, problem: null });
  });

  it('names what kept the recording from playing to the end', () => {
    const problem = (given: Partial<PageWatch>) => readRun(watch(given), 60, 10_000).problem;
    expect(problem({ firstFrameAtMs: null, playedSeconds: 0 })).toMatch(/^no frame within/);
    expect(problem({ playedSeconds: 31.4 })).toBe('it stopped at 31.4 s');
    expect(problem({ error: 'no decoder', playedSeconds: 2 })).toBe('the video failed: no decoder');
  });
});

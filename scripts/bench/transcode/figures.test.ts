import { describe, expect, it } from 'vitest';
import type { BrowserRun } from './browser-side.ts';
import { figuresOf, type Measurement, type Round } from './figures.ts';
import type { SideRun } from './script-side.ts';

const side = (firstPlayableMs: number | null, wholeMs: number, bytes: readonly number[]): SideRun => ({
  firstPlayableMs,
  wholeMs,
  rungs: bytes.map((videoBytes, i) => ({ height: [1080, 720][i] ?? 0, path: '', videoBytes })),
});

const round = (given: Partial<Round> = {}): Round => ({
  ours: { ...side(500, 60_000, [6e6, 1.5e6]), peakMemoryBytes: 150e6, encodedCount: 2 },
  peerEncode: side(30_000, 90_000, [8e6, 2e6]),
  peerCopy: side(7000, 70_000, [80e6, 2e6]),
  floor: side(null, 60_000, [8e6, 2e6]),
  browser: null,
  ...given,
});

const watched = (given: Partial<BrowserRun> = {}): BrowserRun => ({
  firstFrameMs: 1500,
  playedSeconds: 60.01,
  stalls: 0,
  stalledMs: 0,
  droppedFrames: 0,
  height: 1080,
  serverPeakMemoryBytes: 190e6,
  problem: null,
  ...given,
});

const measured = (given: Partial<Measurement> = {}): Measurement => ({
  kind: 'h264',
  rounds: [round()],
  quality: null,
  ...given,
});

const find = (measurement: Measurement, figure: string) =>
  figuresOf(measurement).find((one) => one.figure.startsWith(figure));

describe('first playable', () => {
  it('is judged by the engine alone where no browser watched', () => {
    expect(find(measured(), 'first playable, engine alone')).toMatchObject({
      must: 'at most 2.00 s',
      ours: '0.50 s',
      peerEncode: '30.0 s',
      peerCopy: '7.00 s',
      verdict: 'met',
    });
    expect(find(measured(), 'first playable, in a browser')).toBeUndefined();
  });

  it('is judged by the browser where one watched, and against the other sides too', () => {
    const slow = measured({ rounds: [round({ browser: watched({ firstFrameMs: 2001 }) })] });
    expect(find(slow, 'first playable, in a browser')?.verdict).toBe('missed');
    expect(find(slow, 'first playable, engine alone')?.verdict).toBeNull();
    // 2001 ms are more than a fifteenth of 30 s and more than a quarter of 7 s.
    expect(find(slow, 'first playable, in a browser, of the peer’s encode')?.verdict).toBe('missed');
    expect(find(slow, 'first playable, in a browser, of the peer’s copy')?.verdict).toBe('missed');
    const quick = measured({ rounds: [round({ browser: watched({ firstFrameMs: 1749 }) })] });
    expect(find(quick, 'first playable, in a browser, of the peer’s encode')?.verdict).toBe('met');
    expect(find(quick, 'first playable, in a browser, of the peer’s copy')?.verdict).toBe('met');
  });

  it('may take ten seconds where the picture must be encoded, and is not compared', () => {
    const other = measured({ kind: 'other', rounds: [round({ browser: watched({ firstFrameMs: 9999 }) })] });
    expect(find(other, 'first playable, in a browser')).toMatchObject({
      must: 'at most 10.0 s',
      verdict: 'met',
    });
    expect(find(other, 'first playable, in a browser, of')).toBeUndefined();
  });

  it('is missed where one run never showed a frame', () => {
    const rounds = [
      round({ browser: watched() }),
      round({ browser: watched({ firstFrameMs: null, problem: 'no frame within 120 s' }) }),
    ];
    expect(find(measured({ rounds }), 'first playable, in a browser')).toMatchObject({
      ours: 'never',
      verdict: 'missed',
    });
  });
});

it('one stall in one run is a miss, and so is an end before the time', () => {
  const stalled = [
    round({ browser: watched() }),
    round({ browser: watched({ stalls: 1, stalledMs: 300 }) }),
    round({ browser: watched() }),
  ];
  expect(find(measured({ rounds: stalled }), 'stalls')).toMatchObject({
    ours: '1 (0.30 s)',
    verdict: 'missed',
  });
  const short = [round({ browser: watched({ playedSeconds: 12, problem: 'it stopped at 12.0 s' }) })];
  expect(find(measured({ rounds: short }), 'stalls while 12 s')?.verdict).toBe('missed');
  expect(find(measured({ rounds: [round({ browser: watched() })] }), 'stalls while 60 s')?.verdict).toBe(
    'met',
  );
});

it('takes the median of the runs, each side for itself', () => {
  const times = [50_000, 90_000, 62_000];
  const rounds = times.map((wholeMs) => round({ ours: { ...round().ours, wholeMs, encodedCount: 5 } }));
  expect(find(measured({ rounds }), 'complete, wall')).toMatchObject({
    ours: '62.0 s',
    peerEncode: '90.0 s',
  });
  expect(find(measured({ rounds }), 'complete, of the peer')).toMatchObject({
    ours: '0.689',
    verdict: 'met',
  });
  expect(find(measured({ rounds }), 'complete, of the floor')).toMatchObject({
    ours: '1.033',
    verdict: 'met',
  });
});

it('judges the time of a full ladder only', () => {
  expect(find(measured(), 'complete, of the peer')).toMatchObject({ ours: '0.667', verdict: null });
  expect(find(measured(), 'complete, of the floor')).toMatchObject({ ours: '1.000', verdict: null });
});

it('judges the bytes of all rungs together against the peer that encodes all of them', () => {
  expect(find(measured(), 'video bytes, of')).toMatchObject({ ours: '0.750', verdict: 'met' });
  const rounds = [round({ ours: { ...round().ours, rungs: side(0, 0, [6e6, 1.6e6]).rungs } })];
  expect(find(measured({ rounds }), 'video bytes, of')).toMatchObject({ ours: '0.760', verdict: 'missed' });
});

it('misses a rendition that is not made, and says which are not encoded', () => {
  const rounds = [round({ ours: { ...round().ours, rungs: side(0, 0, [6e6]).rungs, encodedCount: 0 } })];
  expect(find(measured({ rounds }), 'renditions')).toMatchObject({
    must: 'at least 2',
    ours: '1, 0 of them encoded',
    verdict: 'missed',
  });
});

it('judges the quality of each rung by itself', () => {
  const quality = {
    ours: new Map([
      [1080, 0.9976],
      [720, 0.9943],
    ]),
    peerEncode: new Map([
      [1080, 0.9981],
      [720, 0.9949],
    ]),
    peerCopy: new Map(),
    floor: new Map([[720, 0.99]]),
  };
  expect(find(measured({ quality }), 'SSIM (Y), 1080')).toMatchObject({
    must: 'at least 0.99760',
    verdict: 'met',
  });
  expect(find(measured({ quality }), 'SSIM (Y), 720')).toMatchObject({ floor: '0.99000', verdict: 'missed' });
});

it('judges memory by the worst run, of the engine and of the server', () => {
  const rounds = [
    round({ browser: watched({ serverPeakMemoryBytes: 201e6 }) }),
    round({ browser: watched() }),
  ];
  expect(find(measured({ rounds }), 'memory of the server')).toMatchObject({
    ours: '201.0 MB',
    verdict: 'missed',
  });
  expect(find(measured({ rounds }), 'memory of the engine')?.verdict).toBe('met');
});

it('demands nothing of our side that only another side could tell', () => {
  const alone = measured({ rounds: [round({ peerEncode: null, peerCopy: null, floor: null })] });
  const judged = figuresOf(alone).filter((one) => one.verdict !== null);
  expect(judged.map((one) => one.figure)).toEqual([
    'first playable, engine alone',
    'memory of the engine’s process, worst run',
  ]);
});

import { expect, test } from 'vitest';
import { buildFilterGraph } from './filter-graph.ts';
import { type Plan, planRun, type VideoPlan } from './plan.ts';
import type { Probe, VideoStream } from './probe.ts';

function planOf(width: number, height: number, more: Partial<VideoStream> = {}): Plan & { video: VideoPlan } {
  const rate = { num: 30, den: 1 };
  const film: VideoStream = {
    ...{
      index: 0,
      codec: 'h264',
      profile: 'High',
      width,
      height,
      codedHeight: height,
      pixelFormat: 'yuv420p',
    },
    ...{ nominalRate: rate, averageRate: rate, isInterlaced: false, transfer: null, matrix: 'bt709' },
    ...{ startMs: 0, hasSquarePixels: true, isTurned: false, trackId: null },
    ...more,
  };
  const found: Probe = {
    ...{ container: 'mov', sizeBytes: 1, durationMs: 60_000, video: film, audio: [] },
    ...{ subtitles: [], cover: null, chapters: [] },
  };
  const plan = planRun(found);
  if (plan.video === null) throw new Error('a picture was planned');
  return { ...plan, video: plan.video };
}

/** What each picture is scaled from: a rung's index, or `source`. */
function parents(graph: string): Record<string, string> {
  const chains = graph.split(';');
  const [head = ''] = chains;
  const found: Record<string, string> = {};
  for (const chain of chains) {
    const inputs = [...(/^(?:\[[^\]]+\])+/.exec(chain)?.[0].matchAll(/\[s(\d+)\]/g) ?? [])];
    for (const [, own = ''] of inputs) {
      const from = chains.findIndex((c) => c !== chain && c.includes(`[s${own}]`));
      found[own] = chains[from] === head ? 'source' : (/^\[s(\d+)\]/.exec(chains[from] ?? '')?.[1] ?? '?');
    }
  }
  return found;
}

test('each rung is scaled from the smallest larger one that has 720 lines, else from the top', () => {
  const { video } = planOf(1920, 1080);
  const graph = buildFilterGraph(video, { canToneMap: true, rungs: [0, 1, 2, 3, 4] });
  expect(parents(graph)).toEqual({ 0: 'source', 1: '0', 2: '1', 3: '1', 4: '1' });
  const small = planOf(640, 480).video;
  expect(parents(buildFilterGraph(small, { canToneMap: true, rungs: [0, 1, 2] }))).toEqual({
    ...{ 0: 'source', 1: '0', 2: '0' },
  });
});

test('what is not made is not scaled on the way: the next picture comes from the source', () => {
  const { video, storyboard } = planOf(1920, 1080);
  const alone = buildFilterGraph(video, { canToneMap: true, rungs: [2] });
  expect(parents(alone)).toEqual({ 2: 'source' });
  const withoutTop = buildFilterGraph(video, { canToneMap: true, rungs: [1, 2, 4], storyboard });
  expect(parents(withoutTop)).toEqual({ 1: 'source', 2: '1', 4: '1' });
  expect(withoutTop.match(/\[v\d\]/g)).toEqual(['[v1]', '[v2]', '[v4]']);
});

test('storyboard and scene scores come from the smallest picture, also where no rung is made', () => {
  const { video, storyboard } = planOf(1920, 1080);
  const all = buildFilterGraph(video, { canToneMap: true, rungs: [0, 1, 3, 4], storyboard });
  expect(all).toMatch(/\[s4\]scale=426:240[^;]*split=2\[v4\]\[small\];\[small\]/);
  const none = buildFilterGraph(video, { canToneMap: true, rungs: [], storyboard });
  expect(none).toMatch(/^\[0:0\]fps[^;]*\[s4\];\[s4\]scale=426:240[^;]*\[small\];\[small\][^;]*\[stills\]$/);
});

test('the source is deinterlaced and its rate made even once, whatever is made of it', () => {
  const { video, storyboard } = planOf(1920, 1080, { isInterlaced: true });
  const graph = buildFilterGraph(video, { canToneMap: true, rungs: [1, 2], storyboard });
  expect(graph.match(/bwdif/g)).toHaveLength(1);
  expect(graph.match(/\[0:0\]/g)).toHaveLength(1);
});

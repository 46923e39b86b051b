import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findOrphans } from '#server/transcode/orphans.ts';
import { planRun } from '#server/transcode/plan.ts';
import { probe } from '#server/transcode/probe.ts';
import { judgeVersion } from './conformance.ts';
import { type FirstWorkspace, openFirstWorkspace } from './first-workspace.ts';
import { readStreams } from './inspect.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let space: FirstWorkspace;
beforeAll(async () => {
  space = await openFirstWorkspace();
});
afterAll(() => space.close());

describe('a source that is encoded', () => {
  test.each(['vp9', 'hevc'] as const)(
    '%s can be watched from its beginning before its end is made',
    async (name) => {
      const snapshot = join(space.root, `snapshot-${name}`);
      const made = await space.first(await space.clips[name](), {
        onPlayable: () =>
          cp(join(space.root, `first-${name === 'vp9' ? 1 : 2}`), snapshot, { recursive: true }),
      });
      expect(await judgeVersion(snapshot, 'EVENT')).toEqual([]);
      expect(made.playable).toMatchObject({ stage: 'first', renditions: [{ origin: 'encoded' }] });
      expect(await judgeVersion(made.dir, 'EVENT')).toEqual([]);
      expect(await readFile(made.at('audio-1/index.m3u8'), 'utf8')).toMatch(/#EXT-X-ENDLIST\n$/);
      expect((await readStreams(made.at('master.m3u8'))).seconds).toBeCloseTo(9, 0);
      expect(made.manifest.poster).toMatchObject({ path: 'poster.jpg' });
    },
  );

  test('gets one rung, the one nearest to 480 lines, at the bit rates that were measured in the end', async () => {
    const made = await space.first(await space.clips.fullChroma());
    const plan = planRun(await probe({ input: await space.clips.fullChroma() }));
    const rung = plan.video?.rungs[plan.video.firstRung];
    expect(made.manifest.renditions).toHaveLength(1);
    expect(made.manifest.renditions[0]).toMatchObject({
      name: rung?.name,
      width: rung?.width,
      height: rung?.height,
    });
    expect(made.playable?.renditions[0]?.peakBitrateBps).toBe(rung?.maxBitrateBps);
    expect(made.manifest.renditions[0]?.peakBitrateBps).not.toBe(rung?.maxBitrateBps);
  });

  test('of sound alone is made of its sound', async () => {
    const made = await space.first(await space.clips.soundOnly());
    expect(made.manifest).toMatchObject({ video: null, renditions: [], audioTracks: [{ id: 'audio-1' }] });
  });
});

describe('being cancelled', () => {
  const moments = ['started', 'probed', 'planned', 'playable'];
  test.each(
    ['dolby', 'plain', 'vp9'].flatMap((name) => moments.map((moment) => [name as 'dolby', moment] as const)),
  )('%s, when it is %s, leaves neither files nor processes', async (name, moment) => {
    const input = await space.clips[name]();
    const cancel = new AbortController();
    const dir = join(space.root, `cancelled-${name}-${moment}`);
    const onStep = (step: string) => {
      if (step === moment) setTimeout(() => cancel.abort(), moment === 'planned' ? 60 : 0);
    };
    const signal = cancel.signal;
    const ending = await space.first(input, { dir, signal, onStep }).then(
      (made) => ({ made }),
      (error: unknown) => ({ error }),
    );
    // A copy so small may be done before.
    if ('error' in ending) {
      expect(ending.error).toMatchObject({ code: 'aborted' });
      expect(existsSync(dir)).toBe(false);
    } else expect(moment).toMatch(/planned|playable/);
    expect(await findOrphans(dir)).toEqual([]);
  });

  test('at any moment leaves nothing', async () => {
    const input = await space.clips.dolby();
    for (let afterMs = 0; afterMs <= 400; afterMs += 100) {
      const dir = join(space.root, `cancelled-after-${afterMs}`);
      const cancel = new AbortController();
      const running = space.first(input, { dir, signal: cancel.signal }).catch(() => null);
      await sleep(afterMs);
      cancel.abort();
      const made = await running;
      expect(existsSync(dir)).toBe(made !== null);
      expect(await findOrphans(dir)).toEqual([]);
    }
  });
});

test('an hour can be watched and is whole in seconds, in little memory', async () => {
  const input = await space.clips.repeated(3600);
  const before = process.memoryUsage().rss;
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss - before);
  }, 20);
  const started = performance.now();
  const made = await space.first(input).finally(() => clearInterval(timer));
  expect(made.manifest.renditions[0]?.origin).toBe('copied');
  expect(made.notes.filter((line) => line.startsWith('The '))).toEqual([]);
  expect(made.manifest.durationMs / 1000).toBeCloseTo(3600, 0);
  expect(performance.now() - started).toBeLessThan(60_000);
  expect(most / 2 ** 20).toBeLessThan(100);
});

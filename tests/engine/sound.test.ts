import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseMediaPlaylist } from '#server/transcode/media-playlist.ts';
import { planRun } from '#server/transcode/plan.ts';
import { probe } from '#server/transcode/probe.ts';
import { estimateGainDb } from '#server/transcode/sound/estimate-gain.ts';
import { samplesOf } from './inspect.ts';
import { heardBy } from './meter.ts';
import { openSoundWorkspace, type SoundWorkspace } from './sound-workspace.ts';

// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let space: SoundWorkspace;
beforeAll(async () => {
  space = await openSoundWorkspace();
});
afterAll(() => space.close());

/** A real program that is ffmpeg, but for command lines that fit a shell pattern. */
async function ffmpegThatFails(name: string, pattern: string, failure = 'exit 1'): Promise<string> {
  const path = join(space.root, name);
  const real = process.env.FFMPEG_PATH ?? 'ffmpeg';
  await writeFile(path, `#!/bin/sh\ncase "$*" in ${pattern}) ${failure};; esac\nexec ${real} "$@"\n`);
  await chmod(path, 0o755);
  return path;
}

/** Seconds of the first sample louder than a level. */
function firstRise(samples: ArrayLike<number>, level: number): number {
  for (let i = 0; i < samples.length; i++) if (Math.abs(samples[i] ?? 0) > level) return i / 48_000;
  return Number.NaN;
}

describe('a sound track', () => {
  test('lies in segments of one length beside its header, and nothing else is left', async () => {
    const made = await space.makeSound(await space.voices.peaky());
    expect(made.report?.method).toBe('limited');
    expect(await readdir(made.dir)).toEqual(['audio-1']);
    const segments = parseMediaPlaylist(await readFile(made.playlist(), 'utf8'));
    expect((await readdir(join(made.dir, 'audio-1'))).toSorted()).toEqual(
      ['index.m3u8', 'init.mp4', ...segments.map((s) => s.uri)].toSorted(),
    );
    const lengths = segments.map((s) => Math.round(s.durationSeconds * 10));
    expect(lengths.slice(0, 3)).toEqual([40, 40, 40]);
  });

  test.each([
    ['a gain alone', 0.05, 'linear'],
    ['a limiter', 0.9, 'limited'],
  ] as const)('that begins late stays in step with the picture through %s', async (_, level, method) => {
    const made = await space.makeSound(await space.voices.lateBeep({ level }));
    expect(made.report).toMatchObject({ method });
    const samples = await samplesOf(made.playlist());
    // 1.3 s late and 1.7 s into the sound; AAC begins with one frame of nothing (1024 samples).
    expect(Math.abs(firstRise(samples, 0.05) - 3)).toBeLessThan(0.03);
    expect(Math.abs(samples.length / 48_000 - 9)).toBeLessThan(0.05);
  });

  test('tells of its progress from beginning to end, never back', async () => {
    const told: number[] = [];
    await space.makeSound(await space.voices.bilingual(), { onProgress: (ratio) => told.push(ratio) });
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });
});

describe('a measurement that fails', () => {
  test('is told in the report, and the sound is there, as it was', async () => {
    const ffmpegPath = await ffmpegThatFails('no-meter', '*ebur128*');
    const input = await space.voices.quiet();
    const made = await space.makeSound(input, { tools: { ffmpegPath } });
    expect(made.report).toEqual({
      method: 'failed',
      note: 'The loudness could not be measured. The sound is left as loud as it is.',
      gainDb: 0,
      before: null,
      after: null,
    });
    const [before, after] = [await heardBy(input), await heardBy(made.playlist())];
    expect(Math.abs(after.lufs - before.lufs)).toBeLessThan(0.3);
  });

  test('after encoding is told too', async () => {
    const ffmpegPath = await ffmpegThatFails('no-check', '*index.m3u8*ebur128*');
    const made = await space.makeSound(await space.voices.quiet(), { tools: { ffmpegPath } });
    expect(made.report).toMatchObject({
      method: 'failed',
      note: 'The loudness of the encoded sound could not be measured.',
      after: null,
    });
    expect(Math.abs((await heardBy(made.playlist())).lufs + 16)).toBeLessThan(0.5);
  });

  test('of one language leaves the other at its loudness', async () => {
    const ffmpegPath = await ffmpegThatFails('one-meter', '*ebur128@audio-2*-f\\ null*');
    const made = await space.makeSound(await space.voices.bilingual(), { tools: { ffmpegPath } });
    expect([...made.reports.values()].map((r) => r.method)).toEqual(['linear', 'failed']);
    expect(Math.abs((await heardBy(made.playlist('audio-1'))).lufs + 16)).toBeLessThan(0.5);
  });

  test('of the gains to try leaves the corrections', async () => {
    const ffmpegPath = await ffmpegThatFails('no-tries', '*ebur128@try*');
    const made = await space.makeSound(await space.voices.peaky(), { tools: { ffmpegPath } });
    expect(made.report).toMatchObject({ method: 'limited', note: null });
    expect(Math.abs((await heardBy(made.playlist())).lufs + 16)).toBeLessThan(0.5);
  });
});

describe('ending early', () => {
  test.each([0, 1500])('cancelled after %d ms, all stops within two seconds', async (ms) => {
    const input = await space.voices.long();
    const cancel = new AbortController();
    const work = space.makeSound(input, { tools: { signal: cancel.signal } });
    const ended = expect(work).rejects.toMatchObject({ code: 'aborted' });
    await new Promise((resolve) => setTimeout(resolve, ms));
    const asked = Date.now();
    cancel.abort();
    await ended;
    expect(Date.now() - asked).toBeLessThan(2000);
  });

  test('an ffmpeg that gets nowhere while it encodes is ended', async () => {
    const ffmpegPath = await ffmpegThatFails('stuck', '*-c:a\\ aac*', 'exec sleep 60');
    const input = await space.voices.quiet();
    const work = space.makeSound(input, { tools: { ffmpegPath, stallMs: 1500 } });
    await expect(work).rejects.toMatchObject({ code: 'stalled' });
  });
});

describe('the estimate for a version that grows', () => {
  const estimate = async (input: string, ffmpegPath?: string) => {
    const plan = planRun(await probe({ input }));
    const [track] = plan.audio;
    if (track === undefined) throw new Error('no sound');
    const part = { durationMs: plan.expectedDurationMs, startMs: 0 };
    return estimateGainDb({ input, track, ...part, tools: { ffmpegPath } });
  };

  test('is near to what a whole measurement says, and an hour takes no longer', async () => {
    const made = await space.makeSound(await space.voices.mono());
    expect(Math.abs((await estimate(await space.voices.mono())) - (made.report?.gainDb ?? 0))).toBeLessThan(
      2,
    );
    const hour = await space.voices.long();
    const started = Date.now();
    expect(await estimate(hour)).toBeLessThan(0);
    expect(Date.now() - started).toBeLessThan(3000);
  });

  test('is at most 12 dB, and nothing where it cannot tell', async () => {
    expect(await estimate(await space.voices.quiet())).toBe(12);
    expect(await estimate(await space.voices.silent())).toBe(0);
    expect(await estimate(await space.voices.quiet(), '/nonexistent/ffmpeg')).toBe(0);
  });
});

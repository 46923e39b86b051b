import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ffmpeg } from '../support/clips.ts';
import { someOf } from '../support/long-run.ts';
import { heardBy } from './meter.ts';
import { openSoundWorkspace, type SoundWorkspace } from './sound-workspace.ts';

// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let space: SoundWorkspace;
beforeAll(async () => {
  space = await openSoundWorkspace();
});
afterAll(() => space.close());

/** What is promised of a track: -16 LUFS to within half a unit, no true peak above -1.5 dBTP; by another meter. */
async function expectPromised(playlist: string): Promise<void> {
  const heard = await heardBy(playlist);
  expect(Math.abs(heard.lufs + 16)).toBeLessThanOrEqual(0.5);
  expect(heard.peakDbtp).toBeLessThanOrEqual(-1.5);
}

describe('what is heard in the end', () => {
  const voices = [
    ['a quiet voice between claps', 'peaky', 'limited'],
    ['a voice recorded far too loud', 'clipped', 'linear'],
    ['one channel', 'mono', 'linear'],
    ['six channels mixed to two', 'surround', 'linear'],
    // Quiet ones are those of the tests below too.
    ['a quiet voice', 'quiet', 'linear'],
    ['a loud voice', 'loud', 'linear'],
  ] as const;
  test.each(someOf(voices, 4))('%s is at -16 LUFS below -1.5 dBTP', async (_, voice, method) => {
    const input = await space.voices[voice]();
    const made = await space.makeSound(input);
    expect(made.report).toMatchObject({ method, note: null });
    await expectPromised(made.playlist());
    const heard = await heardBy(made.playlist());
    expect(Math.abs((made.report?.after?.integratedLufs ?? 0) - heard.lufs)).toBeLessThan(0.3);
    expect(Math.abs((made.report?.after?.truePeakDbtp ?? 0) - heard.peakDbtp)).toBeLessThan(0.5);
  });

  test('a linear gain is the difference and nothing else', async () => {
    const made = await space.makeSound(await space.voices.quiet());
    const { before, gainDb, after } = made.report ?? {};
    expect(gainDb).toBeCloseTo(-16 - (before?.integratedLufs ?? 0), 1);
    expect(after?.truePeakDbtp).toBeCloseTo((before?.truePeakDbtp ?? 0) + (gainDb ?? 0), 0);
    expect(Math.abs((after?.rangeLu ?? 0) - (before?.rangeLu ?? 9))).toBeLessThan(0.3);
  });

  test('sound that is right already is not changed', async () => {
    const first = await space.makeSound(await space.voices.quiet());
    const right = `${space.root}/right.flac`;
    await ffmpeg(['-allowed_extensions', 'ALL', '-i', first.playlist(), right]);
    const again = await space.makeSound(right);
    expect(again.report).toMatchObject({ method: 'linear', gainDb: 0 });
    await expectPromised(again.playlist());
  });

  test('two languages are each at -16 LUFS', async () => {
    const made = await space.makeSound(await space.voices.bilingual());
    const gains = [...made.reports.values()].map((r) => r.gainDb ?? 0);
    expect([...made.reports.keys()]).toEqual(['audio-1', 'audio-2']);
    expect(Math.abs((gains[1] ?? 0) - (gains[0] ?? 0))).toBeGreaterThan(20);
    for (const id of made.reports.keys()) await expectPromised(made.playlist(id));
  });
});

describe('what is left alone', () => {
  test.each([
    ['digital silence', 'silent', /^Silent \(below -50 LUFS\)/],
    ['a faint hiss', 'hiss', /^Silent \(below -50 LUFS\)/],
    ['sound of two and a half seconds', 'short', /^Shorter than 3 seconds/],
  ] as const)('%s is as loud as before, and the report says why', async (_, voice, note) => {
    const input = await space.voices[voice]();
    const made = await space.makeSound(input);
    expect(made.report).toMatchObject({ method: 'untouched', gainDb: 0, note: expect.stringMatching(note) });
    const [before, after] = [await heardBy(input), await heardBy(made.playlist())];
    if (voice === 'silent') expect([before.lufs, after.lufs]).toEqual([-Infinity, -Infinity]);
    else expect(Math.abs(after.peakDbtp - before.peakDbtp)).toBeLessThan(3);
    expect(JSON.parse(JSON.stringify(made.report))).toEqual(made.report);
  });
});

const corpus = process.env.CORPUS_DIR;
describe.skipIf(corpus === undefined)(
  `real recordings${corpus === undefined ? ' (skipped: CORPUS_DIR is not set)' : ''}`,
  () => {
    const recordings = [
      ['av.mov', -24.5],
      ['speech.flac', -18.0],
    ] as const;
    test.each(someOf(recordings, 1))('%s measures %d LUFS before and -16 after', async (name, lufs) => {
      const made = await space.makeSound(join(corpus ?? '', 'media', name));
      expect(Math.abs((made.report?.before?.integratedLufs ?? 0) - lufs)).toBeLessThanOrEqual(0.3);
      await expectPromised(made.playlist());
    });
  },
);

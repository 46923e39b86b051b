import { describe, expect, it } from 'vitest';
import { filmGraph } from './film.ts';
import { type SampleTalk, writeScreenplay } from './screenplay.ts';
import { frameRate, layOut } from './timeline.ts';
import { writeSampleCaptions } from './write-captions.ts';

const words = { en: 'A & <b>', ru: 'Раз', ja: '一' };
const talk: SampleTalk = { title: words, speakers: words, conference: words, affiliation: null };
const scenes = writeScreenplay(talk, [{ heading: 'H', points: [], say: [words, words] }]);
const spoken = scenes.map((scene) => scene.say.map(() => 2000));

describe('layOut', () => {
  const { slideStarts, frameCount, cues } = layOut(scenes, spoken);

  it('gives every sentence the time it takes, one after another', () => {
    expect(cues).toHaveLength(5);
    expect(cues.map(({ startMs, endMs }) => endMs - startMs)).toEqual([2000, 2000, 2000, 2000, 2000]);
    for (const [i, cue] of cues.slice(1).entries()) expect(cue.startMs).toBeGreaterThan(cues[i]?.endMs ?? 0);
  });

  it('turns to a slide before its words and stays until they have ended', () => {
    const startMs = slideStarts.map((frame) => (frame * 1000) / frameRate);
    expect(cues[2]?.startMs).toBeGreaterThan(startMs[1] ?? 0);
    expect(cues[1]?.endMs).toBeLessThan(startMs[1] ?? 0);
    expect((frameCount * 1000) / frameRate).toBeGreaterThan(cues.at(-1)?.endMs ?? 0);
  });

  it('never lets a still be shorter than its cross-fades', () => {
    const loops = [...filmGraph({ slideStarts, frameCount, cues }).matchAll(/loop=loop=(\d+)/g)];
    expect(loops.map(([, count]) => Number(count))).toHaveLength(3);
    for (const [, count] of loops) expect(Number(count)).toBeGreaterThan(12);
  });
});

describe('writeSampleCaptions', () => {
  it('writes WebVTT in the language asked for, markup escaped', () => {
    const cues = [{ startMs: 3_661_005, endMs: 3_662_000, text: words }];
    expect(writeSampleCaptions(cues, 'en')).toBe(
      'WEBVTT\n\n01:01:01.005 --> 01:01:02.000\nA &amp; &lt;b&gt;\n',
    );
    expect(writeSampleCaptions(cues, 'ja')).toContain('\n一\n');
  });
});

import { describe, expect, it } from 'vitest';
import { passagesOf, wordsOf } from './passages.ts';

const cue = (startS: number, endS: number, text: string) => ({
  startMs: startS * 1000,
  endMs: endS * 1000,
  text,
});

describe('passages', () => {
  it('end with the first sentence after some seconds, not within one', () => {
    const passages = passagesOf([
      cue(0, 5, 'Hello.'),
      cue(5, 10, 'This goes on'),
      cue(10, 14, 'until here.'),
      cue(14, 18, 'And on.'),
    ]);
    expect(passages.map(({ cues }) => wordsOf(cues))).toEqual(['Hello. This goes on until here.', 'And on.']);
    expect(passages.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 14_000],
      [14_000, 18_000],
    ]);
  });

  it('end at a silence, and where nobody sets full stops', () => {
    expect(passagesOf([cue(0, 1, 'one'), cue(4, 5, 'two')])).toHaveLength(2);
    const endless = Array.from({ length: 100 }, (_, second) => cue(second, second + 1, 'word'));
    const passages = passagesOf(endless);
    expect(passages.map(({ cues }) => cues.length)).toEqual([40, 40, 20]);
    const dense = Array.from({ length: 20 }, (_, index) => cue(index, index + 1, 'x'.repeat(100)));
    expect(passagesOf(dense).every(({ cues }) => cues.length <= 5)).toBe(true);
  });

  it('join lines with a space, and without one in Japanese', () => {
    const text = ({ cues }: { cues: { text: string }[] }) => wordsOf(cues);
    expect(passagesOf([cue(0, 1, 'one\n two')]).map(text)).toEqual(['one two']);
    expect(passagesOf([cue(0, 1, 'コンテナは\n速い'), cue(1, 2, 'です。')]).map(text)).toEqual([
      'コンテナは速いです。',
    ]);
    expect(passagesOf([cue(0, 1, 'Linux\nは')]).map(text)).toEqual(['Linux は']);
  });

  it('leave out cues without a word', () => {
    expect(passagesOf([cue(0, 1, ' \n ')])).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { failureOf, keepLastWords } from './run-failure.ts';

function failure(lines: readonly string[], error: Error | null = new Error('ffmpeg exited with code 1')) {
  const words = keepLastWords();
  for (const line of lines) words.add(line);
  return failureOf({ purpose: 'encoding', reason: null, words, error, facts: {} });
}

describe('the last words of an ffmpeg become one sentence', () => {
  test.each([
    [
      ['[x @ 0x5] Cannot allocate memory'],
      'unsupported',
      /^It needs more memory than the \d+ GiB that ffmpeg may use/,
    ],
    [['x264 [error]: malloc of size 999 failed'], 'unsupported', /^It needs more memory/],
    [['av_interleaved_write_frame(): No space left on device'], 'disk_full', /^The disk is full/],
    [
      ['Cannot determine format of input stream 0:0 after EOF', '[aac @ 0x5] 2 left'],
      'not_media',
      /^It is too damaged/,
    ],
    [['[aac @ 0x55c1] Something else'], 'failed', /^ffmpeg failed while encoding: Something else$/],
    [[], 'failed', /^ffmpeg failed while encoding: ffmpeg exited with code 1$/],
  ] as const)('%j', (lines, code, sentence) => {
    expect(failure(lines)).toMatchObject({ code, message: expect.stringMatching(sentence) });
  });

  test('complaints of one that ended well are none, but for a full disk', () => {
    expect(failure(['Cannot allocate memory', 'Invalid data found when processing input'], null)).toBeNull();
    expect(failure(['No space left on device'], null)?.code).toBe('disk_full');
  });

  test('however much it says, little is kept', () => {
    const words = keepLastWords();
    for (let i = 0; i < 10_000; i++) words.add('x'.repeat(100_000));
    expect(words.tail().length).toBeLessThan(70_000);
  });
});

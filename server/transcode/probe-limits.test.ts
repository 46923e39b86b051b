import { describe, expect, test } from 'vitest';
import { plausibleDurationMs, refuseBeyondLimits } from './probe-limits.ts';

const answerOf = (streams: readonly object[], tooLarge: string | null = null) => ({
  json: JSON.stringify({ streams }),
  tooLarge,
});
const film = (width: number, height: number) => ({ codec_type: 'video', width, height });
const sounds = (count: number) => Array.from({ length: count }, () => ({ codec_type: 'audio' }));

describe('pixels', () => {
  test.each([
    [7680, 4320],
    [8192, 4320],
    [4320, 7680],
    [8192, 8192],
  ])('%i by %i are let through', (width, height) => {
    expect(() => refuseBeyondLimits('"a"', answerOf([film(width, height)]))).not.toThrow();
  });

  test('more are refused, also where ffprobe would not look and gives no size', () => {
    const sentence = 'The picture of "a" is too large: 8194 by 8192 pixels; 67 million are the limit.';
    expect(() => refuseBeyondLimits('"a"', answerOf([film(8194, 8192)]))).toThrow(sentence);
    expect(() => refuseBeyondLimits('"a"', answerOf([film(0, 0)], '8194x8192'))).toThrow(sentence);
  });

  test('those of a cover count for nothing', () => {
    const cover = { ...film(0, 0), disposition: { attached_pic: 1 } };
    expect(() => refuseBeyondLimits('"a"', answerOf([cover, ...sounds(1)], '9999x9999'))).not.toThrow();
  });
});

describe('streams', () => {
  test('64 are let through, 65 are not, and what is attached is not counted', () => {
    const fonts = Array.from({ length: 100 }, () => ({ codec_type: 'attachment' }));
    expect(() => refuseBeyondLimits('"a"', answerOf([...sounds(64), ...fonts]))).not.toThrow();
    expect(() => refuseBeyondLimits('"a"', answerOf(sounds(65)))).toThrow(
      '"a" holds 65 streams; 64 are the limit.',
    );
  });
});

describe('a length', () => {
  const day = 24 * 3_600_000;
  test('of a day is let through, more is refused', () => {
    expect(plausibleDurationMs('"a"', { container: 'matroska,webm', durationMs: day })).toBe(day);
    expect(() => plausibleDurationMs('"a"', { container: 'matroska,webm', durationMs: 2 * day })).toThrow(
      '"a" says that it plays for 48 hours; 24 are the limit.',
    );
  });

  test('that was guessed from a clock that jumps is unknown', () => {
    expect(plausibleDurationMs('"a"', { container: 'mpegts', durationMs: 1.1 * day })).toBeNull();
  });
});

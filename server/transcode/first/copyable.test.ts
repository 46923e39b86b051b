import { describe, expect, test } from 'vitest';
import type { AudioStream, VideoStream } from '../probe.ts';
import { isSoundCopied, type SourceFacts, whyNotCopied } from './copyable.ts';

const video: VideoStream = {
  ...{ index: 0, codec: 'h264', width: 1920, height: 1080, codedHeight: 1080, pixelFormat: 'yuv420p' },
  ...{ nominalRate: { num: 30, den: 1 }, averageRate: { num: 30, den: 1 } },
  ...{ isInterlaced: false, transfer: null, matrix: null },
  ...{ profile: 'High', hasSquarePixels: true, isTurned: false, startMs: 0, trackId: 1 },
};
const sound: AudioStream = {
  ...{ index: 1, codec: 'aac', channels: 2, language: null, title: null, isDefault: true },
  ...{ profile: 'LC', startMs: 0, trackId: 2 },
};
const whole = { edits: [], mediaLength: 60, firstShown: 0, descriptions: 1 };
const facts = (more: Partial<SourceFacts> = {}): SourceFacts => ({
  ...{ video, audio: [sound], times: null },
  ...more,
});

test('a plain recording is copied, from a container with edit lists or without', () => {
  expect(whyNotCopied(facts())).toBeNull();
  expect(whyNotCopied(facts({ times: new Map([[1, whole]]) }))).toBeNull();
  expect(whyNotCopied(facts({ audio: [] }))).toBeNull();
  // Two seconds at 60, their length rounded down.
  expect(whyNotCopied(facts({ video: { ...video, averageRate: { num: 120_000, den: 1999 } } }))).toBeNull();
});

test.each<[string, Partial<VideoStream>, RegExp]>([
  ['another codec', { codec: 'vp9' }, /vp9/],
  ['another profile', { profile: 'High 10' }, /High 10/],
  ['other chroma', { pixelFormat: 'yuv422p' }, /yuv422p/],
  ['the full range of a camera', { pixelFormat: 'yuvj420p' }, /yuvj420p/],
  ['PQ', { transfer: 'smpte2084' }, /HDR/],
  ['HLG', { transfer: 'arib-std-b67' }, /HDR/],
  ['fields', { isInterlaced: true }, /interlaced/],
  ['a turned picture', { isTurned: true }, /turned/],
  ['long pixels', { hasSquarePixels: false }, /square/],
  ['61 pictures a second', { averageRate: { num: 61, den: 1 } }, /60 pictures/],
  ['a late picture', { startMs: 101 }, /different moments/],
])('%s is encoded', (_, more, reason) => {
  expect(whyNotCopied(facts({ video: { ...video, ...more } }))).toMatch(reason);
});

test('an index that cannot be read, lacks the track or has two settings is not trusted', () => {
  expect(whyNotCopied(facts({ times: 'unreadable' }))).toMatch(/cannot be read/);
  expect(whyNotCopied(facts({ times: new Map([[7, whole]]) }))).toMatch(/cannot be read/);
  expect(whyNotCopied(facts({ times: new Map([[1, { ...whole, descriptions: 2 }]]) }))).toMatch(/change/);
});

describe('sound', () => {
  test.each<[string, Partial<AudioStream>]>([
    ['HE-AAC', { profile: 'HE-AAC' }],
    ['mono', { channels: 1 }],
    ['5.1', { channels: 6 }],
    ['MP3', { codec: 'mp3' }],
  ])('in %s is encoded', (_, more) => {
    expect(isSoundCopied({ ...sound, ...more }, null)).toBe(false);
  });

  test('keeps an encoder’s run-in, which its edit list leaves out; not a longer cut', () => {
    const cut = (start: number) =>
      new Map([[2, { ...whole, edits: [{ start, length: 60 - start, rate: 1 }] }]]);
    expect(isSoundCopied(sound, cut(0.044))).toBe(true);
    expect(isSoundCopied(sound, cut(0.5))).toBe(false);
  });
});

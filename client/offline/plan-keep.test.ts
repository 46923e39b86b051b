import { expect, test } from 'vitest';
import type { Download, MediaTrack } from '#server/contract/wire.ts';
import { isKeepable, keepChoices } from './plan-keep.ts';

const download = (kind: Download['kind'], label: string, sizeBytes: number): Download => ({
  ...{ kind, label, sizeBytes, url: '', mimeType: '', width: null, height: null },
});
const sound = (language: string): MediaTrack => ({
  ...{ kind: 'audio', language, label: language, url: null, isDefault: false },
});
const downloads = [
  download('video', '720p', 9000),
  download('video', '240p', 2000),
  download('audio', 'English', 500),
];

test('a kept talk takes its download, every further sound, and what its page needs', () => {
  expect(keepChoices({ downloads, tracks: [sound('en'), sound('ru')] }, 100)).toEqual([
    { name: 'sound', sizeBytes: 1100 },
    { name: '240p', sizeBytes: 2600 },
    { name: '720p', sizeBytes: 9600 },
  ]);
});

test('what is still being made is not kept', () => {
  const recording = {
    ...{ id: 'r', progress: 1, durationMs: 1, width: null, height: null, hasVideo: true, editNumber: 0 },
    ...{ posterUrl: null, storyboardUrl: null, chapters: [], tracks: [], downloads, error: null },
  };
  expect(isKeepable({ ...recording, status: 'ready', playlistUrl: '/hls/r/v/master.m3u8' })).toBe(true);
  expect(isKeepable({ ...recording, status: 'playable', playlistUrl: '/hls/r/v/master.m3u8' })).toBe(false);
  expect(isKeepable({ ...recording, status: 'ready', playlistUrl: null })).toBe(false);
  expect(isKeepable(null)).toBe(false);
});

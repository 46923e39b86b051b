import { expect, test } from 'vitest';
import { parseMediaPlaylist, targetDuration, writeVodPlaylist } from './media-playlist.ts';

const segments = [
  { uri: 'seg-00000.m4s', durationSeconds: 4.004 },
  { uri: 'seg-00001.m4s', durationSeconds: 1.5 },
];

test('a playlist that was written reads the same', () => {
  expect(parseMediaPlaylist(writeVodPlaylist(segments, 'init.mp4'))).toEqual(segments);
});

test('a line that is still being written is not read', () => {
  expect(parseMediaPlaylist('#EXTM3U\n#EXTINF:4.000000,\nseg-00000.m4s\n#EXTINF:4.000000,\nseg-000')).toEqual(
    [{ uri: 'seg-00000.m4s', durationSeconds: 4 }],
  );
});

test('no segment is longer than the target duration', () => {
  expect(targetDuration(segments)).toBe(5);
  expect(targetDuration([{ uri: 'a', durationSeconds: 4 }])).toBe(4);
  expect(targetDuration([{ uri: 'a', durationSeconds: 0.2 }])).toBe(1);
});

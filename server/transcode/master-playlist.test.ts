import { expect, test } from 'vitest';
import type { AudioTrackEntry, RenditionEntry } from './manifest.ts';
import { writeMasterPlaylist } from './master-playlist.ts';

const rendition: RenditionEntry = {
  ...{ name: '720p', width: 1280, height: 720, frameRate: 30000 / 1001, codecs: 'avc1.64001f' },
  ...{ peakBitrateBps: 2_000_000, averageBitrateBps: 1_000_000, sizeBytes: 1, playlist: '720p/index.m3u8' },
  ...{ origin: 'encoded', iframePlaylist: null },
};
const track = (id: string, peakBitrateBps: number, isDefault: boolean): AudioTrackEntry => ({
  ...{ id, language: 'en', label: id, isDefault, channels: 2, codecs: 'mp4a.40.2' },
  ...{ peakBitrateBps, averageBitrateBps: peakBitrateBps / 2, playlist: `${id}/index.m3u8` },
  loudness: null,
});

test('the bandwidth of a variant is its picture and the largest sound of the group', () => {
  const text = writeMasterPlaylist({
    renditions: [rendition],
    audioTracks: [track('a', 100_000, true), track('b', 140_000, false)],
  });
  expect(text).toContain(
    '#EXT-X-STREAM-INF:BANDWIDTH=2140000,AVERAGE-BANDWIDTH=1070000,CODECS="avc1.64001f,mp4a.40.2",' +
      'RESOLUTION=1280x720,FRAME-RATE=29.970,AUDIO="sound"\n720p/index.m3u8\n',
  );
  expect(text).toContain('NAME="b",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,CHANNELS="2",URI="b/index.m3u8"');
});

test('a picture without sound has no group', () => {
  expect(writeMasterPlaylist({ renditions: [rendition], audioTracks: [] })).toBe(
    '#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n' +
      '#EXT-X-STREAM-INF:BANDWIDTH=2000000,AVERAGE-BANDWIDTH=1000000,CODECS="avc1.64001f",RESOLUTION=1280x720,FRAME-RATE=29.970\n' +
      '720p/index.m3u8\n',
  );
});

test('one sound track alone is a variant, several are a group of it', () => {
  const one = writeMasterPlaylist({ renditions: [], audioTracks: [track('a', 100_000, true)] });
  expect(one).toMatch(
    /STREAM-INF:BANDWIDTH=100000,AVERAGE-BANDWIDTH=50000,CODECS="mp4a.40.2"\na\/index.m3u8\n$/,
  );
  expect(one).not.toMatch(/EXT-X-MEDIA/);
  const two = writeMasterPlaylist({
    renditions: [],
    audioTracks: [track('a', 1, false), track('b', 2, true)],
  });
  expect(two).toMatch(/CODECS="mp4a.40.2",AUDIO="sound"\nb\/index.m3u8\n$/);
});

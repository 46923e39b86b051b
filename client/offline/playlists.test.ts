import { expect, test } from 'vitest';
import { filesOfMedia, narrowMaster, parseMaster, picturesOfStoryboard } from './playlists.ts';

const master = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="English, original",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,CHANNELS="2",URI="audio-1/index.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="русский",LANGUAGE="ru",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="audio-2/index.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=2140000,AVERAGE-BANDWIDTH=1070000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,AUDIO="sound"
720p/index.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=478591,AVERAGE-BANDWIDTH=469054,CODECS="avc1.640016,mp4a.40.2",RESOLUTION=640x360,AUDIO="sound"
360p/index.m3u8
#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,CODECS="avc1.640016",RESOLUTION=640x360,URI="360p/iframes.m3u8"
`;

const soundOnly = `#EXTM3U
#EXT-X-STREAM-INF:BANDWIDTH=130000,AVERAGE-BANDWIDTH=128000,CODECS="mp4a.40.2"
audio-1/index.m3u8
`;

test('a master playlist tells its qualities and its sounds, commas in names notwithstanding', () => {
  expect(parseMaster(master)).toEqual({
    variants: [
      { name: '720p', path: '720p/index.m3u8', averageBps: 1_070_000 },
      { name: '360p', path: '360p/index.m3u8', averageBps: 469_054 },
    ],
    sounds: [
      { path: 'audio-1/index.m3u8', name: 'English, original', language: 'en', isDefault: false },
      { path: 'audio-2/index.m3u8', name: 'русский', language: 'ru', isDefault: true },
    ],
  });
});

test('a narrowed master playlist has one quality, all sounds and nothing for seeking at speed', () => {
  const narrowed = narrowMaster(master, '360p');
  expect(parseMaster(narrowed)).toEqual({
    variants: [{ name: '360p', path: '360p/index.m3u8', averageBps: 469_054 }],
    sounds: parseMaster(master).sounds,
  });
  expect(narrowed).not.toContain('I-FRAME');
  expect(narrowed.startsWith('#EXTM3U\n')).toBe(true);
});

test('a master playlist narrowed to the sound has one variant, of the default sound, without a picture', () => {
  const narrowed = narrowMaster(master, 'sound');
  expect(narrowed).toContain('CODECS="mp4a.40.2",AUDIO="sound"\naudio-2/index.m3u8');
  expect(narrowed.match(/STREAM-INF/g)).toHaveLength(1);
  expect(narrowed).not.toMatch(/avc1|RESOLUTION|360p/);
});

test('a recording without a picture stays as it is', () => {
  expect(narrowMaster(soundOnly, 'sound')).toBe(soundOnly);
  expect(parseMaster(soundOnly)).toEqual({
    variants: [],
    sounds: [{ path: 'audio-1/index.m3u8', name: '', language: null, isDefault: true }],
  });
});

test('a media playlist names its header and its segments, each once', () => {
  const text =
    '#EXTM3U\n#EXT-X-MAP:URI="init.mp4"\n#EXTINF:4,\nseg-0.m4s\n#EXTINF:4,\nseg-1.m4s\n#EXT-X-ENDLIST\n';
  expect(filesOfMedia(text)).toEqual(['init.mp4', 'seg-0.m4s', 'seg-1.m4s']);
});

test('a storyboard names each of its sheets once', () => {
  const cue = (at: number, sheet: string) =>
    `00:0${at}.000 --> 00:0${at + 1}.000\n${sheet}#xywh=0,0,160,90\n`;
  const text = `WEBVTT\n\n${cue(0, 'a.jpg')}\n${cue(1, 'a.jpg')}\n${cue(2, 'b.jpg')}`;
  expect(picturesOfStoryboard(text)).toEqual(['a.jpg', 'b.jpg']);
});

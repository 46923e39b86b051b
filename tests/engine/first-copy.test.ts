import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { someOf } from '../support/long-run.ts';
import { type FirstWorkspace, type MadeFirst, openFirstWorkspace } from './first-workspace.ts';
import { capture } from './inspect.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let space: FirstWorkspace;
beforeAll(async () => {
  space = await openFirstWorkspace();
});
afterAll(() => space.close());

/** The hash of every packet of one stream, as it lies in the container. */
async function packetHashes(path: string, stream: string): Promise<string[]> {
  const args = ['-v', 'error', '-allowed_extensions', 'ALL', '-i', path, '-map', stream, '-c', 'copy'];
  const usable = path.endsWith('.m3u8')
    ? args
    : args.filter((a) => !['-allowed_extensions', 'ALL'].includes(a));
  const text = (await capture('ffmpeg', [...usable, '-f', 'framemd5', '-'])).toString();
  return text
    .split('\n')
    .flatMap((line) => (line.startsWith('#') || line === '' ? [] : [line.split(',')[5]?.trim() ?? '']));
}

const why = (made: MadeFirst) => made.notes.filter((line) => line.startsWith('The ')).join('\n');
const origin = (made: MadeFirst) => made.manifest.renditions.map((r) => r.origin);

describe('a source that plays right as it is', () => {
  test.each(someOf(['plain', 'asMatroska', 'fragmented', 'asQuickTime'] as const, 3))(
    '%s: picture and sound are copied packet for packet',
    async (name) => {
      const input = await space.clips[name]();
      const made = await space.first(input);
      expect(why(made)).toBe('');
      expect(origin(made)).toEqual(['copied']);
      const copied = await packetHashes(made.at(made.manifest.renditions[0]?.playlist ?? ''), '0:v');
      expect(copied).toEqual(await packetHashes(input, '0:v'));
      expect(copied).toHaveLength(270);
      const sound = await packetHashes(made.at(made.manifest.audioTracks[0]?.playlist ?? ''), '0:a');
      expect(sound).toEqual(await packetHashes(input, '0:a'));
    },
  );

  test('a transport stream is copied, its sound without the headers of its frames', async () => {
    const made = await space.first(await space.clips.asTransportStream());
    expect(why(made)).toBe('');
    expect(origin(made)).toEqual(['copied']);
    const sound = await packetHashes(made.at('audio-1/index.m3u8'), '0:a');
    expect(sound).toEqual(await packetHashes(await space.clips.plain(), '0:a'));
  });

  test('without sound is copied too', async () => {
    const made = await space.first(await space.clips.silent());
    expect(origin(made)).toEqual(['copied']);
    expect(made.manifest.audioTracks).toEqual([]);
  });

  test('is told as playable when all of it is there, and its playlists have ended', async () => {
    const counts: number[] = [];
    const made = await space.first(await space.clips.plain(), {
      onPlayable: (manifest) => {
        counts.push(manifest.durationMs);
      },
    });
    expect(counts).toEqual([9000]);
    expect(made.playable).toMatchObject({ stage: 'first', poster: null });
    expect(made.manifest).toMatchObject({ stage: 'first', durationMs: 9000, poster: { path: 'poster.jpg' } });
    expect(made.described.at(-1)?.poster).toEqual(made.manifest.poster);
    for (const { playlist } of [...made.manifest.renditions, ...made.manifest.audioTracks]) {
      expect(await readFile(made.at(playlist), 'utf8')).toMatch(/#EXT-X-ENDLIST\n$/);
    }
  });
});

describe('what would not play right is encoded instead', () => {
  const sources = [
    ['openGroups', /groups of pictures are open/],
    ['farKeys', /key frames are too far apart/],
    ['interlaced', /interlaced/],
    ['rotated', /turned/],
    ['nonSquare', /not square/],
    ['tenBit', /profile High 10|not 8-bit/],
    ['fps120', /more than 60/],
    ['changedSettings', /settings of its decoder change/],
    ['cutByEditList', /edit list/],
    ['gapInPicture', /gap of more than a second/],
    ['lateSound', /begin at different moments/],
    ['joinedLate', /copy is given up.*begins late/],
    ['hevc', /hevc, not H\.264/],
    // For a reason that is among those above.
    ['farFromEnd', /key frames are too far apart/],
    ['mixedFields', /interlaced/],
    ['halfChroma', /profile High 4:2:2|not 8-bit/],
  ] as const;
  test.each(someOf(sources, sources.length - 3))('%s', async (name, reason) => {
    const made = await space.first(await space.clips[name]());
    expect(why(made)).toMatch(reason);
    expect(origin(made)).toEqual(['encoded']);
  });
});

describe('sound that is not stereo AAC-LC', () => {
  test.each([
    ['mono', ''],
    ['dolby', ''],
    ['mp3', ''],
    ['gapInSound', 'The sound is encoded: Its sound has gaps.'],
  ] as const)('%s is encoded beside a copied picture', async (name, reason) => {
    const input = await space.clips[name]();
    const made = await space.first(input);
    expect(why(made)).toBe(reason);
    expect(origin(made)).toEqual(['copied']);
    expect(made.manifest.audioTracks).toHaveLength(1);
    const hashes = await packetHashes(made.at('audio-1/index.m3u8'), '0:a');
    expect(hashes).not.toEqual(await packetHashes(input, '0:a'));
    expect(await readFile(made.at('audio-1/index.m3u8'), 'utf8')).toMatch(/#EXT-X-ENDLIST\n$/);
  });

  test('of several languages, those that play right are copied and the others are encoded', async () => {
    const input = await space.clips.twoLanguages();
    const made = await space.first(input);
    expect(made.manifest.audioTracks.map((t) => [t.language, t.channels])).toEqual([
      ['en', 2],
      ['ru', 1],
    ]);
    const copied = await packetHashes(made.at('audio-1/index.m3u8'), '0:a');
    expect(copied).toEqual(await packetHashes(input, '0:a:0'));
    const encoded = await packetHashes(made.at('audio-2/index.m3u8'), '0:a');
    expect(encoded).not.toEqual(await packetHashes(input, '0:a:1'));
  });
});

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { makeFirst } from '#server/transcode/first/make-first.ts';
import type { VersionManifest } from '#server/transcode/manifest.ts';
import { ffmpeg, tone } from '../support/clips.ts';
import { judgeVersion } from './conformance.ts';
import { readStreams } from './inspect.ts';
import { heardBy } from './meter.ts';
import { createVoices } from './voices.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let space: Workspace;
beforeAll(async () => {
  space = await openWorkspace();
});
afterAll(() => space.close());

async function toneFile(name: string, o: { layout: string; codec: readonly string[] }): Promise<string> {
  const path = join(space.root, name);
  await ffmpeg([...tone({ hz: 440, seconds: 9, layout: o.layout, rate: 44_100 }), ...o.codec, path]);
  return path;
}

const rateOf = async (path: string) => (await readStreams(path)).streams.map((s) => s.sample_rate);

describe('the first version of sound alone', () => {
  test('holds AAC in stereo as it is', async () => {
    const input = await toneFile('stereo.m4a', { layout: 'stereo', codec: ['-c:a', 'aac'] });
    const steps: string[] = [];
    const dir = join(space.root, 'copied');
    const manifest = await makeFirst({ input, dir, onStep: (name) => steps.push(name) });
    expect(manifest).toMatchObject({ stage: 'first', video: null, renditions: [], poster: null });
    expect(Math.abs(manifest.durationMs - 9000)).toBeLessThan(100);
    expect(await judgeVersion(dir, 'EVENT')).toEqual([]);
    // The engine encodes at 48000.
    expect(await rateOf(join(dir, 'audio-1/index.m3u8'))).toEqual(['44100']);
    expect(steps).toEqual(['started', 'probed', 'planned', 'playable', 'ended']);
  });

  test.each([
    ['Vorbis', 'sound.ogg', 'stereo', ['-c:a', 'libvorbis']],
    ['AAC in mono', 'mono.m4a', 'mono', ['-c:a', 'aac']],
  ] as const)('is encoded from %s', async (_, name, layout, codec) => {
    const input = await toneFile(name, { layout, codec });
    const dir = join(space.root, `${name}-first`);
    await makeFirst({ input, dir });
    expect(await judgeVersion(dir, 'EVENT')).toEqual([]);
    expect(await rateOf(join(dir, 'audio-1/index.m3u8'))).toEqual(['48000']);
  });

  test('of an hour can be heard within ten seconds, while the rest is made', async () => {
    const input = await createVoices(space.root).long();
    const cancel = new AbortController();
    const dir = join(space.root, 'growing-hour');
    const started = Date.now();
    let playable: { afterMs: number; manifest: VersionManifest; playlist: string } | undefined;
    const work = makeFirst({
      ...{ input, dir, signal: cancel.signal },
      onPlayable: async (manifest) => {
        const playlist = await readFile(join(dir, 'audio-1/index.m3u8'), 'utf8');
        playable = { afterMs: Date.now() - started, manifest, playlist };
        cancel.abort();
      },
    });
    await expect(work).rejects.toMatchObject({ code: 'aborted' });
    expect(playable?.afterMs).toBeLessThan(10_000);
    expect(playable?.playlist).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
    expect(playable?.playlist).not.toContain('#EXT-X-ENDLIST');
    expect(Math.abs((playable?.manifest.durationMs ?? 0) - 3_620_000)).toBeLessThan(1000);
  });
});

describe('the lasting version of sound alone', () => {
  test('is one sound track at -16 LUFS with an M4A to keep, and nothing that belongs to a picture', async () => {
    const made = await space.transcode(await createVoices(space.root).quiet());
    expect(made.manifest).toMatchObject({
      ...{ stage: 'lasting', video: null, renditions: [], poster: null, storyboard: null, scenes: null },
    });
    expect(made.manifest.audioTracks.map((t) => t.loudness?.method)).toEqual(['linear']);
    expect(made.manifest.downloads.map((d) => [d.kind, d.path])).toEqual([['audio', 'downloads/audio.m4a']]);
    expect(await judgeVersion(made.dir)).toEqual([]);
    expect((await readdir(made.dir)).toSorted()).toEqual(['audio-1', 'downloads', 'master.m3u8']);
    const heard = await heardBy(made.at('downloads/audio.m4a'));
    expect(Math.abs(heard.lufs + 16)).toBeLessThanOrEqual(0.5);
    expect(heard.peakDbtp).toBeLessThanOrEqual(-1.5);
  });

  test('follows a copied first one too', async () => {
    const input = await toneFile('again.m4a', { layout: 'stereo', codec: ['-c:a', 'aac'] });
    const made = await space.transcode(input);
    expect(await rateOf(made.at('downloads/audio.m4a'))).toEqual(['48000']);
    expect(await judgeVersion(made.dir)).toEqual([]);
  });
});

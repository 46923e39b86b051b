import { cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'hls-parser';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { EngineProgress } from '#server/transcode/stage.ts';
import { someOf } from '../support/long-run.ts';
import { judgeVersion } from './conformance.ts';
import { type Made, openWorkspace, type Workspace } from './workspace.ts';

// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let space: Workspace;
let made: Made;
const steps: string[] = [];
const progress: EngineProgress[] = [];
const snapshot = () => join(space.root, 'snapshot');

beforeAll(async () => {
  space = await openWorkspace();
  const growingDir = join(space.root, 'growing');
  made = await space.transcode(await space.clips.foreign2997(), {
    growingDir,
    onPlayable: () => cp(growingDir, snapshot(), { recursive: true }),
    onStep: (name) => steps.push(name),
    onProgress: (p) => progress.push(p),
  });
});
afterAll(() => space.close());

describe('a growing version', () => {
  test('is handed out when every track can be played from its beginning', async () => {
    expect(await judgeVersion(snapshot(), 'EVENT')).toEqual([]);
    const names = made.growing?.renditions.map((r) => r.name);
    expect(names).toEqual(['360p']);
    for (const r of made.growing?.renditions ?? []) {
      const playlist = parse(await readFile(join(snapshot(), r.playlist), 'utf8'));
      expect('segments' in playlist && playlist.segments.length).toBeGreaterThan(0);
    }
  });

  test('is of the first stage, and has nothing yet of what the lasting one brings', () => {
    expect(made.growing).toMatchObject({ stage: 'first', downloads: [], storyboard: null, scenes: null });
    expect(made.growing?.renditions[0]).toMatchObject({ origin: 'encoded', iframePlaylist: null });
  });

  test('has event playlists that have ended, once all is encoded', async () => {
    expect(await judgeVersion(made.growingDir, 'EVENT')).toEqual([]);
    expect(await readFile(join(made.growingDir, '360p/index.m3u8'), 'utf8')).toMatch(/#EXT-X-ENDLIST\n$/);
  });
});

describe('a whole version', () => {
  test('has playlists and segments as RFC 8216 wants them', async () => {
    expect(await judgeVersion(made.dir)).toEqual([]);
  });

  test('takes over the first rung by hard link', async () => {
    const names = (await readdir(made.at('360p'))).filter((name) => name.endsWith('.m4s'));
    expect(names).toHaveLength(3);
    for (const name of names) {
      const [grown, whole] = await Promise.all(
        [join(made.growingDir, '360p', name), made.at(`360p/${name}`)].map((p) => stat(p)),
      );
      expect(whole?.ino).toBe(grown?.ino);
    }
  });

  test('names in its manifest exactly the files it holds', async () => {
    const { manifest } = made;
    const listed = [
      manifest.masterPlaylist,
      manifest.poster?.path ?? '',
      ...(manifest.poster?.forms ?? []).map((form) => form.path),
      manifest.scenes?.path ?? '',
      manifest.storyboard?.path ?? '',
      'storyboard/sheet-001.jpg',
      ...manifest.renditions.map((r) => r.iframePlaylist ?? ''),
      ...manifest.downloads.map((d) => d.path),
    ];
    for (const { playlist } of [...manifest.renditions, ...manifest.audioTracks]) {
      const parsed = parse(await readFile(made.at(playlist), 'utf8'));
      const folder = playlist.slice(0, playlist.indexOf('/'));
      if ('segments' in parsed)
        listed.push(...parsed.segments.map((s) => `${folder}/${s.uri}`), `${folder}/init.mp4`, playlist);
    }
    const found = (await readdir(made.dir, { recursive: true, withFileTypes: true })).filter((e) =>
      e.isFile(),
    );
    const paths = found.map((e) => join(e.parentPath, e.name).slice(made.dir.length + 1));
    expect(paths.toSorted()).toEqual(listed.toSorted());
  });

  test('says how many bytes a rendition and a download have', async () => {
    for (const r of made.manifest.renditions) {
      const files = (await readdir(made.at(r.name))).filter((name) => !name.endsWith('.m3u8'));
      const sizes = await Promise.all(files.map(async (f) => (await stat(made.at(`${r.name}/${f}`))).size));
      expect(r.sizeBytes).toBe(sizes.reduce((a, b) => a + b, 0));
    }
    for (const d of made.manifest.downloads) expect(d.sizeBytes).toBe((await stat(made.at(d.path))).size);
  });

  test('has downloads that begin with their index, so that they play while they load', async () => {
    for (const { path } of made.manifest.downloads) {
      const head = await readFile(made.at(path));
      expect(head.indexOf('moov', 0, 'latin1')).toBeLessThan(head.indexOf('mdat', 0, 'latin1'));
    }
  });
});

describe('the judge of versions', () => {
  const plant = async (file: string, change: (text: string) => string) => {
    const copy = join(space.root, 'planted');
    await rm(copy, { recursive: true, force: true });
    await cp(made.dir, copy, { recursive: true });
    const path = join(copy, file);
    await writeFile(path, change(await readFile(path, 'utf8')));
    return judgeVersion(copy);
  };
  const scaleBandwidth = (by: number) => (text: string) =>
    text.replace(/:BANDWIDTH=(\d+)/g, (_, bps) => `:BANDWIDTH=${Math.round(bps * by)}`);

  type Fault = [name: string, file: string, change: (text: string) => string, problem: RegExp];
  const faults: Fault[] = [
    ['a bandwidth too high', 'master.m3u8', scaleBandwidth(1.12), /BANDWIDTH is 1\.1/],
    ['a bandwidth too low', 'master.m3u8', scaleBandwidth(0.98), /BANDWIDTH is 0\.9/],
    [
      'an average too high',
      'master.m3u8',
      (t: string) =>
        t.replace(/AVERAGE-BANDWIDTH=(\d+)/, (_, bps) => `AVERAGE-BANDWIDTH=${Math.round(1.03 * bps)}`),
      /AVERAGE-BANDWIDTH is 1\.03/,
    ],
    [
      'a last segment that other sizes do not have',
      '240p/index.m3u8',
      (t: string) => t.replace(/#EXTINF[^\n]*\n[^\n]*\n(?=#EXT-X-ENDLIST)/, ''),
      /240p\/index\.m3u8: \d segments, .* has \d|\d segments, 240p/,
    ],
    [
      'segments that begin or end elsewhere',
      '240p/index.m3u8',
      (t: string) => t.replaceAll('seg-00000.m4s', 'seg-00001.m4s'),
      /segment 0 is .* to .*, that of/,
    ],
    [
      'a key frame cut short',
      '240p/iframes.m3u8',
      (t: string) => t.replace(/BYTERANGE:\d+/, 'BYTERANGE:300'),
      /decodes to 0 pictures/,
    ],
    [
      'two pictures where there should be one',
      '240p/iframes.m3u8',
      (t: string) => t.replace(/BYTERANGE:(\d+)/, (_, n) => `BYTERANGE:${Number(n) + 20_000}`),
      /decodes to \d+ pictures/,
    ],
    [
      'a bandwidth of key frames too low',
      'master.m3u8',
      (t: string) => t.replace(/(I-FRAME-STREAM-INF:BANDWIDTH=)(\d+)/, (_, head, n) => `${head}${n >> 1}`),
      /of its largest picture/,
    ],
    ['a wrong codec', 'master.m3u8', (t: string) => t.replaceAll('avc1.6400', 'avc1.4d40'), /CODECS/],
    ['a wrong size', 'master.m3u8', (t: string) => t.replace('640x360', '642x360'), /RESOLUTION/],
    [
      'a wrong rate',
      'master.m3u8',
      (t: string) => t.replaceAll('29.970', '30.000').replace('30.000', '25.000'),
      /FRAME-RATE/,
    ],
    [
      'a short target',
      '360p/index.m3u8',
      (t: string) => t.replace('DURATION:5', 'DURATION:4'),
      /longer than the target/,
    ],
    ['a wrong duration', '360p/index.m3u8', (t: string) => t.replace('4.004000', '3.900000'), /EXTINF/],
    [
      'a missing segment',
      '240p/index.m3u8',
      (t: string) => t.replace(/#EXTINF:4.004000,\nseg-00001.m4s\n/, ''),
      /a gap/,
    ],
    ['a missing end', '240p/index.m3u8', (t: string) => t.replace('#EXT-X-ENDLIST\n', ''), /no end/],
    [
      'late sound',
      'audio-1/index.m3u8',
      (t: string) => t.replace(/#EXTINF.*\nseg-00000.m4s\n/, ''),
      /begins at/,
    ],
  ];
  // A judge that sees these sees; every second one in every run.
  test.each(someOf(faults, (fault) => faults.indexOf(fault) % 2 === 0))(
    'sees %s',
    async (_, file, change, problem) => {
      expect((await plant(file, change)).join('\n')).toMatch(problem);
    },
  );
});

describe('a run', () => {
  test('tells every step in order', () => {
    expect(steps).toEqual([
      ...['started', 'probed', 'planned', 'playable', 'ended'],
      ...['lasting started', 'lasting planned', 'lasting encoded'],
      ...['playlists', 'by-products', 'published'],
    ]);
  });

  test('reports progress from 0 to 1 that never goes back', () => {
    const ratios = progress.map((p) => p.ratio);
    expect(ratios.at(0)).toBe(0);
    expect(ratios.at(-1)).toBe(1);
    expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
    expect(progress.some((p) => p.step === 'encode' && p.ratio > 0.3)).toBe(true);
  });

  test('says how long it still takes, down to nothing', () => {
    const left = progress.map((p) => p.remainingMs).filter((ms) => ms !== null);
    expect(left.length).toBeGreaterThan(3);
    expect(left.at(-1)).toBe(0);
    expect(Math.max(...left)).toBeLessThan(600_000);
  });

  test('refuses a folder in which something lies, and leaves it alone', async () => {
    const { dir } = made;
    const before = await readdir(dir);
    await expect(space.transcode(await space.clips.silent(), { wholeDir: dir })).rejects.toThrow(/not empty/);
    expect(await readdir(dir)).toEqual(before);
  });
});

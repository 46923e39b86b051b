import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { judgeVersion } from './conformance.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

const script = join(import.meta.dirname, '../../scripts/transcode.ts');
// ffmpeg runs at low priority: on a busy machine it waits for everything else.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let space: Workspace;
beforeAll(async () => {
  space = await openWorkspace();
});
afterAll(() => space.close());

function command(
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      env: { ...process.env, ...env },
      cwd: space.root,
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

test('prints one JSON summary and leaves the version alone in its folder', async () => {
  const input = await space.clips.plain();
  const before = await readdir(space.root);
  const { code, out, err } = await command([input, 'made', '--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const summary = JSON.parse(out);
  expect(summary).toMatchObject({
    input: { path: input, durationMs: 5000, video: { width: 640, height: 360 } },
    manifest: { masterPlaylist: 'master.m3u8', video: { width: 640, height: 360, frameRate: 30 } },
  });
  expect(summary).toMatchObject({
    first: { stage: 'first', renditions: [{ origin: 'copied' }] },
    manifest: { stage: 'lasting', audioTracks: [{ loudness: { method: 'linear' } }] },
  });
  expect(summary.firstMs).toBeGreaterThanOrEqual(summary.playableMs);
  expect(summary.elapsedMs).toBeGreaterThan(summary.firstMs);
  expect(await judgeVersion(join(space.root, 'made'))).toEqual([]);
  expect(await readdir(space.root)).toEqual([...before, 'made'].toSorted());
});

test('tells people where the version is, its sizes and how loud it was and is', async () => {
  const { code, out } = await command([await space.clips.plain(), 'told']);
  expect(code).toBe(0);
  expect(out).toMatch(/told\/master\.m3u8: 360p, 240p, Audio in [\d.]+ s\n/);
  expect(out).toMatch(
    /\nSound "Audio": -2\d\.\d LUFS, now -1[56]\.\d LUFS, true peak .* dBTP \(linear, \+\d\.\d dB\)\n$/,
  );
});

test('--help prints the usage', async () => {
  const { code, out } = await command(['--help']);
  expect(code).toBe(0);
  expect(out).toMatch(/^Usage: npm run transcode -- INPUT OUTDIR/);
});

test.each([[[]], [['one']], [['one', 'two', 'three']], [['--wrong', 'one', 'two']]])(
  '%j is wrong usage',
  async (args) => {
    const { code, out, err } = await command(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/Usage:/);
  },
);

test('wrong configuration names its key', async () => {
  const { code, err } = await command(['one', 'two'], { PORT: 'abc' });
  expect(code).toBe(2);
  expect(err).toMatch(/PORT/);
});

test('a file that is missing is one sentence', async () => {
  const { code, out, err } = await command(['missing.mp4', 'nothing', '--json']);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toBe('"missing.mp4" cannot be found.\n');
  expect(await readdir(space.root)).not.toContain('nothing');
});

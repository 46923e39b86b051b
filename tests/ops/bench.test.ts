import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ffmpeg, picture, tone } from '../support/clips.ts';
import { someOf } from '../support/long-run.ts';

// The engine's ffmpeg gives way to everything else that runs.
vi.setConfig({ testTimeout: 240_000 });

const script = join(import.meta.dirname, '../../scripts/bench.ts');
let folder: string;
let clip: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rostrum-bench-test-'));
  clip = join(folder, 'clip.mp4');
  await ffmpeg([
    ...picture({ size: '320x180', rate: 25, seconds: 4 }),
    ...tone({ hz: 440, seconds: 4 }),
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '50', '-c:a', 'aac', clip],
  ]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function bench(args: string[], env: NodeJS.ProcessEnv = {}) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      env: { ...process.env, CORPUS_DIR: '', BENCH_DIR: '', ...env },
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

const alone = ['transcode', '--runs', '1', '--no-browser'];
/** The cells of every row of the tables, with an empty one before and behind. */
const rowsOf = (out: string) =>
  out
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| figure'))
    .map((line) => line.split('|').map((cell) => cell.trim()));

test('measures one file on our side alone, says what is missing, and keeps everything as JSON', async () => {
  const json = join(folder, 'measured.json');
  const { code, out, err } = await bench([...alone, '--input', clip, '--json', json]);
  // A busy machine may be too slow for the limits: then the last line and the exit code say so alike.
  expect(code).toBe(/^All 2 limits held\.$/m.test(out) ? 0 : 1);
  expect(err).toContain('CORPUS_DIR is not set');
  expect(err).toContain('our side alone');
  expect(out).toMatch(
    /\*\*The given file\*\*: 4\.\d s, 320x180, h264, 25 frames a second, .*SHA-256 [0-9a-f]{12}/,
  );
  expect(rowsOf(out).map(([, figure]) => figure)).toEqual([
    'first playable, engine alone',
    'complete, wall',
    'renditions',
    'video bytes, all rungs',
    'SSIM (Y), 180 lines',
    'memory of the engine’s process, worst run',
  ]);
  expect(out).not.toContain('peer');
  const { report, measurements } = JSON.parse(await readFile(json, 'utf8'));
  expect(report).toMatchObject({ runs: 1, machine: expect.stringContaining('Node v') });
  const [{ rounds, quality }] = measurements;
  expect(rounds).toHaveLength(1);
  expect(rounds[0].ours.firstPlayableMs).toBeLessThan(rounds[0].ours.wholeMs);
  expect(rounds[0].ours.rungs).toMatchObject([{ height: 180, videoBytes: expect.any(Number) }]);
  expect(quality.ours['180']).toBeGreaterThan(0.8);
  expect(quality.ours['180']).toBeLessThanOrEqual(1);
});

test('ends with 1 where a limit is missed, and names it', async () => {
  // Another side that takes no time and a few bytes: nobody can be as fast, or as small.
  const rung = 'ffmpeg -v error -i "$1" -an -t 0.2 -vf scale=-2:180 -c:v libx264 -crf 45';
  const hls = '-f hls -hls_playlist_type vod -hls_segment_type fmp4 180.m3u8';
  const lines = (laps: string) => `#!/bin/bash\nset -e\nmkdir -p "$2"; cd "$2"\n${rung} ${hls}\n${laps}\n`;
  const scripts = {
    'per-rendition.sh': lines('echo first_playable .01; echo 180 .02'),
    'single-run.sh': lines('echo done .02'),
  };
  for (const [name, text] of Object.entries(scripts)) {
    await writeFile(join(folder, name), text);
    await chmod(join(folder, name), 0o755);
  }
  const { code, out } = await bench([...alone, '--input', clip], { BENCH_DIR: folder });
  expect(code).toBe(1);
  const verdicts = Object.fromEntries(rowsOf(out).map((cells) => [cells[1], cells.at(-2)]));
  expect(verdicts).toMatchObject({
    'first playable, engine alone, of the peer’s encode': 'missed',
    'video bytes, of the peer’s encode': 'missed',
    renditions: 'met',
  });
  expect(out).toMatch(/\d+ of \d+ limits missed\.\n$/);
});

const wrong: [args: string[], sentence: string][] = [
  [['everything'], 'What to measure?'],
  [['start', '--runs', '0'], '--runs takes'],
  [['transcode', '--unknown'], '--unknown'],
  [[], 'What to measure?'],
  [['transcode', '--runs', 'many'], '--runs takes'],
  [['damaged', '--count', '-1'], '--count'],
];
test.each(someOf(wrong, 3))('wrong arguments %j end with 2 and a sentence', async (args, sentence) => {
  const { code, err, out } = await bench(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(sentence);
});

test('a file that is not there ends with 1 and a sentence', async () => {
  const { code, err } = await bench([...alone, '--input', join(folder, 'nothing.mp4')]);
  expect(code).toBe(1);
  expect(err).toContain('nothing.mp4');
  expect(err).not.toContain('    at ');
});

test('ends its programs and takes its folder away when it is ended', async () => {
  const own = await mkdtemp(join(folder, 'ended-'));
  const slow = join(own, 'bench');
  await mkdir(slow);
  await writeFile(join(slow, 'per-rendition.sh'), `#!/bin/bash\necho $$ > ${own}/pid\nsleep 100 & wait\n`);
  await writeFile(join(slow, 'single-run.sh'), '');
  const child = spawn(process.execPath, [script, ...alone, '--input', clip], {
    env: { ...process.env, CORPUS_DIR: '', BENCH_DIR: slow, TMPDIR: own },
    stdio: 'ignore',
  });
  const pid = await vi.waitFor(
    async () => Number(await readFile(join(own, 'pid'), 'utf8')) || Promise.reject(),
    {
      timeout: 30_000,
    },
  );
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(143);
  // No process of the group is left: neither the script nor what it started.
  await vi.waitFor(() => expect(() => process.kill(-pid, 0)).toThrow('ESRCH'), { timeout: 10_000 });
  expect((await readdir(own)).filter((name) => name.startsWith('rostrum-bench-'))).toEqual([]);
});

test.each(['transcode', 'damaged'])('%s explains itself', async (name) => {
  const { code, out } = await bench([name, '--help']);
  expect(code).toBe(0);
  expect(out).toContain(`Usage: npm run bench -- ${name}`);
  expect(out).toContain('Exit codes');
});

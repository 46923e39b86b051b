// The engine in a process of its own, as the benchmark measures it: engine-child.ts INPUT DIR first|both
// Prints one line of JSON (EngineReport). Times count from the start of this process.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { transcode } from '#server/transcode/engine.ts';
import { makeFirst } from '#server/transcode/first/make-first.ts';
import type { EngineReport } from './engine-side.ts';
import { peakMemoryBytes } from './peak-memory.ts';

const [input = '', dir = '', stages] = process.argv.slice(2);
const tools = { ffmpegPath: process.env.FFMPEG_PATH, ffprobePath: process.env.FFPROBE_PATH };
let firstPlayableMs: number | null = null;
const onPlayable = () => {
  firstPlayableMs ??= performance.now();
};
await mkdir(dir, { recursive: true });
const wholeDir = join(dir, 'whole');
const manifest =
  stages === 'first'
    ? await makeFirst({ ...tools, input, dir: wholeDir, onPlayable })
    : await transcode({ ...tools, input, growingDir: join(dir, 'growing'), wholeDir, onPlayable });
const report: EngineReport = {
  firstPlayableMs,
  wholeMs: performance.now(),
  peakMemoryBytes: peakMemoryBytes('self'),
  renditions: manifest.renditions.map(({ height, playlist, origin }) => ({
    height,
    path: join(wholeDir, playlist),
    isEncoded: origin === 'encoded',
  })),
};
process.stdout.write(`${JSON.stringify(report)}\n`);

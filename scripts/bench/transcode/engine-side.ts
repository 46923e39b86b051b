import { join } from 'node:path';
import { readProgram } from './run-program.ts';
import type { RungMade, SideRun } from './script-side.ts';
import { videoBytes } from './video-facts.ts';

/** What the engine's own process says of its work. */
export interface EngineReport {
  firstPlayableMs: number | null;
  wholeMs: number;
  peakMemoryBytes: number | null;
  renditions: Array<{ height: number; path: string; isEncoded: boolean }>;
}

export interface EngineRun extends SideRun {
  /** Of the Node process; ffmpeg is not in it. */
  peakMemoryBytes: number | null;
  encodedCount: number;
}

interface EngineSide {
  input: string;
  /** New; gets both versions. */
  outDir: string;
  tools: { ffmpegPath: string; ffprobePath: string };
}

/** Runs the engine once, in a process of its own, with everything that a recording gets. */
export async function runEngine(o: EngineSide): Promise<EngineRun> {
  const { renditions, ...report } = await runChild('both', o);
  const rungs: RungMade[] = [];
  for (const { height, path } of renditions) {
    rungs.push({ height, path, videoBytes: await videoBytes(path, o.tools) });
  }
  return { ...report, rungs, encodedCount: renditions.filter((one) => one.isEncoded).length };
}

/** Runs the engine's first stage alone, to its end. */
export function runFirstStage(o: EngineSide): Promise<EngineReport> {
  return runChild('first', o);
}

async function runChild(
  stages: 'first' | 'both',
  { input, outDir, tools }: EngineSide,
): Promise<EngineReport> {
  const text = await readProgram({
    program: process.execPath,
    args: [join(import.meta.dirname, 'engine-child.ts'), input, outDir, stages],
    env: { FFMPEG_PATH: tools.ffmpegPath, FFPROBE_PATH: tools.ffprobePath },
  });
  return JSON.parse(text) as EngineReport; // what engine-child.ts prints, and nothing else
}

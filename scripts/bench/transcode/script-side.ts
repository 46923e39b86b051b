import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';
import { videoBytes } from './video-facts.ts';

/** One side's work on one input: what a rung of the ladder cost, and where it lies. */
export interface RungMade {
  /** Lines of the picture. */
  height: number;
  /** A file or media playlist with this rung's picture. */
  path: string;
  videoBytes: number;
}

export interface SideRun {
  /** Null where the side makes nothing that can be watched before all is done. */
  firstPlayableMs: number | null;
  wholeMs: number;
  rungs: RungMade[];
}

/** What the scripts of the other sides are run with. */
export interface ScriptSide {
  benchDir: string;
  input: string;
  /** New; gets the output. */
  outDir: string;
  /** `height:maxrate …`; null for the script's own. */
  ladder: string | null;
  ffprobePath: string;
}

/** Runs the way of one process a rendition once. @param mode whether the full size is encoded or copied */
export async function runPeer(mode: 'encode' | 'copy', o: ScriptSide): Promise<SideRun> {
  const laps = await runScript('per-rendition.sh', [o.input, o.outDir, mode], o);
  const last = [...laps.values()].at(-1);
  const first = laps.get('first_playable');
  if (last === undefined || first === undefined) throw new Error('per-rendition.sh did not say its times.');
  return { firstPlayableMs: first, wholeMs: last, rungs: await readRungs(o) };
}

/** Runs one bare ffmpeg for everything once. */
export async function runFloor(o: ScriptSide): Promise<SideRun> {
  const done = (await runScript('single-run.sh', [o.input, o.outDir], o)).get('done');
  if (done === undefined) throw new Error('single-run.sh did not say its time.');
  return { firstPlayableMs: null, wholeMs: done, rungs: await readRungs(o) };
}

async function runScript(name: string, args: string[], o: ScriptSide): Promise<Map<string, number>> {
  const lines: string[] = [];
  await runProgram({
    program: 'bash',
    args: [join(o.benchDir, name), ...args],
    env: o.ladder === null ? {} : { LADDER: o.ladder },
    onLine: (line) => lines.push(line),
  });
  return parseLaps(lines);
}

/** The scripts' lines `step seconds-since-start` as milliseconds by step, in order; other lines are left out. */
export function parseLaps(lines: readonly string[]): Map<string, number> {
  return new Map(
    lines.flatMap((line) => {
      const [, step, seconds] = /^(\w+) (\d*\.?\d+)$/.exec(line) ?? [];
      return step === undefined ? [] : [[step, Number(seconds) * 1000] as const];
    }),
  );
}

/** The scripts write one media playlist for each rung, named by its height. */
async function readRungs({ outDir, ffprobePath }: ScriptSide): Promise<RungMade[]> {
  const names = (await readdir(outDir)).filter((name) => /^\d+\.m3u8$/.test(name));
  const rungs: RungMade[] = [];
  for (const name of names) {
    const path = join(outDir, name);
    rungs.push({
      height: Number.parseInt(name, 10),
      path,
      videoBytes: await videoBytes(path, { ffprobePath }),
    });
  }
  return rungs.sort((a, b) => b.height - a.height);
}

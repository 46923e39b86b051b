import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runInBrowser } from './browser-side.ts';
import { runEngine } from './engine-side.ts';
import type { Measurement, Quality, Round } from './figures.ts';
import type { BenchInput, Tools } from './inputs.ts';
import { runFloor, runPeer, type SideRun } from './script-side.ts';
import { measureSsim } from './ssim.ts';

export interface MeasureOptions {
  input: BenchInput;
  /** For all that is made; what a run made is removed with the run. */
  folder: string;
  runs: number;
  tools: Tools;
  /** Null: our side alone. */
  peer: { benchDir: string; ladder: string | null } | null;
  hasBrowser: boolean;
  /** SSIM of how much; `all`, or `none`. */
  ssimSeconds: number | 'all' | 'none';
  say: (sentence: string) => void;
}

/** Measures one input: all sides in turn in each run, the quality of the last run's output. */
export async function measure(o: MeasureOptions): Promise<Measurement> {
  const rounds: Round[] = [];
  let quality: Measurement['quality'] = null;
  for (let run = 1; run <= o.runs; run++) {
    const folder = join(o.folder, `run-${run}`);
    try {
      const round = await runRound(o, folder, run);
      rounds.push(round);
      if (run === o.runs && o.ssimSeconds !== 'none')
        quality = await compareQuality(o, round, join(folder, 'ssim'));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return { kind: o.input.picture.codec === 'h264' ? 'h264' : 'other', rounds, quality };
}

async function runRound(o: MeasureOptions, folder: string, run: number): Promise<Round> {
  const { input, tools, peer } = o;
  const during = async <T>(side: string, work: () => Promise<T>): Promise<T> => {
    o.say(`run ${run}/${o.runs}  ${input.name}: ${side}`);
    return work();
  };
  const script = (name: string) => ({
    benchDir: peer?.benchDir ?? '',
    ladder: peer?.ladder ?? null,
    input: input.path,
    outDir: join(folder, name),
    ffprobePath: tools.ffprobePath,
  });
  const other = (side: string, work: () => Promise<SideRun>) =>
    peer === null ? Promise.resolve(null) : during(side, work);
  const peerEncode = await other('peer, encode', () => runPeer('encode', script('peer-encode')));
  const peerCopy = await other('peer, copy', () => runPeer('copy', script('peer-copy')));
  const floor = await other('floor', () => runFloor(script('floor')));
  const ours = await during('ours', () =>
    runEngine({ input: input.path, outDir: join(folder, 'ours'), tools }),
  );
  const playSeconds = Math.min(60, Math.max(1, (input.picture.durationMs ?? 60_000) / 1000 - 1));
  const browser = o.hasBrowser
    ? await during('ours, in a browser', () => runInBrowser({ input: input.path, folder, playSeconds }))
    : null;
  return { ours, peerEncode, peerCopy, floor, browser };
}

async function compareQuality(
  o: MeasureOptions,
  round: Round,
  folder: string,
): Promise<Measurement['quality']> {
  const seconds = typeof o.ssimSeconds === 'number' ? o.ssimSeconds : null;
  const heights = new Set(round.ours.rungs.map(({ height }) => height));
  const qualityOf = async (side: string, run: SideRun | null): Promise<Quality> => {
    const found = new Map<number, number>();
    for (const { height, path } of run?.rungs ?? []) {
      if (!heights.has(height)) continue;
      o.say(`quality    ${o.input.name}: ${side}, ${height} lines`);
      const { source, rendition } = { source: o.input.path, rendition: path };
      const { mean, shiftFrames } = await measureSsim({ source, rendition, folder, seconds, tools: o.tools });
      o.say(`           ${mean.toFixed(5)}, best ${shiftFrames} frames late`);
      found.set(height, mean);
    }
    return found;
  };
  return {
    ours: await qualityOf('ours', round.ours),
    peerEncode: await qualityOf('peer, encode', round.peerEncode),
    peerCopy: await qualityOf('peer, copy', round.peerCopy),
    floor: await qualityOf('floor', round.floor),
  };
}

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { medianOf, seconds } from '../numbers.ts';
import { type EngineReport, runEngine, runFirstStage } from './engine-side.ts';
import { memoryRow } from './figures.ts';
import { copyToHls, type Tools } from './inputs.ts';
import { type Row, row } from './judged-row.ts';

export interface HourMeasurement {
  /** Beside each, one bare ffmpeg that puts the same recording into segments. */
  firstStages: Array<EngineReport & { bareCopyMs: number }>;
  /** Both stages, once; null where only the first was asked for. */
  bothStages: Pick<EngineReport, 'wholeMs' | 'peakMemoryBytes'> | null;
}

/** Measures a long recording on our side: the first stage in each run, and both stages once where asked for. */
export async function measureHour(o: {
  input: string;
  folder: string;
  runs: number;
  tools: Tools;
  isLong: boolean;
  say: (sentence: string) => void;
}): Promise<HourMeasurement> {
  const { input, tools } = o;
  const during = async <T>(what: string, work: (outDir: string) => Promise<T>): Promise<T> => {
    o.say(what);
    const outDir = join(o.folder, 'hour');
    await mkdir(outDir, { recursive: true });
    try {
      return await work(outDir);
    } finally {
      await rm(outDir, { recursive: true, force: true });
    }
  };
  const firstStages: HourMeasurement['firstStages'] = [];
  for (let run = 1; run <= o.runs; run++) {
    const name = `run ${run}/${o.runs}  The film, repeated`;
    const bareCopyMs = await during(`${name}: a bare copy`, async (folder) => {
      const startedMs = performance.now();
      await copyToHls({ input, folder, tools });
      return performance.now() - startedMs;
    });
    const report = await during(`${name}: the first stage`, (outDir) =>
      runFirstStage({ input, outDir, tools }),
    );
    firstStages.push({ ...report, bareCopyMs });
  }
  const bothStages = o.isLong
    ? await during('The film, repeated: both stages', (outDir) => runEngine({ input, outDir, tools }))
    : null;
  return { firstStages, bothStages };
}

/** The figures of a long recording; memory is judged whatever its length. */
export function hourFigures({ firstStages, bothStages }: HourMeasurement): Row[] {
  const say = (values: ReadonlyArray<number | null>) => {
    const value = medianOf(values);
    return value === null ? 'never' : seconds(value);
  };
  const peaks = firstStages.map((one) => one.peakMemoryBytes);
  return [
    row({ figure: 'first playable, engine alone', ours: say(firstStages.map((one) => one.firstPlayableMs)) }),
    row({
      figure: 'first stage, to its end',
      ours: say(firstStages.map((one) => one.wholeMs)),
      floor: say(firstStages.map((one) => one.bareCopyMs)),
    }),
    ...memoryRow('memory of the engine’s process, first stage', peaks),
    ...(bothStages === null
      ? []
      : [
          row({ figure: 'complete, wall', ours: seconds(bothStages.wholeMs) }),
          ...memoryRow('memory of the engine’s process, both stages', [bothStages.peakMemoryBytes]),
        ]),
  ];
}

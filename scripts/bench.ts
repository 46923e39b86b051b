import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '#server/kernel/errors.ts';
import { describeMachine, median, seconds } from './bench/machine.ts';
import { timeSamples } from './bench/samples-bench.ts';
import { timeStart } from './bench/start-bench.ts';
import { makeBenchClip, timeTranscode } from './bench/transcode-bench.ts';
import { commandConfig } from './command/config.ts';
import { runCommand, usageError } from './command/run-command.ts';

const HELP = `Usage: npm run bench -- NAME [options]

Measures the portal on this machine, in a temporary library. Prints the machine, the input, and medians.

  transcode [FILE]   the engine alone: until a recording can be watched, and until it is whole; without FILE a
                     generated clip of 30 s, 1280x720. The ratio is its length to the time the work took.
  start              from start to "up", set-up done before, on a library that is there
  samples            from "up" in an empty library until all samples of the example play, and until all are ready (once)

Options:
  --runs N   how often (3)
  --help     print this

Environment: FFMPEG_PATH, FFPROBE_PATH
Exit codes: 0 measured, 1 failed, 2 wrong usage
`;

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '3' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [name, file, ...more] = positionals;
  const runs = Number(values.runs);
  if (name === undefined || !Object.hasOwn(benches, name)) return usageError('bench', 'What to measure?');
  if (more.length > 0 || (file !== undefined && name !== 'transcode')) {
    return usageError('bench', 'Only transcode takes a file.');
  }
  if (!Number.isInteger(runs) || runs < 1) return usageError('bench', '--runs takes a number from 1.');
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-bench-'));
  try {
    say(`machine    ${describeMachine()}`);
    await benches[name as keyof typeof benches]({ folder, runs, file }); // an own key, asked above
    return 0;
  } catch (error) {
    if (error instanceof AppError) throw error;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Bench {
  folder: string;
  runs: number;
  file: string | undefined;
}

const benches = {
  async transcode({ folder, runs, file }: Bench) {
    const config = commandConfig();
    const input = file === undefined ? await makeBenchClip(folder, config) : resolve(file);
    const timings = [];
    for (let i = 1; i <= runs; i++) {
      timings.push(await timeTranscode({ input, folder: join(folder, `run-${i}`), config }));
    }
    const durationMs = timings[0]?.durationMs ?? 0;
    const wholeMs = median(timings.map((timing) => timing.wholeMs));
    say(`input      ${file ?? 'generated, 1280x720, 25 fps'}, ${seconds(durationMs)}`);
    say(`playable   ${seconds(median(timings.map((timing) => timing.playableMs)))} (median of ${runs})`);
    say(`whole      ${seconds(wholeMs)} (median of ${runs}), ratio ${(durationMs / wholeMs).toFixed(2)}`);
  },
  async start({ folder, runs }: Bench) {
    await timeStart(folder);
    const timings: number[] = [];
    for (let i = 0; i < runs; i++) timings.push(await timeStart(folder));
    say(`up after   ${seconds(median(timings))} (median of ${runs})`);
  },
  async samples({ folder }: Bench) {
    const { playableMs, readyMs } = await timeSamples({ dataDir: folder, onMilestone: say });
    say(`playable   ${seconds(playableMs)} for all`);
    say(`ready      ${seconds(readyMs)} for all`);
  },
};

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

process.exitCode = await runCommand('bench', () => main(process.argv.slice(2)));

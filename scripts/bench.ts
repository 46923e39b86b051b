import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '#server/kernel/errors.ts';
import {
  benchDamaged,
  damagedHelp,
  formatOutcomes,
  readDamagedOptions,
} from './bench/damaged/damaged-bench.ts';
import { benchImport, importHelp, readImportOptions } from './bench/import/import-bench.ts';
import { describeMachine } from './bench/machine.ts';
import { median, seconds } from './bench/numbers.ts';
import { pageHelp, readPageOptions } from './bench/page/options.ts';
import { benchPages } from './bench/page/page-bench.ts';
import { timeSamples } from './bench/samples-bench.ts';
import { timeStart } from './bench/start-bench.ts';
import { readTranscodeOptions, transcodeHelp } from './bench/transcode/options.ts';
import { benchTranscode } from './bench/transcode/transcode-bench.ts';
import { readCount } from './bench/wrong-usage.ts';
import { commandConfig } from './command/config.ts';
import { runCommand, usageError } from './command/run-command.ts';

const HELP = `Usage: npm run bench -- NAME [options]

Measures the portal on this machine, in a temporary library. Prints the machine, the input, and medians.

  transcode   the engine beside other ways of doing its work, every figure with its limit; explains itself with
              npm run bench -- transcode --help
  damaged     damaged files of many kinds, each of which must play or be refused: npm run bench -- damaged --help
  import      what organizers wait for: programmes, matching, uploads: npm run bench -- import --help
  page        viewers' pages: sizes, Lighthouse, playing, the server's time, axe: npm run bench -- page --help
  start       from start to "up", set-up done before, on a library that is there
  samples     from "up" in an empty library until all samples of the example play, and until all are ready (once)

Options:
  --runs N   how often (3)
  --help     print this

Environment: FFMPEG_PATH, FFPROBE_PATH
Exit codes: 0 measured, 1 failed or a limit was missed, 2 wrong usage
`;

/** A benchmark: reads its own arguments. @returns the exit code */
type Bench = (args: readonly string[], folder: string) => Promise<number>;

const benches: Record<string, Bench> = {
  async transcode(args, folder) {
    const options = readTranscodeOptions(args);
    if (options === null) return help(transcodeHelp);
    const { ffmpegPath, ffprobePath } = commandConfig();
    const missed = await benchTranscode(options, {
      folder,
      tools: { ffmpegPath, ffprobePath },
      env: process.env,
      print: say,
      say: (sentence) => process.stderr.write(`${sentence}\n`),
    });
    return missed > 0 ? 1 : 0;
  },
  async damaged(args, folder) {
    const options = readDamagedOptions(args);
    if (options === null) return help(damagedHelp);
    say(`machine    ${describeMachine()}`);
    const outcomes = await benchDamaged({
      ...options,
      folder,
      say: (line) => process.stderr.write(`${line}\n`),
    });
    say(`seeds      ${options.seed} to ${options.seed + options.count - 1}\n`);
    say(formatOutcomes(outcomes));
    return outcomes.some((one) => one.faults.length > 0) ? 1 : 0;
  },
  async import(args) {
    const options = readImportOptions(args);
    if (options === null) return help(importHelp);
    const out = { print: say, say: (sentence: string) => process.stderr.write(`${sentence}\n`) };
    return (await benchImport(options, out)) > 0 ? 1 : 0;
  },
  async page(args, folder) {
    const options = readPageOptions(args);
    if (options === null) return help(pageHelp);
    const out = { folder, print: say, say: (sentence: string) => process.stderr.write(`${sentence}\n`) };
    return (await benchPages(options, out)) > 0 ? 1 : 0;
  },
  async start(args, folder) {
    const runs = readRuns(args);
    if (runs === null) return help(HELP);
    say(`machine    ${describeMachine()}`);
    await timeStart(folder);
    const timings: number[] = [];
    for (let i = 0; i < runs; i++) timings.push(await timeStart(folder));
    say(`up after   ${seconds(median(timings))} (median of ${runs})`);
    return 0;
  },
  async samples(args, folder) {
    if (readRuns(args) === null) return help(HELP);
    say(`machine    ${describeMachine()}`);
    const { playableMs, readyMs } = await timeSamples({ dataDir: folder, onMilestone: say });
    say(`playable   ${seconds(playableMs)} for all`);
    say(`ready      ${seconds(readyMs)} for all`);
    return 0;
  },
};

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h') return help(HELP);
  const bench = name !== undefined && Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (bench === undefined) return usageError('bench', 'What to measure?');
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-bench-'));
  // However this process ends, its folder goes with it: an hour of video may lie in it.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  try {
    return await bench(args, folder);
  } catch (error) {
    // Wrong arguments are the caller's to explain, as parseArgs throws them.
    if (error instanceof AppError || (error instanceof TypeError && 'code' in error)) throw error;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** The only option of the smaller benchmarks; null where help was asked for. */
function readRuns(args: readonly string[]): number | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '3' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return values.help ? null : readCount('--runs', values.runs);
}

function help(text: string): number {
  process.stdout.write(text);
  return 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await runCommand('bench', () => main(process.argv.slice(2)));

import type { ChildProcess } from 'node:child_process';
import ffmpeg from 'fluent-ffmpeg';
import { guardChild } from './child-guard.ts';
import { launch } from './launch.ts';
import { MAX_BLOCK_BYTES, MAX_DURATION_MS, memoryLimitBytes, wallLimitMs } from './limits.ts';
import { MediaError } from './media-error.ts';
import { createProgressReader, type FfmpegProgress } from './progress-reader.ts';
import { failureOf, keepLastWords } from './run-failure.ts';

const DEFAULT_STALL_MS = 120_000;
const DEFAULT_NICE = 10;
const NOTED_LINES = 12;

/** What every ffmpeg of a run has in common. */
export interface Tools {
  ffmpegPath?: string | undefined;
  signal?: AbortSignal | undefined;
  /** A process that gets nowhere for so long is ended. */
  stallMs?: number | undefined;
  /** How far the processes step back for others, 0 to 19; 10 unless given. */
  nice?: number | undefined;
  /** The moment (ms since 1970) at which whatever still runs is ended: see `limitTime`. */
  endByMs?: number | undefined;
  /** Called with the command line of every run, and at its end with the last of what it warned about. */
  onNote?: ((line: string) => void) | undefined;
}

export interface FfmpegRun {
  inputs: ReadonlyArray<{ options: readonly string[]; source: string }>;
  outputs: ReadonlyArray<{ options: readonly string[]; target: string }>;
  /** Names in `outputs` that are not absolute are relative to this folder. */
  cwd: string;
  /** What is being done, for the sentence of an error: "encoding". */
  purpose: string;
  tools: Tools;
  onProgress?: ((progress: FfmpegProgress) => void) | undefined;
  /** Called with every line of ffmpeg's log, which then holds what filters measured too. */
  onLog?: ((line: string) => void) | undefined;
}

/** The same tools, whose processes together may take as long as a recording of that length deserves (from now). */
export function limitTime(tools: Tools, durationMs: number | null): Tools {
  return { ...tools, endByMs: Date.now() + wallLimitMs(durationMs) };
}

/**
 * Runs one ffmpeg to its end, within the limits of memory, time and length. This is the only file that knows
 * fluent-ffmpeg, which gives neither exit code nor argv with its errors (they are read off the child) and whose own
 * `progress` event would probe the input without our allow-lists (so `-progress` is read instead).
 * @throws MediaError `aborted`, `stalled`, `disk_full`, `unsupported` (a limit was met) or `failed`
 */
export function runFfmpeg(run: FfmpegRun): Promise<void> {
  return new Promise((resolve, reject) => {
    const { tools } = run;
    if (tools.signal?.aborted) return reject(new MediaError('aborted', 'The work was cancelled.'));
    const program = tools.ffmpegPath ?? 'ffmpeg';
    const command = buildCommand(run, program);
    const words = keepLastWords();
    let child: ChildProcess | undefined;
    let guard: ReturnType<typeof guardChild> | undefined;

    const settle = (error: Error | null) => {
      guard?.release();
      const argv = child?.spawnargs ?? [];
      const facts = {
        argv: argv.slice(Math.max(0, argv.indexOf(program))),
        exitCode: child?.exitCode ?? null,
        signal: child?.signalCode ?? null,
        stderrTail: words.tail(),
      };
      const reason = guard?.reason() ?? null;
      // Where its log is read, it is not words of warning but what was asked for.
      const warnings = run.onLog === undefined ? facts.stderrTail.split('\n').slice(-NOTED_LINES) : [];
      for (const line of warnings) if (line !== '') tools.onNote?.(`ffmpeg, ${run.purpose}: ${line}`);
      const failure = failureOf({ purpose: run.purpose, reason, words, error, facts });
      if (failure === null) resolve();
      else reject(failure);
    };

    command.on('start', () => {
      child = childOf(command);
      tools.onNote?.(`${run.purpose}: ${child.spawnargs.slice(child.spawnargs.indexOf(program)).join(' ')}`);
      guard = guardChild(child, {
        signal: tools.signal,
        stallMs: tools.stallMs ?? DEFAULT_STALL_MS,
        wallMs: tools.endByMs === undefined ? wallLimitMs(null) : Math.max(0, tools.endByMs - Date.now()),
      });
      const read = createProgressReader((progress) => {
        guard?.touch();
        if (progress.outTimeMs > MAX_DURATION_MS) guard?.end('excess');
        run.onProgress?.(progress);
      });
      child.stdout?.on('data', (chunk: Buffer) => read(chunk.toString('latin1')));
    });
    command.on('stderr', (line: string) => {
      run.onLog?.(line);
      // Indented is what the file says of itself, or what a filter measured: no words about this run.
      if (run.onLog !== undefined && line.startsWith('  ')) return;
      if (words.add(line)) child?.kill('SIGTERM');
    });
    command.on('end', () => settle(null));
    command.on('error', (error: Error) => settle(error));
    command.run();
  });
}

/** Options are spread on purpose: given as an array, those that hold one space would be split. */
function buildCommand(run: FfmpegRun, program: string): ffmpeg.FfmpegCommand {
  const command = ffmpeg({ cwd: run.cwd, stdoutLines: 1 });
  const started = launch([program], {
    nice: run.tools.nice ?? DEFAULT_NICE,
    memoryBytes: memoryLimitBytes(),
  });
  // The path of ffmpeg is kept for the whole process by fluent-ffmpeg and read later, when another run may have set
  // its own; so each command answers for itself. Nor is ffmpeg asked for its formats and encoders before it starts.
  Object.assign(command, {
    _getFfmpegPath: (give: (error: null, path: string) => void) => give(null, started.command),
    _checkCapabilities: (done: (error: null) => void) => done(null),
    availableEncoders: (give: (error: null, encoders: object) => void) => give(null, {}),
    _spawnFfmpeg: spawnSafely(command),
  });
  const shared = [
    ...started.args,
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', run.onLog === undefined ? 'warning' : 'info'],
    ...['-max_alloc', `${MAX_BLOCK_BYTES}`, '-progress', 'pipe:1', '-stats_period', '0.5'],
  ];
  run.inputs.forEach((input, i) => {
    command.input(input.source).inputOptions(...(i === 0 ? shared : []), ...input.options);
  });
  for (const output of run.outputs) command.output(output.target).outputOptions(...output.options);
  return command;
}

type Ended = (error: unknown, stdout: Lines, stderr: Lines) => void;
type Spawn = (args: unknown, options: unknown, onProcess: unknown, onEnd: Ended) => void;
/** As fluent-ffmpeg keeps what a process wrote. */
interface Lines {
  get(): string;
}

/**
 * How fluent-ffmpeg starts a process, made safe for one that cannot be started: a folder that is gone, no process or
 * file left to be had. It would read the output of that process all the same, and throw where nobody can catch it.
 */
function spawnSafely(command: ffmpeg.FfmpegCommand): Spawn {
  // On its prototype, but missing from the published types.
  const { _spawnFfmpeg: start } = command as ffmpeg.FfmpegCommand & { _spawnFfmpeg: Spawn };
  const nothing: Lines = { get: () => '' };
  return (args, options, onProcess, onEnd) => {
    const end = (error: unknown, out: Lines = nothing, log: Lines = nothing) => onEnd(error, out, log);
    try {
      start.call(command, args, options, onProcess, end);
    } catch (error) {
      end(error);
    }
  };
}

function childOf(command: ffmpeg.FfmpegCommand): ChildProcess {
  // Set before 'start' is emitted, but missing from the published types.
  return (command as ffmpeg.FfmpegCommand & { ffmpegProc: ChildProcess }).ffmpegProc;
}

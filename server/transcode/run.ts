import type { ChildProcess } from 'node:child_process';
import ffmpeg from 'fluent-ffmpeg';
import { guardChild } from './child-guard.ts';
import { MediaError } from './media-error.ts';
import { createProgressReader, type FfmpegProgress } from './progress-reader.ts';

const DEFAULT_STALL_MS = 120_000;
const DEFAULT_NICE = 10;
const STDERR_TAIL_LINES = 60;

/** What every ffmpeg of a run has in common. */
export interface Tools {
  ffmpegPath?: string | undefined;
  signal?: AbortSignal | undefined;
  /** A process that gets nowhere for so long is ended. */
  stallMs?: number | undefined;
  /** How far the processes step back for others, 0 to 19; 10 unless given. */
  nice?: number | undefined;
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

/**
 * Runs one ffmpeg to its end. This is the only file that knows fluent-ffmpeg, which gives neither exit code nor
 * argv with its errors (they are read off the child) and whose own `progress` event would probe the input without
 * our allow-lists (so `-progress` is read instead).
 * @throws MediaError `aborted`, `stalled`, `disk_full` or `failed`
 */
export function runFfmpeg(run: FfmpegRun): Promise<void> {
  return new Promise((resolve, reject) => {
    if (run.tools.signal?.aborted) return reject(new MediaError('aborted', 'The work was cancelled.'));
    const command = buildCommand(run);
    const stderr: string[] = [];
    let child: ChildProcess | undefined;
    let guard: ReturnType<typeof guardChild> | undefined;
    let noSpace = false;

    const settle = (error: Error | null) => {
      guard?.release();
      const facts = {
        argv: child?.spawnargs ?? [],
        exitCode: child?.exitCode ?? null,
        signal: child?.signalCode ?? null,
        stderrTail: stderr.join('\n').trim(),
      };
      const reason = guard?.reason() ?? null;
      if (reason === 'aborted') return reject(new MediaError('aborted', 'The work was cancelled.', facts));
      if (reason === 'stalled') {
        return reject(
          new MediaError('stalled', `ffmpeg made no progress while ${run.purpose} and was ended.`, facts),
        );
      }
      if (noSpace)
        return reject(new MediaError('disk_full', `The disk is full (while ${run.purpose}).`, facts));
      if (error === null) return resolve();
      reject(
        new MediaError('failed', `ffmpeg failed while ${run.purpose}: ${lastLine(stderr, error)}`, {
          ...facts,
          cause: error,
        }),
      );
    };

    command.on('start', () => {
      child = childOf(command);
      guard = guardChild(child, {
        signal: run.tools.signal,
        stallMs: run.tools.stallMs ?? DEFAULT_STALL_MS,
      });
      const read = createProgressReader((progress) => {
        guard?.touch();
        run.onProgress?.(progress);
      });
      child.stdout?.on('data', (chunk: Buffer) => read(chunk.toString('latin1')));
    });
    command.on('stderr', (line: string) => {
      run.onLog?.(line);
      if (/no space left on device|disk quota exceeded/i.test(line)) {
        noSpace = true;
        child?.kill('SIGTERM');
      }
      stderr.push(line);
      if (stderr.length > STDERR_TAIL_LINES) stderr.shift();
    });
    command.on('end', () => settle(null));
    command.on('error', (error: Error) => settle(error));
    command.run();
  });
}

/** Options are spread on purpose: given as an array, those that hold one space would be split. */
function buildCommand(run: FfmpegRun): ffmpeg.FfmpegCommand {
  const command = ffmpeg({ cwd: run.cwd, stdoutLines: 1, niceness: run.tools.nice ?? DEFAULT_NICE });
  // Kept for the whole process by fluent-ffmpeg, so it is set every time.
  command.setFfmpegPath(run.tools.ffmpegPath ?? 'ffmpeg');
  const shared = [
    '-hide_banner',
    '-nostdin',
    '-nostats',
    '-loglevel',
    run.onLog === undefined ? 'warning' : 'info',
    '-progress',
    'pipe:1',
    '-stats_period',
    '0.5',
  ];
  run.inputs.forEach((input, i) => {
    command.input(input.source).inputOptions(...(i === 0 ? shared : []), ...input.options);
  });
  for (const output of run.outputs) command.output(output.target).outputOptions(...output.options);
  return command;
}

function childOf(command: ffmpeg.FfmpegCommand): ChildProcess {
  // Set before 'start' is emitted, but missing from the published types.
  return (command as ffmpeg.FfmpegCommand & { ffmpegProc: ChildProcess }).ffmpegProc;
}

function lastLine(stderr: readonly string[], error: Error): string {
  return stderr.findLast((line) => line.trim() !== '')?.trim() ?? error.message;
}

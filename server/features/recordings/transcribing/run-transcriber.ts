import { spawn } from 'node:child_process';
import { launch } from '#server/transcode/launch.ts';
import { MediaError } from '#server/transcode/media-error.ts';

const lowestPriority = 19;
/** Models of speech are large; more than this is none. */
const memoryBytes = 16 * 1024 ** 3;
const killAfterMs = 2000;
const keptLines = 20;
const longestLine = 2000;
/** A shell's and nice's own words for “cannot be run” and “not found”. */
const notStarted = new Set([126, 127]);

/**
 * Runs the operator's transcriber to its end: without a shell, in a process group of its own, at the lowest priority,
 * within a limit of time.
 * @param o.limitMs how long it may take
 * @param o.onProgress share done, 0..1, as read from “progress = 12%” in what it prints
 * @param o.onLanguage the spoken language it says it found, BCP 47
 * @throws MediaError `aborted`, `stalled` (no time left) or `failed`
 */
export function runTranscriber(o: {
  argv: readonly string[];
  cwd: string;
  limitMs: number;
  signal: AbortSignal;
  onProgress: (share: number) => void;
  onLanguage: (language: string) => void;
}): Promise<void> {
  return new Promise((resolve, reject) => {
    if (o.signal.aborted) return reject(new MediaError('aborted', 'The work was cancelled.'));
    const started = launch(o.argv, { nice: lowestPriority, memoryBytes });
    const child = spawn(started.command, started.args, {
      ...{ cwd: o.cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    });
    const words: string[] = [];
    let reason: 'aborted' | 'overtime' | null = null;
    let killTimer: NodeJS.Timeout | undefined;
    const end = (why: 'aborted' | 'overtime') => {
      if (reason !== null) return;
      reason = why;
      endGroup(child.pid, 'SIGTERM');
      killTimer = setTimeout(() => endGroup(child.pid, 'SIGKILL'), killAfterMs);
    };
    const onAbort = () => end('aborted');
    const clock = setTimeout(() => end('overtime'), o.limitMs);
    o.signal.addEventListener('abort', onAbort, { once: true });
    const read = lineReader((line) => {
      const share = /(?:progress\s*=\s*|^\s*)(\d{1,3})\s*%/.exec(line)?.[1];
      if (share !== undefined) return o.onProgress(Math.min(1, Number(share) / 100));
      const language = /auto-detected language: ([a-z]{2,3})\b/.exec(line)?.[1];
      if (language !== undefined) o.onLanguage(language);
      words.push(line);
      if (words.length > keptLines) words.shift();
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', read);
    }
    const settle = (error: Error | null, exitCode: number | null, signal: string | null) => {
      clearTimeout(clock);
      clearTimeout(killTimer);
      o.signal.removeEventListener('abort', onAbort);
      // What it started and left behind ends with it.
      endGroup(child.pid, 'SIGKILL');
      const facts = { argv: o.argv, exitCode, signal, stderrTail: words.join('\n') };
      if (reason === 'aborted') return reject(new MediaError('aborted', 'The work was cancelled.', facts));
      if (reason === 'overtime')
        return reject(new MediaError('stalled', 'The transcriber took longer than it may.', facts));
      if (error === null && exitCode === 0) return resolve();
      const hasStarted = error === null && !notStarted.has(exitCode ?? 0);
      const sentence = hasStarted
        ? 'The transcriber ended with an error: see the log of this job.'
        : `The transcriber could not be started: is ${JSON.stringify(o.argv[0])} of TRANSCRIBE_COMMAND there?`;
      reject(new MediaError('failed', sentence, { ...facts, cause: error ?? undefined }));
    };
    child.once('error', (error) => settle(error, null, null));
    child.once('close', (code, signal) => settle(null, code, signal));
  });
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // All of it has ended.
  }
}

/** Cuts what a program prints into lines of bounded length; a carriage return ends one too. */
function lineReader(take: (line: string) => void): (chunk: string) => void {
  let rest = '';
  return (chunk) => {
    const lines = (rest + chunk).split(/[\r\n]+/);
    rest = (lines.pop() ?? '').slice(0, longestLine);
    for (const line of lines) if (line !== '') take(line.slice(0, longestLine));
  };
}

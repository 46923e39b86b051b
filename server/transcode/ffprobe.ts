import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { guardChild } from './child-guard.ts';
import { fileSource, SOURCE_OPTIONS } from './input-options.ts';
import { launch } from './launch.ts';
import { MAX_ANNOUNCED_STREAMS, MAX_BLOCK_BYTES } from './limits.ts';
import { MediaError } from './media-error.ts';
import { type FfprobeAnswer, tooManyPixels } from './probe-limits.ts';

const PROBE_LIMIT_MS = 60_000;
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const PROBE_NICE = 5;
const PROBE_MEMORY_BYTES = 2 * 1024 ** 3;

/**
 * Asks ffprobe about a recording and gives its JSON, unparsed. Not through fluent-ffmpeg, whose reader of ffprobe's
 * flat text lets a tag with newlines invent streams.
 * @throws MediaError `not_media` where no allowed demuxer reads the file; `unsupported` where it is beyond a limit;
 *   `aborted`, `stalled`, `failed`
 */
export function runFfprobe(o: {
  input: string;
  ffprobePath?: string | undefined;
  signal?: AbortSignal | undefined;
}): Promise<FfprobeAnswer> {
  const args = ['-v', 'error', '-max_alloc', `${MAX_BLOCK_BYTES}`, '-of', 'json'];
  const asked = ['-show_format', '-show_streams', '-show_chapters'];
  const program = o.ffprobePath ?? 'ffprobe';
  const argv = [program, ...args, ...asked, ...SOURCE_OPTIONS, '-i', fileSource(o.input)];
  const started = launch(argv, { nice: PROBE_NICE, memoryBytes: PROBE_MEMORY_BYTES });
  return new Promise((resolve, reject) => {
    if (o.signal?.aborted) return reject(new MediaError('aborted', 'The work was cancelled.'));
    const child = spawn(started.command, started.args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const guard = guardChild(child, { signal: o.signal, stallMs: PROBE_LIMIT_MS, wallMs: PROBE_LIMIT_MS });
    const out: Buffer[] = [];
    let outBytes = 0;
    let stderrTail = '';
    let tooLarge: string | null = null;
    child.stdout.on('data', (chunk: Buffer) => {
      outBytes += chunk.length;
      if (outBytes > MAX_ANSWER_BYTES) guard.end('excess');
      else out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderrTail = (stderrTail + chunk.toString()).slice(-4000);
      tooLarge ??= /Picture size (\d+x\d+) exceeds specified max pixel count/.exec(stderrTail)?.[1] ?? null;
    });
    child.on('error', (cause) => {
      guard.release();
      reject(new MediaError('failed', `ffprobe could not be started: ${cause.message}`, { argv, cause }));
    });
    child.on('close', (exitCode, signal) => {
      guard.release();
      const facts = { argv, exitCode, signal, stderrTail };
      const name = quoteName(o.input);
      const reason = guard.reason();
      if (reason === 'aborted') return reject(new MediaError('aborted', 'The work was cancelled.', facts));
      if (reason === 'stalled' || reason === 'overtime')
        return reject(new MediaError('stalled', `Reading ${name} took too long.`, facts));
      if (stderrTail.includes('exceeds max_streams'))
        return reject(
          new MediaError(
            'unsupported',
            `${name} announces more streams than ${MAX_ANNOUNCED_STREAMS}.`,
            facts,
          ),
        );
      if (reason === 'excess')
        return reject(
          new MediaError('unsupported', `${name} tells more of its streams than can be read.`, facts),
        );
      if (exitCode === 126 || exitCode === 127)
        return reject(new MediaError('failed', `ffprobe could not be started: ${stderrTail.trim()}`, facts));
      if (exitCode !== 0 && tooLarge !== null) return reject(tooManyPixels(name, tooLarge));
      if (exitCode !== 0)
        return reject(new MediaError('not_media', `${name} is not a video or sound file.`, facts));
      resolve({ json: Buffer.concat(out).toString('utf8'), tooLarge });
    });
  });
}

/** A file's name for a sentence: quoted, without what would break the line. */
export function quoteName(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return `"${basename(path).replace(/[\u0000-\u001f\u007f]/g, ' ')}"`;
}

import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { guardChild } from './child-guard.ts';
import { fileSource, SOURCE_OPTIONS } from './input-options.ts';
import { MediaError } from './media-error.ts';

const PROBE_LIMIT_MS = 60_000;
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * Asks ffprobe about a recording and gives its JSON, unparsed. Not through fluent-ffmpeg, whose reader of ffprobe's
 * flat text lets a tag with newlines invent streams.
 * @throws MediaError `not_media` where no allowed demuxer reads the file; `aborted`, `stalled`, `failed`
 */
export function runFfprobe(o: {
  input: string;
  ffprobePath?: string | undefined;
  signal?: AbortSignal | undefined;
}): Promise<string> {
  const args = ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', '-show_chapters'];
  const argv = [o.ffprobePath ?? 'ffprobe', ...args, ...SOURCE_OPTIONS, '-i', fileSource(o.input)];
  return new Promise((resolve, reject) => {
    const child = spawn(argv[0] ?? 'ffprobe', argv.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] });
    const guard = guardChild(child, { signal: o.signal, stallMs: PROBE_LIMIT_MS });
    const out: Buffer[] = [];
    let outBytes = 0;
    let stderrTail = '';
    child.stdout.on('data', (chunk: Buffer) => {
      outBytes += chunk.length;
      if (outBytes <= MAX_ANSWER_BYTES) out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderrTail = (stderrTail + chunk.toString()).slice(-4000);
    });
    child.on('error', (cause) => {
      guard.release();
      reject(new MediaError('failed', `ffprobe could not be started: ${cause.message}`, { argv, cause }));
    });
    child.on('close', (exitCode, signal) => {
      guard.release();
      const facts = { argv, exitCode, signal, stderrTail };
      const name = quoteName(o.input);
      if (guard.reason() === 'aborted')
        return reject(new MediaError('aborted', 'The work was cancelled.', facts));
      if (guard.reason() === 'stalled')
        return reject(new MediaError('stalled', `Reading ${name} took too long.`, facts));
      if (exitCode !== 0)
        return reject(new MediaError('not_media', `${name} is not a video or sound file.`, facts));
      if (outBytes > MAX_ANSWER_BYTES)
        return reject(new MediaError('unsupported', `${name} holds too many streams.`, facts));
      resolve(Buffer.concat(out).toString('utf8'));
    });
  });
}

/** A file's name for a sentence: quoted, without what would break the line. */
export function quoteName(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return `"${basename(path).replace(/[\u0000-\u001f\u007f]/g, ' ')}"`;
}

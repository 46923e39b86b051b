import { execFile } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { promisify } from 'node:util';

/** What numbers were measured on, in one line. */
export function describeMachine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${cores.length} x ${cores[0]?.model ?? 'unknown'}, ${memory} GiB, ${process.platform} ${release()}, Node ${process.version}`;
}

/** The version of an ffmpeg as it calls itself: `5.1.9-0+deb12u1`. */
export async function ffmpegVersion(ffmpegPath: string): Promise<string> {
  const { stdout } = await promisify(execFile)(ffmpegPath, ['-hide_banner', '-version']);
  return /version (\S+)/.exec(stdout)?.[1] ?? 'unknown';
}

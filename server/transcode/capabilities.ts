import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const known = new Map<string, Promise<{ canToneMap: boolean }>>();

/** What the installed ffmpeg was built with; asked once for each program. */
export function readCapabilities(ffmpegPath = 'ffmpeg'): Promise<{ canToneMap: boolean }> {
  const asked = known.get(ffmpegPath) ?? ask(ffmpegPath);
  known.set(ffmpegPath, asked);
  return asked;
}

async function ask(ffmpegPath: string): Promise<{ canToneMap: boolean }> {
  try {
    const { stdout } = await run(ffmpegPath, ['-hide_banner', '-filters'], { maxBuffer: 4 * 1024 * 1024 });
    return { canToneMap: /\szscale\s/.test(stdout) && /\stonemap\s/.test(stdout) };
  } catch {
    known.delete(ffmpegPath);
    return { canToneMap: false };
  }
}

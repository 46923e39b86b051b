import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MediaError } from './media-error.ts';

const run = promisify(execFile);
const known = new Map<string, Promise<Capabilities>>();

/** What the installed ffmpeg was built with. */
export interface Capabilities {
  canToneMap: boolean;
  /** Names of the codecs it decodes, as ffprobe names them. */
  decodable: ReadonlySet<string>;
}

/**
 * Asks ffmpeg what it was built with, once for each program.
 * @throws MediaError `failed` where ffmpeg cannot be started
 */
export function readCapabilities(ffmpegPath = 'ffmpeg'): Promise<Capabilities> {
  const asked = known.get(ffmpegPath) ?? ask(ffmpegPath);
  known.set(ffmpegPath, asked);
  asked.catch(() => known.delete(ffmpegPath));
  return asked;
}

async function ask(ffmpegPath: string): Promise<Capabilities> {
  const list = async (what: string) => {
    const args = ['-hide_banner', what];
    try {
      return (await run(ffmpegPath, args, { maxBuffer: 4 * 1024 * 1024 })).stdout;
    } catch (cause) {
      throw new MediaError('failed', 'ffmpeg could not be started.', { argv: [ffmpegPath, ...args], cause });
    }
  };
  const [filters, codecs] = [await list('-filters'), await list('-codecs')];
  return {
    canToneMap: /\szscale\s/.test(filters) && /\stonemap\s/.test(filters),
    decodable: new Set(Array.from(codecs.matchAll(/^ D[.E]\S{4} (\S+)/gm), ([, name = '']) => name)),
  };
}

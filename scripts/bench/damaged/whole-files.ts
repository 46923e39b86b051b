import { join } from 'node:path';
import { runFfmpeg } from '#server/transcode/run.ts';

const SECONDS = 2;
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '25', '-pix_fmt', 'yuv420p'];
const AAC = ['-c:a', 'aac', '-b:a', '64k'];

/** What is damaged: how each kind of file is written, and whether it has a picture. */
export const WHOLE_FILES: Readonly<Record<string, { options: readonly string[]; hasPicture: boolean }>> = {
  'plain.mp4': { options: [...H264, ...AAC], hasPicture: true },
  'faststart.mp4': { options: [...H264, ...AAC, '-movflags', '+faststart'], hasPicture: true },
  'film.mkv': { options: [...H264, '-c:a', 'libopus'], hasPicture: true },
  'film.webm': {
    options: ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '300k', '-c:a', 'libopus'],
    hasPicture: true,
  },
  'film.ts': { options: [...H264, ...AAC], hasPicture: true },
  'film.avi': { options: ['-c:v', 'mpeg4', '-q:v', '8', '-c:a', 'libmp3lame'], hasPicture: true },
  'sound.mp3': { options: ['-c:a', 'libmp3lame', '-b:a', '64k'], hasPicture: false },
  'sound.ogg': { options: ['-c:a', 'libopus', '-b:a', '64k'], hasPicture: false },
};

/** Writes one of `WHOLE_FILES`, two seconds long, into `dir`; gives its path. */
export async function makeWholeFile(dir: string, name: string): Promise<string> {
  const kind = WHOLE_FILES[name];
  if (kind === undefined) throw new Error(`no such file: ${name}`);
  const target = join(dir, name);
  const lavfi = (source: string) => ({ options: ['-f', 'lavfi'], source });
  const sound = lavfi(`sine=frequency=440:sample_rate=48000:duration=${SECONDS}`);
  const picture = lavfi(`testsrc2=size=192x108:rate=25:duration=${SECONDS}`);
  await runFfmpeg({
    inputs: kind.hasPicture ? [picture, sound] : [sound],
    outputs: [{ options: kind.options, target }],
    cwd: dir,
    purpose: `making ${name}`,
    tools: {},
  });
  return target;
}

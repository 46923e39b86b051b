import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '#server/kernel/config.ts';
import { transcode } from '#server/transcode/engine.ts';
import { runFfmpeg } from '#server/transcode/run.ts';

export interface TranscodeTiming {
  durationMs: number;
  playableMs: number;
  wholeMs: number;
}

/** Makes a moving picture with sound: 30 s of 1280x720 at 25 frames a second. @returns its absolute path */
export async function makeBenchClip(
  folder: string,
  { ffmpegPath }: Pick<Config, 'ffmpegPath'>,
): Promise<string> {
  const target = join(folder, 'clip.mp4');
  await runFfmpeg({
    inputs: [
      { options: ['-f', 'lavfi'], source: 'testsrc2=size=1280x720:rate=25:duration=30' },
      { options: ['-f', 'lavfi'], source: 'sine=frequency=440:duration=30' },
    ],
    outputs: [{ options: ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac'], target }],
    cwd: folder,
    purpose: 'making the clip to measure with',
    tools: { ffmpegPath },
  });
  return target;
}

/** Runs the engine alone once. @param o.folder absolute, new */
export async function timeTranscode(o: {
  input: string;
  folder: string;
  config: Pick<Config, 'ffmpegPath' | 'ffprobePath'>;
}): Promise<TranscodeTiming> {
  await mkdir(o.folder);
  const startedMs = performance.now();
  let playableMs = 0;
  const manifest = await transcode({
    ffmpegPath: o.config.ffmpegPath,
    ffprobePath: o.config.ffprobePath,
    input: o.input,
    growingDir: join(o.folder, 'growing'),
    wholeDir: join(o.folder, 'whole'),
    onPlayable: () => {
      playableMs = performance.now() - startedMs;
    },
  });
  return { durationMs: manifest.durationMs, playableMs, wholeMs: performance.now() - startedMs };
}

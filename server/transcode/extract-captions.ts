import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readCapabilities } from './capabilities.ts';
import { keepCaptions } from './captions.ts';
import { captionOutput } from './encode-args.ts';
import { sourceInput } from './input-options.ts';
import type { CaptionEntry } from './manifest.ts';
import { keepDecodable, planRun } from './plan.ts';
import { probe } from './probe.ts';
import { limitTime, runFfmpeg, type Tools } from './run.ts';

/**
 * Takes the text subtitles out of all of a recording, on its own timeline, as WebVTT files in `dir/captions/`: for
 * recordings that show only a part of it. Picture and sound are not decoded.
 * @param o.dir absolute; made where it is missing
 * @throws MediaError as `probe` and `runFfmpeg`
 */
export async function extractCaptions(o: {
  input: string;
  dir: string;
  ffprobePath?: string | undefined;
  tools: Tools;
}): Promise<CaptionEntry[]> {
  const { input, dir, ffprobePath, tools } = o;
  const found = await probe({ input, ffprobePath, signal: tools.signal });
  if (found.subtitles.length === 0) return [];
  const { decodable } = await readCapabilities(tools.ffmpegPath);
  const { captions } = planRun(keepDecodable(found, decodable));
  if (captions.length === 0) return [];
  await mkdir(join(dir, 'captions'), { recursive: true });
  await runFfmpeg({
    inputs: [sourceInput(input)],
    outputs: captions.map((track) => captionOutput(track, dir)),
    cwd: dir,
    purpose: 'reading the captions',
    tools: limitTime(tools, found.durationMs),
  });
  return keepCaptions(dir, captions);
}

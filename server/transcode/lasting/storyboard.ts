import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VersionManifest } from '../manifest.ts';
import type { StoryboardPlan } from './storyboard-plan.ts';

export const STORYBOARD = 'storyboard';
/** ffmpeg's pattern of the sheets, relative to the folder it runs in. */
export const SHEETS = `${STORYBOARD}/sheet-%03d.jpg`;
const VTT = 'storyboard.vtt';

/**
 * Writes the WebVTT of the sheets that lie in `dir`; without sheets there is no storyboard.
 * @param o.pictures how many pictures the sheets hold together
 */
export async function finishStoryboard(o: {
  dir: string;
  plan: StoryboardPlan;
  pictures: number;
  durationMs: number;
}): Promise<VersionManifest['storyboard']> {
  const folder = join(o.dir, STORYBOARD);
  const sheets = (await readdir(folder)).length;
  const pictures = Math.min(o.pictures, sheets * o.plan.columns * o.plan.rows);
  if (pictures === 0) {
    await rm(folder, { recursive: true, force: true });
    return null;
  }
  await writeFile(join(folder, VTT), writeStoryboardVtt(o.plan, pictures, o.durationMs));
  const { intervalMs, tileWidth, tileHeight } = o.plan;
  return { path: `${STORYBOARD}/${VTT}`, intervalMs, tileWidth, tileHeight };
}

/** Makes the folder that ffmpeg writes the sheets into. */
export async function prepareStoryboard(dir: string): Promise<void> {
  await mkdir(join(dir, STORYBOARD), { recursive: true });
}

/**
 * A cue for every picture, with the place of it as a media fragment (`#xywh`, W3C Media Fragments 1.0 4.2.2), which
 * is how players know storyboards; the last cue lasts to the end.
 */
export function writeStoryboardVtt(plan: StoryboardPlan, pictures: number, durationMs: number): string {
  const perSheet = plan.columns * plan.rows;
  const cues: string[] = [];
  for (let i = 0; i < pictures; i++) {
    const startMs = i * plan.intervalMs;
    const isLast = i === pictures - 1;
    const endMs = isLast ? Math.max(durationMs, startMs + 1) : startMs + plan.intervalMs;
    const x = (i % plan.columns) * plan.tileWidth;
    const y = Math.floor((i % perSheet) / plan.columns) * plan.tileHeight;
    const sheet = `sheet-${String(Math.floor(i / perSheet) + 1).padStart(3, '0')}.jpg`;
    cues.push(
      `${timestamp(startMs)} --> ${timestamp(endMs)}\n${sheet}#xywh=${x},${y},${plan.tileWidth},${plan.tileHeight}\n`,
    );
  }
  return `WEBVTT\n\n${cues.join('\n')}`;
}

function timestamp(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const rest = String(Math.round(ms) % 1000).padStart(3, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${rest}`;
}

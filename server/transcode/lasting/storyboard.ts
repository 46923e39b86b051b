import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSource } from '../input-options.ts';
import type { VersionManifest } from '../manifest.ts';
import { runFfmpeg, type Tools } from '../run.ts';
import type { StoryboardPlan } from './storyboard-plan.ts';

const STORYBOARD = 'storyboard';
/** Where the encoding puts the small pictures one after another, relative to the folder it runs in. */
export const STILLS = `${STORYBOARD}/stills.yuv`;
/** Full range, as JPEG has it; 4:2:0, so a picture takes one and a half bytes a pixel. */
export const STILL_FORMAT = 'yuvj420p';
const SHEETS = `${STORYBOARD}/sheet-%03d.jpg`;
const VTT = 'storyboard.vtt';

/**
 * Lays the stills that were made in `dir` out on sheets and writes the WebVTT to them; without stills there is no
 * storyboard. Apart from the encoding, which would show no progress until its first sheet was full.
 */
export async function finishStoryboard(o: {
  dir: string;
  plan: StoryboardPlan;
  durationMs: number;
  tools: Tools;
}): Promise<VersionManifest['storyboard']> {
  const { intervalMs, tileWidth, tileHeight } = o.plan;
  const stills = join(o.dir, STILLS);
  const sizeBytes = await stat(stills).then(
    (found) => found.size,
    () => 0,
  );
  const made = Math.floor(sizeBytes / (tileWidth * tileHeight * 1.5));
  const pictures = Math.min(made, Math.ceil(o.durationMs / intervalMs));
  if (pictures === 0) {
    await rm(join(o.dir, STORYBOARD), { recursive: true, force: true });
    return null;
  }
  await layOut({ ...o, stills, pictures });
  await rm(stills);
  await writeFile(join(o.dir, STORYBOARD, VTT), writeStoryboardVtt(o.plan, pictures, o.durationMs));
  return { path: `${STORYBOARD}/${VTT}`, intervalMs, tileWidth, tileHeight };
}

async function layOut(o: {
  dir: string;
  plan: StoryboardPlan;
  stills: string;
  pictures: number;
  tools: Tools;
}): Promise<void> {
  const { tileWidth, tileHeight, columns, rows } = o.plan;
  await runFfmpeg({
    tools: o.tools,
    inputs: [
      {
        options: [
          ...['-protocol_whitelist', 'file', '-format_whitelist', 'rawvideo', '-f', 'rawvideo'],
          ...['-pix_fmt', STILL_FORMAT, '-video_size', `${tileWidth}x${tileHeight}`, '-framerate', '1'],
        ],
        source: fileSource(o.stills),
      },
    ],
    outputs: [
      {
        options: [
          ...['-vf', `trim=end_frame=${o.pictures},tile=${columns}x${rows}`, '-vsync', 'passthrough'],
          ...['-c:v', 'mjpeg', '-q:v', '4', '-f', 'image2'],
        ],
        target: SHEETS,
      },
    ],
    cwd: o.dir,
    purpose: 'laying out the storyboard',
  });
}

/** Makes the folder that the stills are written into. */
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

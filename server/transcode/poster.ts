import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { INIT_SEGMENT } from './encode-args.ts';
import { ownInput, sourceInput } from './input-options.ts';
import type { VersionManifest } from './manifest.ts';
import { choosePoster, SCORE_SIZE } from './poster-score.ts';
import { runFfmpeg, type Tools } from './run.ts';
import type { MadeTrack } from './tracks.ts';

const POSTER = 'poster.jpg';
const MAX_WIDTH = 1280;
const CANDIDATES = 12;

type Poster = NonNullable<VersionManifest['poster']>;

/**
 * Chooses a still of the encoded picture: of several spread over its length, an early one with contrast and detail.
 * Only key frames are decoded where there are enough of them. Writes `poster.jpg` into `dir`.
 * @param o.from the folder in which the track's own folder lies
 */
export async function posterFromTrack(o: {
  tools: Tools;
  from: string;
  dir: string;
  made: MadeTrack;
  width: number;
  height: number;
}): Promise<Poster> {
  const work = await mkdtemp(join(o.dir, 'poster-'));
  try {
    const chosen = spread(o.made.segments, CANDIDATES);
    const onlyKeys = chosen.length >= CANDIDATES / 2;
    const source = join(work, 'source.mp4');
    await joinFiles(
      [INIT_SEGMENT, ...chosen.map((s) => s.uri)].map((name) => join(o.from, o.made.folder, name)),
      source,
    );
    const seconds = chosen.reduce((sum, s) => sum + s.durationSeconds, 0);
    const rate = onlyKeys ? '' : `fps=${CANDIDATES}/${Math.max(0.1, seconds).toFixed(3)}:round=up,`;
    const size = withinWidth(o.width, o.height);
    await runFfmpeg({
      tools: o.tools,
      inputs: [ownInput(source, onlyKeys ? ['-skip_frame', 'nokey'] : ['-threads', '2'])],
      outputs: [
        {
          options: [...still(size, rate), '-frames:v', `${CANDIDATES}`, '-start_number', '0', '-f', 'image2'],
          target: '%02d.jpg',
        },
        {
          options: [
            ...['-map', '0:v', '-vsync', 'passthrough', '-frames:v', `${CANDIDATES}`],
            ...[
              '-vf',
              `${rate}scale=${SCORE_SIZE.width}:${SCORE_SIZE.height}:out_range=pc,format=gray`,
              '-f',
              'rawvideo',
            ],
          ],
          target: join(work, 'grey.raw'),
        },
      ],
      cwd: work,
      purpose: 'choosing a poster',
    });
    const best = Math.max(0, choosePoster(await readFile(join(work, 'grey.raw'))));
    await rename(join(work, `${String(best).padStart(2, '0')}.jpg`), join(o.dir, POSTER));
    return { path: POSTER, ...size };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Takes the cover picture out of the source as `poster.jpg` in `dir`. */
export async function posterFromCover(o: {
  tools: Tools;
  input: string;
  dir: string;
  cover: { index: number; width: number; height: number };
}): Promise<Poster> {
  const size = withinWidth(o.cover.width, o.cover.height);
  await runFfmpeg({
    tools: o.tools,
    inputs: [sourceInput(o.input)],
    outputs: [
      {
        options: [...still(size, '', o.cover.index), '-frames:v', '1', '-update', '1', '-f', 'image2'],
        target: POSTER,
      },
      // Names the folder on the command line, where the picture's own name must not: its percent signs are patterns.
      {
        options: ['-map', `0:${o.cover.index}`, '-frames:v', '1', '-f', 'null'],
        target: join(o.dir, 'cover'),
      },
    ],
    cwd: o.dir,
    purpose: 'reading the cover picture',
  });
  return { path: POSTER, ...size };
}

function still(size: { width: number; height: number }, before: string, stream?: number): string[] {
  const filter = `${before}scale=${size.width}:${size.height}:flags=bicubic:out_range=pc,setsar=1,format=yuvj420p`;
  const map = ['-map', stream === undefined ? '0:v' : `0:${stream}`];
  return [
    ...map,
    '-vsync',
    'passthrough',
    '-vf',
    filter,
    '-c:v',
    'mjpeg',
    '-q:v',
    '3',
    '-map_metadata',
    '-1',
  ];
}

function withinWidth(width: number, height: number): { width: number; height: number } {
  if (width <= MAX_WIDTH) return { width, height };
  return { width: MAX_WIDTH, height: Math.max(1, Math.round((height * MAX_WIDTH) / width)) };
}

function spread<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  return Array.from(
    { length: count },
    (_, i) => items[Math.floor(((i + 0.5) * items.length) / count)],
  ).filter((item) => item !== undefined);
}

async function joinFiles(parts: readonly string[], target: string): Promise<void> {
  for (const part of parts) await pipeline(createReadStream(part), createWriteStream(target, { flags: 'a' }));
}

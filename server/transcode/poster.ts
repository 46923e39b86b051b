import { mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { INIT_SEGMENT } from './encode-args.ts';
import { fileSource, OWN_PLAYLIST_OPTIONS, sourceInput } from './input-options.ts';
import type { VersionManifest } from './manifest.ts';
import { type Segment, writeVodPlaylist } from './media-playlist.ts';
import { choosePoster, SCORE_SIZE } from './poster-score.ts';
import { runFfmpeg, type Tools } from './run.ts';
import type { MadeTrack } from './tracks.ts';

const POSTER = 'poster.jpg';
const MAX_WIDTH = 1280;
const CANDIDATES = 12;
/** A clip with few key frames is decoded whole when it is no longer than this. */
const DECODED_SECONDS = 24;

type Poster = NonNullable<VersionManifest['poster']>;

/**
 * Chooses a still of a picture: of several spread over its length, an early one with contrast and detail. Only key
 * frames are decoded where there are enough of them, and of those the first of a segment is taken: a copied picture
 * may have many more. Writes `poster.jpg` into `dir`.
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
    const chosen = spread(withStarts(o.made), CANDIDATES);
    const source = join(work, 'source.m3u8');
    // The segments by a name of ours, because not every path can stand in a playlist.
    await symlink(resolve(o.from, o.made.folder), join(work, 'track'));
    const listed = chosen.map(({ segment }) => ({ ...segment, uri: `track/${segment.uri}` }));
    await writeFile(source, writeVodPlaylist(listed, `track/${INIT_SEGMENT}`));
    const seconds = listed.reduce((sum, s) => sum + s.durationSeconds, 0);
    const onlyKeys = chosen.length >= CANDIDATES / 2 || seconds > DECODED_SECONDS;
    const thin = onlyKeys
      ? `select='isnan(prev_selected_t)+gte(t-prev_selected_t,${leastGap(chosen).toFixed(3)})',`
      : `fps=${CANDIDATES}/${Math.max(0.1, seconds).toFixed(3)}:round=up,`;
    const decoding = onlyKeys ? ['-skip_frame', 'nokey'] : ['-threads', '2'];
    const size = withinWidth(o.width, o.height);
    await runFfmpeg({
      tools: o.tools,
      inputs: [{ options: [...decoding, ...OWN_PLAYLIST_OPTIONS], source: fileSource(source) }],
      outputs: [
        {
          options: [...still(size, thin), '-frames:v', `${CANDIDATES}`, '-start_number', '0', '-f', 'image2'],
          target: '%02d.jpg',
        },
        {
          options: [
            ...['-map', '0:v', '-vsync', 'passthrough', '-frames:v', `${CANDIDATES}`],
            ...[
              '-vf',
              `${thin}scale=${SCORE_SIZE.width}:${SCORE_SIZE.height}:out_range=pc,format=gray`,
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
  const filter = `${before}scale=${size.width}:${size.height}:flags=bicubic:out_color_matrix=bt601:out_range=pc,setsar=1,format=yuvj420p`;
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

function withStarts(made: MadeTrack): Array<{ segment: Segment; startSeconds: number }> {
  let startSeconds = 0;
  return made.segments.map((segment) => {
    const placed = { segment, startSeconds };
    startSeconds += segment.durationSeconds;
    return placed;
  });
}

/** A little less than the least time between the beginnings of two segments. */
function leastGap(chosen: ReadonlyArray<{ startSeconds: number }>): number {
  const gaps = chosen.slice(1).map((next, i) => next.startSeconds - (chosen[i]?.startSeconds ?? 0));
  return Math.max(0, Math.min(...gaps) * 0.9);
}

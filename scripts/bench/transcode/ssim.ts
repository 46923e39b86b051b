import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';
import { chooseAlignment, pairingOffsets, parseSsimStats, type SsimResult } from './ssim-stats.ts';
import { readPicture } from './video-facts.ts';

const shifts = [-3, -2, -1, 0, 1, 2, 3];
/**
 * Copies of the source's first frame put before it (and of the last behind it), so that a shifted source covers the
 * whole rendition and every pairing reads the same frames.
 */
const padding = 8;

/**
 * SSIM (Y) of a rendition against the source scaled to its size (bicubic), in the pairing of frames in which it does
 * best; both begin at their own first frame. One ffmpeg reads both once and compares them in every pairing.
 * @param o.rendition a file or media playlist
 * @param o.folder for the statistics; made and removed
 * @param o.seconds how much from the beginning; null for all
 */
export async function measureSsim(o: {
  source: string;
  rendition: string;
  folder: string;
  seconds: number | null;
  tools: { ffmpegPath: string; ffprobePath: string };
}): Promise<SsimResult> {
  const [source, rendition] = await Promise.all([
    readPicture(o.source, o.tools),
    readPicture(o.rendition, o.tools),
  ]);
  const offsets = pairingOffsets({ sourceFps: source.fps, renditionFps: rendition.fps });
  const pairings = shifts.flatMap((shift) => offsets.map((offset) => ({ shift, offset })));
  const frame = `(1/${source.fps})/TB`;
  const graph = [
    `[0:v:0]settb=AVTB,setpts='PTS-STARTPTS+${padding + 4}*${frame}',format=yuv420p,split=${pairings.length}${labels('r', pairings)}`,
    `[1:v:0]settb=AVTB,setpts=PTS-STARTPTS,scale=${rendition.width}:${rendition.height}:flags=bicubic,` +
      `format=yuv420p,tpad=start=${padding}:start_mode=clone:stop=60:stop_mode=clone,split=${pairings.length}${labels('s', pairings)}`,
    ...pairings.map(
      ({ shift, offset }, i) =>
        `[s${i}]setpts='PTS+${4 + shift + offset}*${frame}'[t${i}];[r${i}][t${i}]ssim=shortest=1:stats_file=${i}.log[o${i}]`,
    ),
  ];
  const upTo = (more: number) => (o.seconds === null ? [] : ['-t', String(o.seconds + more)]);
  await mkdir(o.folder, { recursive: true });
  try {
    await runProgram({
      program: o.tools.ffmpegPath,
      args: [
        ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-y'],
        ...[...upTo(0), '-i', o.rendition, ...upTo(1), '-i', o.source],
        ...['-filter_complex', graph.join(';')],
        ...pairings.flatMap((_, i) => ['-map', `[o${i}]`]),
        ...['-f', 'null', '-'],
      ],
      cwd: o.folder,
    });
    const readings = await Promise.all(
      pairings.map(async (_, i) => parseSsimStats(await readFile(join(o.folder, `${i}.log`), 'utf8'))),
    );
    return chooseAlignment(
      shifts.map((shiftFrames) => ({
        shiftFrames,
        readings: readings.filter((_, i) => pairings[i]?.shift === shiftFrames),
      })),
    );
  } finally {
    await rm(o.folder, { recursive: true, force: true });
  }
}

function labels(letter: string, pairings: readonly unknown[]): string {
  return pairings.map((_, i) => `[${letter}${i}]`).join('');
}

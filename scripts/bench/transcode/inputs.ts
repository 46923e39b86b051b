import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, readFile, rename, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';
import { type Picture, readPicture } from './video-facts.ts';

export interface Tools {
  ffmpegPath: string;
  ffprobePath: string;
}

/** A file to measure with, as a report names it. */
export interface BenchInput {
  name: string;
  path: string;
  sizeBytes: number;
  sha256: string;
  picture: Picture;
}

/** The film's ladder: it has 480 lines, and nothing is scaled up on any side. */
export const filmLadder = '480:1474578 360:1036812 240:522246';

/** Reads what a report says of an input. */
export async function describeInput(name: string, path: string, tools: Tools): Promise<BenchInput> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer); // a stream without an encoding
  const { size } = await stat(path);
  return { name, path, sizeBytes: size, sha256: hash.digest('hex'), picture: await readPicture(path, tools) };
}

/** A talk-like 1080p recording, made once by the corpus' own script and kept in the folder for temporary files. */
export async function makeTalk(o: { corpusDir: string; seconds: number }): Promise<string> {
  const script = join(o.corpusDir, 'make-talk.sh');
  const recipe = createHash('sha256')
    .update(await readFile(script))
    .digest('hex')
    .slice(0, 8);
  return kept(`talk-${o.seconds}s-${recipe}.mp4`, (path) =>
    runProgram({ program: 'bash', args: [script, String(o.seconds), path] }),
  );
}

/** The talk's beginning as VP9 and Opus, encoded once and kept. */
export async function makeVp9(o: { talk: string; seconds: number; tools: Tools }): Promise<string> {
  const name = `${o.talk.replace(/^.*\/|\.mp4$/g, '')}-${o.seconds}s-vp9.webm`;
  return kept(name, (path) =>
    ffmpeg(o.tools, [
      ...['-t', String(o.seconds), '-i', o.talk],
      ...['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-row-mt', '1', '-b:v', '4M'],
      ...['-g', '240', '-c:a', 'libopus', '-b:a', '96k', path],
    ]),
  );
}

/** A recording repeated to a length without encoding, into `path`. */
export async function loopTo(o: {
  source: string;
  seconds: number;
  path: string;
  tools: Tools;
}): Promise<string> {
  const loop = ['-stream_loop', '-1', '-i', o.source, '-map', '0:v:0', '-map', '0:a:0?', '-c', 'copy'];
  await ffmpeg(o.tools, [...loop, '-t', String(o.seconds), '-movflags', '+faststart', o.path]);
  return o.path;
}

/** Puts a recording into HLS segments as it is, with nothing but one ffmpeg. */
export function copyToHls(o: { input: string; folder: string; tools: Tools }): Promise<void> {
  return ffmpeg(o.tools, [
    ...['-i', o.input, '-map', '0:v:0', '-map', '0:a:0?', '-c', 'copy', '-f', 'hls', '-hls_time', '4'],
    ...['-hls_playlist_type', 'vod', '-hls_segment_type', 'fmp4', join(o.folder, 'index.m3u8')],
  ]);
}

/** A moving picture with a tone, for where there is no corpus: 1280x720 at 25 frames a second. */
export async function makeClip(o: { seconds: number; path: string; tools: Tools }): Promise<string> {
  await ffmpeg(o.tools, [
    ...['-f', 'lavfi', '-i', `testsrc2=size=1280x720:rate=25:duration=${o.seconds}`],
    ...['-f', 'lavfi', '-i', `sine=frequency=440:sample_rate=48000:duration=${o.seconds}`],
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-pix_fmt',
      'yuv420p',
      '-g',
      '100',
      '-c:a',
      'aac',
      '-ac',
      '2',
    ],
    o.path,
  ]);
  return o.path;
}

function ffmpeg(tools: Tools, args: readonly string[]): Promise<void> {
  const quiet = ['-nostdin', '-hide_banner', '-loglevel', 'error', '-y'];
  return runProgram({ program: tools.ffmpegPath, args: [...quiet, ...args] });
}

/** Makes a file under another name first, so that one that was begun and not finished is never taken. */
async function kept(name: string, make: (path: string) => Promise<void>): Promise<string> {
  const folder = join(tmpdir(), 'rostrum-bench-inputs');
  const path = join(folder, name);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return path;
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `unfinished-${process.pid}-${name}`);
  await make(unfinished);
  await rename(unfinished, path);
  return path;
}

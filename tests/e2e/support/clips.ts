import { writeFile } from 'node:fs/promises';
import { runFfmpeg } from './shell.ts';

/** A generated recording: a moving test picture and a tone per language. */
export interface Clip {
  seconds: number;
  size: `${number}x${number}`;
  framesPerSecond: number;
  /** ISO 639-2 codes, one sound track each. */
  audio: readonly string[];
  /** VP9 cannot be copied into HLS for everybody, so its first version is encoded; H.264 where nothing is said. */
  picture?: 'h264' | 'vp9';
  /** Titles of chapters of equal length. */
  chapters?: readonly string[];
}

/** Makes `clip` as a Matroska file in a second or two. */
export async function makeClip(path: string, clip: Clip): Promise<void> {
  const { seconds, size, framesPerSecond, audio, chapters = [] } = clip;
  const picture = ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${framesPerSecond}:d=${seconds}`];
  const tones = audio.flatMap((_, index) => [
    '-f',
    'lavfi',
    '-i',
    `sine=f=${330 * (index + 1)}:d=${seconds}`,
  ]);
  const maps = audio.flatMap((language, index) => [
    '-map',
    `${index + 1}:a`,
    `-metadata:s:a:${index}`,
    `language=${language}`,
  ]);
  const coder =
    clip.picture === 'vp9'
      ? ['libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-row-mt', '1', '-b:v', '1M']
      : ['libx264', '-preset', 'ultrafast'];
  const sound = ['-ac', '2', '-c:a', 'aac', '-b:a', '64k'];
  const marks = await chapterInput(path, chapters, seconds);
  const input = marks === null ? [] : ['-i', marks, '-map_chapters', String(audio.length + 1)];
  const codecs = ['-c:v', ...coder, '-pix_fmt', 'yuv420p', ...sound];
  await runFfmpeg([...picture, ...tones, ...input, '-map', '0:v', ...maps, ...codecs, path]);
}

/** Writes the chapters beside the clip as ffmpeg's metadata; null where there are none. */
async function chapterInput(
  path: string,
  titles: readonly string[],
  seconds: number,
): Promise<string | null> {
  if (titles.length === 0) return null;
  const lengthMs = Math.floor((seconds * 1000) / titles.length);
  const marks = titles.map(
    (title, index) =>
      `[CHAPTER]\nTIMEBASE=1/1000\nSTART=${index * lengthMs}\nEND=${(index + 1) * lengthMs}\ntitle=${title}\n`,
  );
  const file = `${path}.chapters.txt`;
  await writeFile(file, `;FFMETADATA1\n${marks.join('')}`);
  return file;
}

/** A WebVTT file with one cue a second, from half to half: "Line 1" is spoken at 1 s, "Line 2" at 2 s, … */
export function countingCaptions(seconds: number): string {
  const time = (second: number) =>
    `00:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}.500`;
  const cues = Array.from(
    { length: seconds },
    (_, second) => `${time(second)} --> ${time(second + 1)}\nLine ${second + 1}\n`,
  );
  return `WEBVTT\n\n${cues.join('\n')}`;
}

import { runFfmpeg } from './shell.ts';

/** A generated recording: a moving test picture and a tone per language. */
export interface Clip {
  seconds: number;
  size: `${number}x${number}`;
  framesPerSecond: number;
  /** ISO 639-2 codes, one sound track each. */
  audio: readonly string[];
}

/** Makes `clip` as a Matroska file in a second or two. */
export async function makeClip(path: string, { seconds, size, framesPerSecond, audio }: Clip): Promise<void> {
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
  const codecs = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    '-b:a',
    '64k',
  ];
  await runFfmpeg([...picture, ...tones, '-map', '0:v', ...maps, ...codecs, path]);
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

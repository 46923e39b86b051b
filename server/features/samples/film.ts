import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runFfmpeg, type Tools } from '#server/transcode/run.ts';
import { frameRate, type Timeline } from './timeline.ts';
import { voiceRate } from './voice.ts';

const fadeFrames = 6;

/**
 * Films slides and words into one MP4, cheap to make: stills that cross-fade.
 * @param o.folder absolute; the file is made in it
 * @param o.slides absolute PNG files
 * @returns absolute path of the film
 */
export async function film(o: {
  folder: string;
  slides: readonly string[];
  timeline: Timeline;
  sentences: readonly Int16Array[];
  tools: Tools;
  onProgress?: (ratio: number) => void;
}): Promise<string> {
  const { timeline } = o;
  const sound = join(o.folder, 'voice.pcm');
  const target = join(o.folder, 'film.mp4');
  await writeFile(sound, soundtrack(timeline, o.sentences));
  await runFfmpeg({
    inputs: [
      ...o.slides.map((source) => ({ options: ['-framerate', String(frameRate)], source })),
      { options: ['-f', 's16le', '-ac', '1', '-ar', String(voiceRate)], source: sound },
    ],
    outputs: [{ options: outputOptions(o.slides.length, timeline), target }],
    cwd: o.folder,
    purpose: 'making a sample recording',
    tools: o.tools,
    onProgress: ({ outTimeMs }) =>
      o.onProgress?.(Math.min(1, (outTimeMs * frameRate) / 1000 / timeline.frameCount)),
  });
  return target;
}

function outputOptions(slideCount: number, timeline: Timeline): string[] {
  return [
    ...['-filter_complex', filmGraph(timeline), '-map', '[film]', '-map', `${slideCount}:a`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'stillimage', '-crf', '18', '-g', '75'],
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
    ...['-frames:v', String(timeline.frameCount), '-c:a', 'aac', '-b:a', '96k', '-ar', '48000', '-ac', '2'],
    ...['-movflags', '+faststart'],
  ];
}

/** The picture: each still lasts until half a fade after the next one began. */
export function filmGraph({ slideStarts, frameCount }: Timeline): string {
  const half = fadeFrames / 2;
  const stills = slideStarts.map((start, i) => {
    const from = i === 0 ? 0 : start - half;
    const next = slideStarts[i + 1];
    const until = next === undefined ? frameCount : next + half;
    const once = 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p';
    return `[${i}:v]${once},loop=loop=${until - from - 1}:size=1,setpts=N/(${frameRate}*TB)[s${i}]`;
  });
  const fades = slideStarts.slice(1).map((start, i) => {
    const before = i === 0 ? '[s0]' : `[f${i}]`;
    const offset = (start - half) / frameRate;
    return `${before}[s${i + 1}]xfade=duration=${fadeFrames / frameRate}:offset=${offset}[f${i + 1}]`;
  });
  const last = slideStarts.length === 1 ? '[s0]' : `[f${slideStarts.length - 1}]`;
  return [...stills, ...fades, `${last}null[film]`].join(';');
}

function soundtrack(timeline: Timeline, sentences: readonly Int16Array[]): Buffer {
  const sound = Buffer.alloc(Math.round((timeline.frameCount / frameRate) * voiceRate) * 2);
  timeline.cues.forEach((cue, i) => {
    const start = Math.round((cue.startMs / 1000) * voiceRate);
    sentences[i]?.forEach((sample, at) => {
      const offset = (start + at) * 2;
      if (offset < sound.length) sound.writeInt16LE(sample, offset);
    });
  });
  return sound;
}

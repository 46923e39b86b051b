import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { uiLanguages } from '#server/contract/languages.ts';
import type { Tools } from '#server/transcode/run.ts';
import { openFontShelf } from '#server/typesetting/fonts.ts';
import { paint } from '#server/typesetting/paint.ts';
import { createTypesetter } from '#server/typesetting/typesetter.ts';
import { drawSlide } from './draw-slide.ts';
import { film } from './film.ts';
import type { ContentSlide } from './sample-scripts.ts';
import { type SampleTalk, writeScreenplay } from './screenplay.ts';
import { frameRate, layOut } from './timeline.ts';
import { speak, voiceRate } from './voice.ts';
import { writeSampleCaptions } from './write-captions.ts';

export interface MadeSample {
  /** Absolute, as all of them. */
  file: string;
  captions: string[];
  durationMs: number;
  voice: 'words' | 'tones';
}

/**
 * Makes the sample recording of a talk: slides, a voice, and captions of its words in three languages.
 * @param o.folder absolute, empty: everything is made in it
 * @param o.name of the files, without ending
 */
export async function makeSample(o: {
  talk: SampleTalk;
  content: readonly ContentSlide[];
  folder: string;
  name: string;
  tools: Tools;
  onProgress?: (at: { progress: number; step: string }) => void;
}): Promise<MadeSample> {
  const { folder, tools } = o;
  const scenes = writeScreenplay(o.talk, o.content);
  o.onProgress?.({ progress: 0.02, step: 'speaking' });
  const speech = await speak(
    scenes.flatMap((scene) => scene.say.map((line) => line.en)),
    { folder, tools },
  );
  let next = 0;
  const spokenMs = scenes.map((scene) =>
    scene.say.map(() => ((speech.sentences[next++]?.length ?? 0) / voiceRate) * 1000),
  );
  const timeline = layOut(scenes, spokenMs);
  o.onProgress?.({ progress: 0.2, step: 'drawing' });
  const type = createTypesetter(openFontShelf());
  const slides: string[] = [];
  for (const [i, { slide }] of scenes.entries()) {
    tools.signal?.throwIfAborted();
    const file = join(folder, `slide-${i + 1}.png`);
    await writeFile(file, await paint(drawSlide(slide, { type, position: i + 1, count: scenes.length })));
    slides.push(file);
  }
  const made = await film({
    ...{ folder, slides, timeline, tools, sentences: speech.sentences },
    onProgress: (ratio) => o.onProgress?.({ progress: 0.3 + ratio * 0.65, step: 'filming' }),
  });
  const file = join(folder, `${o.name}.mp4`);
  await rename(made, file);
  const captions: string[] = [];
  for (const language of uiLanguages) {
    const caption = join(folder, `${o.name}.${language}.vtt`);
    await writeFile(caption, writeSampleCaptions(timeline.cues, language));
    captions.push(caption);
  }
  return { file, captions, durationMs: (timeline.frameCount * 1000) / frameRate, voice: speech.kind };
}

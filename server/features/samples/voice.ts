import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MediaError } from '#server/transcode/media-error.ts';
import { runFfmpeg, type Tools } from '#server/transcode/run.ts';

/** Samples a second; one channel of signed 16-bit little-endian numbers. */
export const voiceRate = 24_000;

export interface Speech {
  /** `tones` where this ffmpeg has no voice. */
  kind: 'words' | 'tones';
  sentences: Int16Array[];
}

/**
 * Speaks English sentences by ffmpeg's flite source; where that is not built in, or says nothing, a soft tone as long
 * as each sentence would take stands for it.
 * @param folder absolute; used for short-lived files
 */
export async function speak(
  sentences: readonly string[],
  o: { folder: string; tools: Tools },
): Promise<Speech> {
  const spoken: Int16Array[] = [];
  for (const sentence of sentences) {
    const words = await speakOne(sentence, o);
    if (words === null) return { kind: 'tones', sentences: sentences.map(toneFor) };
    spoken.push(words);
  }
  return { kind: 'words', sentences: spoken };
}

async function speakOne(
  sentence: string,
  { folder, tools }: { folder: string; tools: Tools },
): Promise<Int16Array | null> {
  const text = join(folder, 'sentence.txt');
  const sound = join(folder, 'sentence.pcm');
  try {
    await writeFile(text, pronounceable(sentence));
    await runFfmpeg({
      // Relative to the folder: the filter's own syntax would trip over characters of a path.
      inputs: [{ options: ['-f', 'lavfi'], source: 'flite=textfile=sentence.txt:voice=slt' }],
      outputs: [{ options: ['-f', 's16le', '-ac', '1', '-ar', String(voiceRate)], target: sound }],
      cwd: folder,
      purpose: 'speaking',
      tools,
    });
    const words = toSamples(await readFile(sound));
    return isSilent(words) ? null : words;
  } catch (error) {
    if (error instanceof MediaError && error.code === 'failed') return null;
    throw error;
  } finally {
    await rm(text, { force: true });
    await rm(sound, { force: true });
  }
}

const spelling: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bCRIU\b/g, 'Cree-oo'],
  [/\bOpenVZ\b/g, 'Open V Z'],
  [/\bLibCT\b/g, 'lib C T'],
  [/\bmod_lsapi\b/g, 'mod L S A P I'],
  [/\bP\.Haul\b/g, 'P haul'],
  [/\bVirtuozzo\b/g, 'Virtuotso'],
  [/\bDevOps\b/g, 'dev ops'],
  [/[“”«»]/g, ''],
  [/’/g, "'"],
];

/** Names as the voice has to see them to say them right. */
function pronounceable(sentence: string): string {
  return spelling.reduce((text, [written, said]) => text.replace(written, said), sentence);
}

function toSamples(bytes: Buffer): Int16Array {
  const samples = new Int16Array(Math.floor(bytes.length / 2));
  for (let i = 0; i < samples.length; i++) samples[i] = bytes.readInt16LE(i * 2);
  return samples;
}

/** Under -50 dB on average: flite gives such sound, and success, for text that it cannot read. */
export function isSilent(samples: Int16Array): boolean {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 || Math.sqrt(sum / samples.length) < 100;
}

const charactersPerSecond = 14;
const notesHz = [262, 294, 330, 392, 440] as const;

function toneFor(sentence: string, index: number): Int16Array {
  const seconds = Math.max(1, sentence.length / charactersPerSecond);
  const samples = new Int16Array(Math.round(seconds * voiceRate));
  const hz = notesHz[index % notesHz.length] ?? notesHz[0];
  for (let i = 0; i < samples.length; i++) {
    const t = i / voiceRate;
    const swell = Math.min(1, t / 0.15, (seconds - t) / 0.6);
    samples[i] = Math.round(3000 * swell * Math.sin(2 * Math.PI * hz * t));
  }
  return samples;
}

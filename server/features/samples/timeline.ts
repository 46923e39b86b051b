import type { UiLanguage } from '#server/contract/languages.ts';
import type { Scene } from './screenplay.ts';

/** Samples are measured in whole frames, so that picture, words and captions never drift apart. */
export const frameRate = 15;

export interface TimedCue {
  startMs: number;
  endMs: number;
  text: Readonly<Record<UiLanguage, string>>;
}

export interface Timeline {
  /** First frame of each slide. */
  slideStarts: number[];
  frameCount: number;
  cues: TimedCue[];
}

const leadInMs = 450;
const betweenMs = 300;
const leadOutMs = 600;

/**
 * Lays the words of a sample out in time: a breath before and after each slide, a shorter one between sentences.
 * @param spokenMs how long each sentence of each scene really takes
 */
export function layOut(scenes: readonly Scene[], spokenMs: ReadonlyArray<readonly number[]>): Timeline {
  const cues: TimedCue[] = [];
  const slideStarts: number[] = [];
  let frame = 0;
  scenes.forEach((scene, s) => {
    slideStarts.push(frame);
    let atMs = toMs(frame) + leadInMs;
    scene.say.forEach((text, i) => {
      const endMs = atMs + (spokenMs[s]?.[i] ?? 0);
      cues.push({ startMs: Math.round(atMs), endMs: Math.round(endMs), text });
      atMs = endMs + betweenMs;
    });
    frame = Math.ceil(((atMs - betweenMs + leadOutMs) * frameRate) / 1000);
  });
  return { slideStarts, frameCount: frame, cues };
}

function toMs(frame: number): number {
  return (frame * 1000) / frameRate;
}

import type { Cue } from './read-captions.ts';

/** Writes cues as SubRip: their text stays as it is, save what would look like the times of a cue. */
export function writeSubRip(cues: readonly Cue[]): string {
  const blocks = cues.map(
    (cue, index) =>
      `${index + 1}\n${time(cue.startMs)} --> ${time(cue.endMs)}\n${cue.text.replace(/\n{2,}/g, '\n').replaceAll('-->', '->')}`,
  );
  return `${blocks.join('\n\n')}\n`;
}

function time(ms: number): string {
  const part = (value: number, digits: number) => String(Math.floor(value)).padStart(digits, '0');
  return `${part(ms / 3_600_000, 2)}:${part((ms / 60_000) % 60, 2)}:${part((ms / 1000) % 60, 2)},${part(ms % 1000, 3)}`;
}

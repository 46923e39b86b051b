import type { Cue } from './read-captions.ts';

/** Writes cues as WebVTT (W3C WebVTT 1.0): their text is escaped, so nothing in it becomes markup or a time line. */
export function writeWebVtt(cues: readonly Cue[]): string {
  const blocks = cues.map((cue) => `${time(cue.startMs)} --> ${time(cue.endMs)}\n${escapeText(cue.text)}`);
  return `WEBVTT\n\n${blocks.join('\n\n')}\n`;
}

function time(ms: number): string {
  const part = (value: number, digits: number) => String(Math.floor(value)).padStart(digits, '0');
  return `${part(ms / 3_600_000, 2)}:${part((ms / 60_000) % 60, 2)}:${part((ms / 1000) % 60, 2)}.${part(ms % 1000, 3)}`;
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\n{2,}/g, '\n');
}

import { type Passage, wordsOf } from '#server/contract/passages.ts';

/** Writes a transcript as plain text to read: a head of lines, then the passages, each below the time it begins at. */
export function writeText(head: readonly string[], passages: readonly Passage[]): string {
  const blocks = passages.map(({ startMs, cues }) => `[${clock(startMs)}]\n${wordsOf(cues)}`);
  return `${[head.join('\n'), ...blocks].join('\n\n')}\n`;
}

/** `7:05`, `1:02:03` */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

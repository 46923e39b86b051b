import type { LogLine } from '#server/jobs/queue.ts';

/** A job's log as text: each line with its time (ISO 8601, UTC), control characters as escapes. */
export function logText(lines: readonly LogLine[]): string {
  return lines.map(({ atMs, line }) => `${new Date(atMs).toISOString()}  ${visible(line)}\n`).join('');
}

/** What a terminal would obey, or a reader take for another line, is shown as an escape: names come from outside. */
function visible(line: string): string {
  return line.replace(
    /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu,
    (character) => `\\u{${character.charCodeAt(0).toString(16)}}`,
  );
}

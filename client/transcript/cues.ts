import type { TranscriptCue } from '#server/contract/passages.ts';

const times = /^(?:(\d+):)?(\d\d):(\d\d)\.(\d{3}) --> (?:(\d+):)?(\d\d):(\d\d)\.(\d{3})/;

/** Reads the portal's own WebVTT files, whose text has no markup but escaped characters; blocks that are no cues are left out. */
export function readCues(webVtt: string): TranscriptCue[] {
  return webVtt.split(/\r?\n\r?\n/).flatMap((block) => {
    const lines = block.trim().split(/\r?\n/);
    const start = lines.findIndex((line) => times.test(line));
    const found = times.exec(lines[start] ?? '');
    if (!found) return [];
    const [hours, minutes, seconds, ms, ...end] = found.slice(1).map((part) => Number(part ?? 0));
    const [endHours, endMinutes, endSeconds, endMs] = end;
    return {
      startMs: inMs(hours, minutes, seconds, ms),
      endMs: inMs(endHours, endMinutes, endSeconds, endMs),
      text: plain(lines.slice(start + 1).join('\n')),
    };
  });
}

function inMs(hours = 0, minutes = 0, seconds = 0, ms = 0): number {
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

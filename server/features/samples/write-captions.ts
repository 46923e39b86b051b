import type { UiLanguage } from '#server/contract/languages.ts';
import type { TimedCue } from './timeline.ts';

/** The words of a sample as WebVTT in one language. */
export function writeSampleCaptions(cues: readonly TimedCue[], language: UiLanguage): string {
  const blocks = cues.map(
    ({ startMs, endMs, text }) =>
      `${timestamp(startMs)} --> ${timestamp(endMs)}\n${escapeText(text[language])}\n`,
  );
  return `WEBVTT\n\n${blocks.join('\n')}`;
}

function timestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(11, 23)}`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

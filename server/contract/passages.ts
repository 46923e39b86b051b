/** A line of captions as it is shown; plain text, lines separated by a newline. */
export interface TranscriptCue {
  startMs: number;
  endMs: number;
  text: string;
}

/** Some lines that are read together: what was said in a breath or two. */
export interface Passage {
  startMs: number;
  endMs: number;
  cues: TranscriptCue[];
}

const silenceMs = 2_500;
const enoughMs = 12_000;
const enoughCharacters = 200;
const longestMs = 40_000;
const mostCharacters = 520;

/** A sentence is over, whatever quotes and brackets close after it. */
const sentenceEnd = /[.!?…。！？｡][)\]"'”’»」』）]*$/u;
const withoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。！？「」『』（）・ー]/u;

/**
 * Cuts captions into passages to read: at a silence, else at the first end of a sentence after some seconds, else where
 * one would be too long. Cues without a word in them are left out; nothing is reordered.
 */
export function passagesOf(cues: readonly TranscriptCue[]): Passage[] {
  const passages: Passage[] = [];
  let open: Passage | null = null;
  let characters = 0;
  let hasEnded = false;
  for (const cue of cues) {
    const text = onOneLine(cue.text);
    if (text === '') continue;
    const shown = { startMs: cue.startMs, endMs: cue.endMs, text };
    if (open !== null) {
      const lengthMs = open.endMs - open.startMs;
      const isEnough = lengthMs >= enoughMs || characters >= enoughCharacters;
      const isTooMuch = cue.endMs - open.startMs > longestMs || characters + text.length > mostCharacters;
      if (cue.startMs - open.endMs >= silenceMs || (hasEnded && isEnough) || isTooMuch) open = null;
    }
    if (open === null) {
      open = { startMs: cue.startMs, endMs: cue.endMs, cues: [] };
      passages.push(open);
      characters = 0;
    }
    open.cues.push(shown);
    open.endMs = Math.max(open.endMs, cue.endMs);
    characters += text.length;
    hasEnded = sentenceEnd.test(text);
  }
  return passages;
}

/** The words of a passage in one line. */
export function wordsOf(cues: readonly Pick<TranscriptCue, 'text'>[]): string {
  return cues.reduce((all, { text }) => all + gapBetween(all, text) + text, '');
}

/** What stands between two pieces of text that follow each other: a space, or nothing in scripts that use none. */
export function gapBetween(before: string, after: string): string {
  if (before === '' || after === '') return '';
  return withoutSpaces.test(before.slice(-1)) && withoutSpaces.test(after.charAt(0)) ? '' : ' ';
}

function onOneLine(text: string): string {
  return wordsOf(
    text
      .split('\n')
      .map((line) => ({ text: line.replace(/\s+/g, ' ').trim() }))
      .filter((line) => line.text !== ''),
  );
}

import type { SearchMatch } from '#server/contract/wire.ts';
import { nameKey } from '../catalogue/text/name-key.ts';
import { type Token, tokenize } from '../catalogue/text/tokens.ts';

export type Run = SearchMatch['snippet'][number];

const leadLength = 60;
const snippetLength = 220;

/** Decides whether a word of a text is one that was asked for. */
export type Highlighter = (text: string) => Span[];

interface Span {
  start: number;
  end: number;
}

/**
 * Finds the words of a query in source texts, the way the index finds them: same word, same stem, last word as the beginning
 * of one.
 * @param o.matchesNames other spellings of a name count too
 */
export function createHighlighter(query: readonly Token[], o: { matchesNames: boolean }): Highlighter {
  const last = query.at(-1);
  const terms = new Set(
    query.flatMap((token) => [token.term, ...(token.parts.length > 1 ? token.parts : [])]),
  );
  const stems = new Set(query.flatMap((token) => token.stems));
  const keys = query.flatMap((token) =>
    o.matchesNames && token.kind === 'word' ? (nameKey(token.term) ?? []) : [],
  );
  const cjk = query.filter((token) => token.kind === 'cjk').map((token) => token.term);

  function isHit(token: Token): boolean {
    if (terms.has(token.term) || token.stems.some((stem) => stems.has(stem))) return true;
    if (last?.kind === 'word' && token.term.startsWith(last.term)) return true;
    if (token.kind === 'code' && token.parts.some((part) => terms.has(part))) return true;
    if (keys.length === 0 || token.kind !== 'word') return false;
    const key = nameKey(token.term);
    return (
      key !== null &&
      keys.some((each, index) => (index === keys.length - 1 ? key.startsWith(each) : key === each))
    );
  }

  return (text) =>
    tokenize(text)
      .flatMap((token) => {
        if (token.kind !== 'cjk') return isHit(token) ? [{ start: token.start, end: token.end }] : [];
        return cjk.flatMap((word) => occurrences(text, word, token));
      })
      .sort((one, other) => one.start - other.start);
}

function occurrences(text: string, word: string, within: Span): Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf(word, within.start); start !== -1 && start < within.end; ) {
    spans.push({ start, end: start + word.length });
    start = text.indexOf(word, start + word.length);
  }
  return spans;
}

/** The whole text in runs, hits marked. */
export function highlighted(text: string, hits: readonly Span[]): Run[] {
  const runs: Run[] = [];
  let position = 0;
  for (const { start, end } of hits) {
    if (start < position) continue;
    if (start > position) runs.push({ text: text.slice(position, start), isHit: false });
    runs.push({ text: text.slice(start, end), isHit: true });
    position = end;
  }
  if (position < text.length) runs.push({ text: text.slice(position), isHit: false });
  return runs;
}

/** The surroundings of the first hit in a long text, cut at spaces where there are any, in runs. */
export function excerpt(text: string, hits: readonly Span[]): Run[] {
  const [first] = hits;
  if (!first || text.length <= snippetLength) return highlighted(text, hits);
  const from = wordStart(text, Math.max(0, first.start - leadLength));
  const to = wordEnd(text, Math.min(text.length, Math.max(from + snippetLength, first.end)));
  const runs = highlighted(
    text.slice(from, to).replace(/\s/g, ' '),
    hits.filter((hit) => hit.end <= to).map((hit) => ({ start: hit.start - from, end: hit.end - from })),
  );
  if (from > 0) runs.unshift({ text: '…', isHit: false });
  if (to < text.length) runs.push({ text: '…', isHit: false });
  return runs;
}

function wordStart(text: string, position: number): number {
  if (position === 0) return 0;
  const space = text.slice(position, position + 25).search(/\s/);
  return space === -1 ? inside(text, position) : position + space + 1;
}

function wordEnd(text: string, position: number): number {
  if (position >= text.length) return text.length;
  const space = text.slice(position - 25, position).search(/\s\S*$/);
  return space === -1 ? inside(text, position) : position - 25 + space;
}

/** Never between the halves of a surrogate pair. */
function inside(text: string, position: number): number {
  return /[\uDC00-\uDFFF]/.test(text[position] ?? '') ? position - 1 : position;
}

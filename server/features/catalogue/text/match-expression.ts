import { nameKey } from './name-key.ts';
import { markedNameKey, markedStem, type Token, tokenize } from './tokens.ts';

const maxWords = 12;
const maxPairs = 24;

/** What a reader asked for: its words, and the FTS5 expression that finds them. */
export interface ParsedQuery {
  tokens: readonly Token[];
  /** FTS5 syntax made by us; every word of the reader's stands in quotes. */
  expression: string;
}

/**
 * Reads a search query: all words must occur, the last one may be the beginning of a word. Nothing that a reader types is
 * ever FTS5 syntax.
 * @param o.nameColumn the column whose name keys are searched too
 * @returns null where there is no word in it
 */
export function parseQuery(text: string, o: { nameColumn: 'speakers' | 'names' }): ParsedQuery | null {
  const tokens = tokenize(text).slice(0, maxWords);
  if (tokens.length === 0) return null;
  const groups = tokens.map((token, index) =>
    alternatives(token, { nameColumn: o.nameColumn, isLast: index === tokens.length - 1 }),
  );
  return { tokens, expression: groups.map((group) => `(${group.join(' OR ')})`).join(' AND ') };
}

function alternatives(token: Token, o: { nameColumn: string; isLast: boolean }): string[] {
  if (token.kind === 'cjk') return [cjkPhrase(token, o.isLast)];
  const plain = o.isLast && token.kind === 'word' ? `${quoted(token.term)} *` : quoted(token.term);
  if (token.kind === 'code') return [plain, ...codeParts(token)];
  const key = nameKey(token.term);
  return [
    plain,
    ...token.stems.map((stem) => quoted(markedStem(stem))),
    ...(key === null ? [] : [`${o.nameColumn} : ${quoted(markedNameKey(key))}${o.isLast ? ' *' : ''}`]),
  ];
}

/** `node.js` also finds “node js”; `C++` does not find every C. */
function codeParts(token: Token): string[] {
  return token.parts.length > 1 ? [`(${token.parts.map(quoted).join(' AND ')})`] : [];
}

/** Pairs in a row, as one phrase; a single character may begin a pair. */
function cjkPhrase(token: Token, isLast: boolean): string {
  if (token.parts.length === 0) return isLast ? `${quoted(token.term)} *` : quoted(token.term);
  return quoted(token.parts.slice(0, maxPairs).join(' '));
}

function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}

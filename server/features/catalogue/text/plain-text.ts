import { decodeHTML } from 'entities';

/** Reads the entities of HTML (`&amp;`, `&#233;`) that a text carries; everything else stays as it is, `<` too. */
export function plainText(source: string): string {
  return source.includes('&') ? decodeHTML(source) : source;
}

/** A text on one line: entities read, white space and control characters as one space. */
export function plainLine(source: string): string {
  return (
    plainText(source)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is dropped
      .replace(/[\s\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]+/g, ' ')
      .trim()
  );
}

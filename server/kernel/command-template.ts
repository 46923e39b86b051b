/** A command line with places in braces, cut into its words; it is run without a shell. */
export type CommandTemplate = readonly string[];

/**
 * Cuts a command line into words at spaces; quotes of either kind hold words together, a backslash is an ordinary
 * character. Nothing else of a shell's syntax means anything.
 * @returns null where it is empty or a quote is not closed
 */
export function parseCommand(text: string): CommandTemplate | null {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (const character of text) {
    if (quote !== null) {
      if (character === quote) quote = null;
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + character;
  }
  if (quote !== null) return null;
  if (word !== null) words.push(word);
  return words.length > 0 ? words : null;
}

/** Puts values into the places of a command; a value never becomes more than a part of one word. */
export function fillCommand(template: CommandTemplate, values: Readonly<Record<string, string>>): string[] {
  return template.map((word) => word.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place));
}

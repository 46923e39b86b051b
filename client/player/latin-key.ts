const signs = new Map([
  ['Comma', [',', '<']],
  ['Period', ['.', '>']],
]);

/**
 * The key as a Latin keyboard would name it: on a Cyrillic layout or with a Japanese input method on, the place of the
 * key counts (UI Events, `code`), so that the shortcuts are the same for everybody.
 */
export function latinKey({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  const isLatin = key !== 'Process' && (key.length > 1 || key.charCodeAt(0) < 128);
  if (isLatin) return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter?.toLowerCase() ?? signs.get(code)?.[shiftKey ? 1 : 0] ?? key;
}

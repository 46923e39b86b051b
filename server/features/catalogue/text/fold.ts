const latinOrGreekWithMarks = /([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu;
const unfoldedLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ё: 'е',
};

/**
 * Makes texts comparable: compatibility forms and case unified, accents of Latin and Greek letters dropped, ё as е.
 * Marks that make another letter (й, が) stay. Private-use characters, which the index keeps for itself, are dropped.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(latinOrGreekWithMarks, '$1')
    .normalize('NFC')
    .replace(/[ßæœøłđðþıё]/g, (letter) => unfoldedLetters[letter] ?? letter)
    .replace(/\p{Co}/gu, '');
}

/** Folded words of a text without punctuation, joined by single spaces: equal for texts that people call the same. */
export function foldedWords(text: string): string {
  return (fold(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).join(' ');
}

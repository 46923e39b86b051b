/**
 * Whether two folded words of names may be one word, one of them misspelt: one letter more, less or other among six, not
 * the first. Endings that make another name (Daniel, Daniela; Ivanov, Ivanova) are none.
 */
export function isSpeltAlike(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 5 || long.length < 6 || long.length - short.length > 1 || short[0] !== long[0])
    return false;
  if (/\d/.test(short + long)) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  let end = 0;
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end++;
  // At the end of a word another letter is mostly another name: Martin and Martina, Marcos and Marcus are not Marco.
  const isAtEnd = start >= short.length - 1;
  if (isAtEnd) return false;
  const left = { short: short.slice(start, short.length - end), long: long.slice(start, long.length - end) };
  if (left.long.length <= 1) return true;
  return left.long.length === 2 && left.short === [...left.long].reverse().join('');
}

/**
 * Whether two words are forms of one (`application`, `applications`) or one is misspelt: the first letter aside, one letter among
 * seven, two among ten, letters that changed places count once (optimal string alignment).
 */
export function isAlmost(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 5 || /^\d+$/.test(short)) return false;
  if (long.startsWith(short)) return short.length / long.length >= 0.7;
  if (short[0] !== long[0]) return false;
  const allowed = short.length >= 10 ? 2 : short.length >= 7 ? 1 : 0;
  return long.length - short.length <= allowed && allowed > 0 && distance(short, long) <= allowed;
}

function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

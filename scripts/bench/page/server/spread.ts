/** So many of a list, at equal distances from its first to its last; all of it where it is shorter. */
export function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)] as T); // within the list
}

const scannedAtMost = 2000;

/**
 * A page of a list of which somebody may see only some: reads on until it is full, the list ends or so much was passed
 * over that the rest is left to the next page.
 * @param o.read the next items after one, in the list's order
 */
export function allowedPage<T, P>(o: {
  limit: number;
  after: P | null;
  read: (limit: number, after: P | null) => readonly T[];
  positionOf: (item: T) => P;
  isAllowed: (item: T) => boolean;
}): { items: T[]; next: P | null } {
  const items: T[] = [];
  let last = o.after;
  for (let scanned = 0; scanned < scannedAtMost; ) {
    const found = o.read(o.limit + 1, last);
    for (const item of found) {
      const isAllowed = o.isAllowed(item);
      if (isAllowed && items.length === o.limit) return { items, next: last };
      if (isAllowed) items.push(item);
      last = o.positionOf(item);
    }
    scanned += found.length;
    if (found.length <= o.limit) return { items, next: null };
  }
  return { items, next: last };
}

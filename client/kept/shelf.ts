import type { TextStorage } from './storage.ts';

/** What every kept thing has: when it was kept last, so that the oldest makes room. */
export interface Dated {
  /** Milliseconds since 1970, UTC. */
  atMs: number;
}

/** Kept things of one kind, by the slug of their talk, in one JSON document of the browser's storage. */
export interface Shelf<Item extends Dated> {
  get(slug: string): Item | null;
  /** Newest first. */
  all(): [slug: string, item: Item][];
  put(slug: string, item: Item): void;
  /** Puts many at once. */
  putAll(items: Iterable<readonly [slug: string, item: Item]>): void;
  remove(slug: string): void;
  /** Keeps only what `isWanted`. */
  sift(isWanted: (slug: string) => boolean): void;
}

const version = 1;
const longestSlug = 300;

/**
 * Opens a shelf. Every call reads the document as it is now, since other tabs write it too; an empty shelf leaves no
 * document behind. What cannot be read, or was written by a version yet to come, counts as nothing.
 * @param options.onFull called where the browser has no room for all of it
 * @param options.limit how many items at most; the oldest go first
 * @param options.parse a stored item as this program knows it; null for what is none
 */
export function openShelf<Item extends Dated>(options: {
  storage: TextStorage;
  key: string;
  limit: number;
  onFull(): void;
  parse(value: Record<string, unknown>): Item | null;
}): Shelf<Item> {
  const { storage, key, limit, onFull, parse } = options;
  let last: { text: string | null; items: Map<string, Item> } = { text: null, items: new Map() };

  const read = (): Map<string, Item> => {
    const text = storage.getItem(key);
    if (text !== last.text) last = { text, items: readItems(text, parse) };
    return last.items;
  };
  const newest = (items: Map<string, Item>) => [...items].sort((a, b) => b[1].atMs - a[1].atMs);
  const write = (items: Map<string, Item>) => {
    let kept = items.size > limit ? new Map(newest(items).slice(0, limit)) : items;
    while (kept.size > 0) {
      const text = JSON.stringify({ version, items: Object.fromEntries(kept) });
      try {
        storage.setItem(key, text);
        last = { text, items: kept };
        return;
      } catch {
        // No room: the older half makes some.
        onFull();
        kept = new Map(newest(kept).slice(0, Math.floor(kept.size / 2)));
      }
    }
    // Where not even the newest fits, what is there stays.
    if (items.size === 0) storage.removeItem(key);
  };

  const sift = (isWanted: (slug: string) => boolean) => {
    const wanted = [...read()].filter(([slug]) => isWanted(slug));
    if (wanted.length < read().size) write(new Map(wanted));
  };

  return {
    get: (slug) => read().get(slug) ?? null,
    all: () => newest(read()),
    put: (slug, item) => write(new Map(read()).set(slug, item)),
    putAll: (items) => write(new Map([...read(), ...items])),
    remove: (slug) => sift((other) => other !== slug),
    sift,
  };
}

/** Whether a value of a JSON document is an object with fields. */
export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The items of a document as it is stored or was exported; what is none of them is left out. */
export function itemsOf<Item extends Dated>(
  document: unknown,
  parse: (value: Record<string, unknown>) => Item | null,
): Map<string, Item> {
  const items = new Map<string, Item>();
  if (!isFields(document) || document.version !== version || !isFields(document.items)) return items;
  for (const [slug, value] of Object.entries(document.items)) {
    if (slug === '' || slug.length > longestSlug || !isFields(value) || !isTime(value.atMs)) continue;
    const item = parse(value);
    if (item) items.set(slug, item);
  }
  return items;
}

function readItems<Item extends Dated>(
  text: string | null,
  parse: (value: Record<string, unknown>) => Item | null,
): Map<string, Item> {
  try {
    return itemsOf(JSON.parse(text ?? 'null'), parse);
  } catch {
    return new Map();
  }
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 8.64e15;
}

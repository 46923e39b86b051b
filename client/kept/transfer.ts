import { parseMark, parseNote, parsePosition } from './items.ts';
import type { Kept, Shelves } from './kept.ts';
import { type Dated, isFields, itemsOf, type Shelf } from './shelf.ts';

const format = 'rostrum-kept';
/** Far more than all shelves can hold. */
const largestText = 20_000_000;

/** Everything that is kept, as a JSON document that `importAll` reads. */
export function exportAll({ shelves }: Pick<Kept, 'shelves'>, nowMs = Date.now()): string {
  const documents = Object.entries(shelves).map(([kind, shelf]) => [
    kind,
    { version: 1, items: Object.fromEntries(shelf.all()) },
  ]);
  const exportedAt = new Date(nowMs).toISOString();
  return `${JSON.stringify({ format, version: 1, exportedAt, ...Object.fromEntries(documents) }, null, 2)}\n`;
}

/**
 * Adds what an export has to what is kept: of two entries for the same talk the newer one stays.
 * @returns how many talks came to a list that did not have them; null where the text is no export
 */
export function importAll(
  { shelves, changed }: Pick<Kept, 'shelves' | 'changed'>,
  text: string,
): number | null {
  const document = parsed(text);
  if (!isFields(document) || document.format !== format || document.version !== 1) return null;
  const added = new Set<string>();
  const take = <Item extends Dated>(
    kind: keyof Shelves,
    shelf: Shelf<Item>,
    parse: (value: Record<string, unknown>) => Item | null,
  ) => {
    const newer = [...itemsOf(document[kind], parse)].filter(([slug, { atMs }]) => {
      const known = shelf.get(slug);
      if (known === null && kind !== 'notes') added.add(slug);
      return known === null || known.atMs < atMs;
    });
    if (newer.length > 0) shelf.putAll(newer);
  };
  take('notes', shelves.notes, parseNote);
  take('positions', shelves.positions, parsePosition);
  take('watched', shelves.watched, parseMark);
  take('history', shelves.history, parseMark);
  take('later', shelves.later, parseMark);
  changed();
  return added.size;
}

function parsed(text: string): unknown {
  if (text.length > largestText) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

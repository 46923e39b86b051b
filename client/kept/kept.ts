import { type Position, parseMark, parseNote, parsePosition, type TalkNote } from './items.ts';
import { kindOfPlace } from './places.ts';
import { type Dated, openShelf, type Shelf } from './shelf.ts';
import type { TextStorage } from './storage.ts';

/** The start of the name of everything kept here. */
export const keptPrefix = 'rostrum-kept-';
const offKey = `${keptPrefix}off`;

/** A talk as a list shows it. */
export interface KeptTalk extends TalkNote, Dated {
  slug: string;
}

/** What this browser knows of its viewer: nothing of it leaves the browser. Lists are newest first. */
export interface Kept {
  shelves: Shelves;
  /** Where to go on; null at the start and after the end. */
  positionOf(slug: string): Position | null;
  /** Keeps the place, and the talk in the history; near the end the talk is marked as watched instead. */
  savePosition(slug: string, place: Omit<Position, 'atMs'>, note: TalkNote): void;
  /** Forgets where to go on; the function undoes it. */
  forgetPosition(slug: string): () => void;
  /** Whether what is watched is kept: true until the viewer says otherwise. */
  remembers(): boolean;
  /** Lets what is watched from now on be kept or not; what is kept already stays until it is cleared. */
  remember(isWanted: boolean): void;
  isWatched(slug: string): boolean;
  isLater(slug: string): boolean;
  /** Puts a talk on the list of those to watch later. */
  addLater(slug: string, note: TalkNote): void;
  /** Takes a talk off that list; the function undoes it. */
  removeLater(slug: string): () => void;
  /** Talks begun and not finished. */
  begun(): (KeptTalk & { position: Position })[];
  later(): KeptTalk[];
  history(): KeptTalk[];
  /** Forgets that a talk was watched: history, mark and place; the function undoes it. */
  forgetViewing(slug: string): () => void;
  /** Forgets all that was watched; the function undoes it. */
  clearHistory(): () => void;
  /** Calls `listener` after each change, made here or in another tab. */
  onChange(listener: () => void): void;
  /** Tells the listeners of a change made from outside. */
  changed(): void;
  /** Whether the browser had no room for something. */
  isFull(): boolean;
  /** Calls `listener` once, when that happens for the first time. */
  whenFull(listener: () => void): void;
}

/** The documents, by kind. */
export type Shelves = ReturnType<typeof openShelves>;

function openShelves(storage: TextStorage, onFull: () => void) {
  const shared = { storage, onFull };
  const marks = (name: string, limit: number) =>
    openShelf({ ...shared, key: `${keptPrefix}${name}`, limit, parse: parseMark });
  return {
    positions: openShelf({ ...shared, key: `${keptPrefix}positions`, limit: 1000, parse: parsePosition }),
    watched: marks('watched', 5000),
    history: marks('history', 1000),
    later: marks('later', 1000),
    notes: openShelf({ ...shared, key: `${keptPrefix}notes`, limit: 2000, parse: parseNote }),
  };
}

/** Opens what is kept in `storage`. */
export function openKept(storage: TextStorage, nowMs: () => number = Date.now): Kept {
  let isFull = false;
  const fullListeners: (() => void)[] = [];
  const shelves = openShelves(storage, () => {
    isFull = true;
    for (const listener of fullListeners.splice(0)) listener();
  });
  const { positions, watched, history, later, notes } = shelves;
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const talkOf = (slug: string, atMs: number): KeptTalk[] => {
    const note = notes.get(slug);
    return note ? [{ ...note, slug, atMs }] : [];
  };
  const talksOn = (shelf: { all(): [string, Dated][] }) =>
    shelf.all().flatMap(([slug, { atMs }]) => talkOf(slug, atMs));
  /** Takes back what a removal took, whatever that was. */
  const undoable = (remove: () => void): (() => void) => {
    const had = Object.values(shelves).map((shelf) => restorer(shelf));
    remove();
    notes.sift((slug) => marked.some((shelf) => shelf.get(slug) !== null));
    changed();
    return () => {
      for (const restore of had) restore();
      changed();
    };
  };
  const note = (slug: string, given: TalkNote) => {
    const { atMs = 0, ...known } = notes.get(slug) ?? {};
    const isKnown = atMs > 0 && JSON.stringify(known) === JSON.stringify({ ...known, ...given });
    if (!isKnown) notes.put(slug, { ...given, atMs: nowMs() });
  };
  const remembers = () => storage.getItem(offKey) === null;
  const viewing = [positions, watched, history] as const;
  const marked = [...viewing, later] as const;

  return {
    shelves,
    positionOf: (slug) => positions.get(slug),
    savePosition(slug, place, given) {
      if (!remembers()) return;
      const atMs = nowMs();
      const kind = kindOfPlace(place.seconds, place.durationMs);
      note(slug, given);
      history.put(slug, { atMs });
      if (kind === 'end') watched.put(slug, { atMs });
      if (kind === 'middle') positions.put(slug, { ...place, atMs });
      else positions.remove(slug);
      changed();
    },
    forgetPosition: (slug) => undoable(() => positions.remove(slug)),
    remembers,
    remember(isWanted) {
      if (isWanted) storage.removeItem(offKey);
      else keepText(storage, offKey, '1');
      changed();
    },
    isWatched: (slug) => watched.get(slug) !== null,
    isLater: (slug) => later.get(slug) !== null,
    addLater(slug, given) {
      note(slug, given);
      later.put(slug, { atMs: nowMs() });
      changed();
    },
    removeLater: (slug) => undoable(() => later.remove(slug)),
    begun: () =>
      positions
        .all()
        .flatMap(([slug, position]) => talkOf(slug, position.atMs).map((talk) => ({ ...talk, position }))),
    later: () => talksOn(later),
    history: () => talksOn(history),
    forgetViewing: (slug) =>
      undoable(() => {
        for (const shelf of viewing) shelf.remove(slug);
      }),
    clearHistory: () =>
      undoable(() => {
        for (const shelf of viewing) shelf.sift(() => false);
      }),
    onChange: (listener) => void listeners.add(listener),
    changed,
    isFull: () => isFull,
    whenFull: (listener) => void fullListeners.push(listener),
  };
}

/** A browser without room for so little forgets the wish with the page. */
function keepText(storage: TextStorage, key: string, text: string): void {
  try {
    storage.setItem(key, text);
  } catch {
    // The one who asked sees that it was not kept.
  }
}

function restorer<Item extends Dated>(shelf: Shelf<Item>): () => void {
  const had = shelf.all();
  return () => shelf.putAll(had.filter(([slug]) => shelf.get(slug) === null));
}

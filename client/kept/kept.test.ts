import { describe, expect, test } from 'vitest';
import { openKept } from './kept.ts';
import { memoryStorage, type TextStorage } from './storage.ts';

const note = (title: string) => ({
  title,
  language: 'en',
  speakers: 'A Speaker',
  durationMs: 600_000,
  posterUrl: null,
});
const at = (seconds: number) => ({ seconds, durationMs: 600_000, editNumber: 0 });

function opened(storage: TextStorage = memoryStorage()) {
  let nowMs = 1000;
  return { storage, kept: openKept(storage, () => nowMs++) };
}

describe('what a browser keeps', () => {
  test('a place in the middle is come back to, with its edit', () => {
    const { kept, storage } = opened();
    kept.savePosition('a', { ...at(300), editNumber: 2 }, note('A'));
    expect(openKept(storage).positionOf('a')).toMatchObject({ seconds: 300, editNumber: 2 });
    expect(kept.begun().map(({ title }) => title)).toEqual(['A']);
    expect(kept.isWatched('a')).toBe(false);
  });

  test('the end marks a talk as watched and forgets the place; watching again keeps the mark', () => {
    const { kept } = opened();
    kept.savePosition('a', at(300), note('A'));
    kept.savePosition('a', at(575), note('A'));
    expect([kept.positionOf('a'), kept.isWatched('a'), kept.begun()]).toEqual([null, true, []]);
    kept.savePosition('a', at(2), note('A'));
    expect([kept.positionOf('a'), kept.isWatched('a')]).toEqual([null, true]);
    kept.savePosition('a', at(100), note('A'));
    expect([kept.positionOf('a')?.seconds, kept.isWatched('a')]).toEqual([100, true]);
  });

  test('the history has each talk once, the latest first, titles as they were seen last', () => {
    const { kept } = opened();
    kept.savePosition('a', at(1), note('A'));
    kept.savePosition('b', at(1), note('B'));
    kept.savePosition('a', at(1), note('A, renamed'));
    expect(kept.history().map(({ title }) => title)).toEqual(['A, renamed', 'B']);
  });

  test('clearing the history leaves the list of talks for later, and no title of the others', () => {
    const { kept, storage } = opened();
    kept.savePosition('a', at(300), note('Secret'));
    kept.savePosition('b', at(590), note('B'));
    kept.addLater('b', note('B'));
    const undo = kept.clearHistory();
    expect([kept.history(), kept.begun(), kept.isWatched('b')]).toEqual([[], [], false]);
    expect(kept.later().map(({ title }) => title)).toEqual(['B']);
    expect(JSON.stringify(storage.getItem('rostrum-kept-notes'))).not.toContain('Secret');
    expect(storage.getItem('rostrum-kept-positions')).toBeNull();
    kept.savePosition('c', at(200), note('C'));
    undo();
    expect(kept.history().map(({ slug }) => slug)).toEqual(['c', 'b', 'a']);
    expect([kept.positionOf('a')?.seconds, kept.isWatched('b')]).toEqual([300, true]);
  });

  test('a talk taken off the list comes back at its place', () => {
    const { kept } = opened();
    for (const slug of ['a', 'b', 'c']) kept.addLater(slug, note(slug));
    const undo = kept.removeLater('b');
    expect(kept.later().map(({ slug }) => slug)).toEqual(['c', 'a']);
    undo();
    expect(kept.later().map(({ slug }) => slug)).toEqual(['c', 'b', 'a']);
  });

  test('another tab’s writes are seen, and listeners hear of changes', () => {
    const { kept, storage } = opened();
    let heard = 0;
    kept.onChange(() => {
      heard += 1;
    });
    kept.addLater('a', note('A'));
    openKept(storage).addLater('b', note('B'));
    kept.addLater('c', note('C'));
    expect(
      kept
        .later()
        .map(({ slug }) => slug)
        .sort(),
    ).toEqual(['a', 'b', 'c']);
    expect(heard).toBe(2);
  });

  test('the oldest make room where there are too many', () => {
    const { kept } = opened();
    kept.shelves.positions.putAll(
      Array.from({ length: 1005 }, (_, index) => [`t${index}`, { ...at(300), atMs: index }] as const),
    );
    kept.savePosition('new', at(300), note('New'));
    expect(kept.shelves.positions.all()).toHaveLength(1000);
    expect([kept.positionOf('t0'), kept.positionOf('t1004')?.seconds]).toEqual([null, 300]);
  });

  test('the older half makes room where the browser has none, and no error reaches the page', () => {
    const inner = memoryStorage();
    const { kept } = opened({
      ...inner,
      setItem(key, text) {
        if (text.length > 2000) throw new DOMException('full', 'QuotaExceededError');
        inner.setItem(key, text);
      },
    });
    for (let index = 0; index < 200; index += 1) kept.addLater(`t${index}`, note(`T${index}`));
    expect(kept.isLater('t199')).toBe(true);
    expect([kept.isLater('t0'), kept.isFull()]).toEqual([false, true]);
  });

  test('a browser without any room keeps what it has, and says so once', () => {
    const inner = memoryStorage();
    openKept(inner).addLater('a', note('A'));
    let isFull = true;
    const { kept } = opened({
      ...inner,
      setItem(key, text) {
        if (isFull) throw new DOMException('full', 'QuotaExceededError');
        inner.setItem(key, text);
      },
    });
    let told = 0;
    kept.whenFull(() => {
      told += 1;
    });
    kept.addLater('b', note('B'));
    kept.savePosition('c', at(300), note('C'));
    kept.remember(false);
    expect([kept.later().map(({ slug }) => slug), kept.begun(), told]).toEqual([['a'], [], 1]);
    expect(kept.remembers()).toBe(true);
    isFull = false;
    kept.addLater('b', note('B'));
    expect(kept.later()).toHaveLength(2);
  });

  test('viewers who do not want it are not remembered: no place, mark or history; talks for later are', () => {
    const { kept, storage } = opened();
    kept.savePosition('a', at(300), note('A'));
    kept.remember(false);
    openKept(storage).savePosition('b', at(300), note('B'));
    kept.savePosition('a', at(590), note('A'));
    kept.addLater('c', note('C'));
    expect([kept.positionOf('a')?.seconds, kept.isWatched('a')]).toEqual([300, false]);
    expect(kept.history().map(({ slug }) => slug)).toEqual(['a']);
    expect(kept.later()).toHaveLength(1);
    expect(storage.getItem('rostrum-kept-notes')).not.toContain('"B"');
    kept.remember(true);
    kept.savePosition('b', at(300), note('B'));
    expect(kept.begun()).toHaveLength(2);
  });

  test('two tabs that write in turns lose nothing of each other, and undo in one spares the other', () => {
    const storage = memoryStorage();
    const [one, two] = [openKept(storage), openKept(storage)];
    for (let turn = 0; turn < 20; turn += 1) {
      one.savePosition(`one${turn}`, at(100 + turn), note('One'));
      two.addLater(`two${turn}`, note('Two'));
      two.savePosition('both', at(200 + turn), note('Both'));
    }
    const undo = one.clearHistory();
    two.savePosition('both', at(400), note('Both'));
    undo();
    expect([one.later().length, two.history().length]).toEqual([20, 21]);
    expect(one.positionOf('both')?.seconds).toBe(400);
    expect(two.positionOf('one19')?.seconds).toBe(119);
  });

  test.each([
    '{',
    'null',
    '[]',
    '{"version":2,"items":{"a":{"atMs":1,"seconds":1,"durationMs":2}}}',
    '{"version":1,"items":{"a":{"atMs":"x","seconds":5,"durationMs":20}}}',
    '{"version":1,"items":{"a":{"atMs":1,"seconds":"5","durationMs":20}}}',
  ])('a document that is none counts as nothing: %s', (text) => {
    const { kept, storage } = opened();
    storage.setItem('rostrum-kept-positions', text);
    expect(kept.positionOf('a')).toBeNull();
    kept.savePosition('b', at(300), note('B'));
    expect(kept.positionOf('b')?.seconds).toBe(300);
  });

  test('names that objects have of their own are slugs like any other', () => {
    const { kept, storage } = opened();
    expect([kept.isWatched('constructor'), kept.positionOf('__proto__')]).toEqual([false, null]);
    kept.addLater('constructor', note('A'));
    expect(openKept(storage).later()).toHaveLength(1);
  });
});

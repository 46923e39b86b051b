import { expect, test } from 'vitest';
import { openKept } from './kept.ts';
import { memoryStorage } from './storage.ts';
import { exportAll, importAll } from './transfer.ts';

const note = {
  title: 'Title',
  language: 'ja',
  speakers: 'S',
  durationMs: 600_000,
  posterUrl: '/hls/a/b/p.jpg',
  spokenLanguage: 'ja',
  captionLanguages: ['ja', 'en'],
};
const place = { seconds: 100, durationMs: 600_000, editNumber: 2 };

function keptAt(atMs: number) {
  return openKept(memoryStorage(), () => atMs);
}

test('what one browser saves as a file, another one has after reading it', () => {
  const kept = keptAt(5);
  kept.savePosition('a', place, note);
  kept.savePosition('b', { ...place, seconds: 599 }, note);
  kept.addLater('c', note);
  const other = keptAt(9);
  expect(importAll(other, exportAll(kept))).toBe(3);
  expect(other.begun()).toEqual(kept.begun());
  expect(other.history()).toEqual(kept.history());
  expect(other.later()).toEqual(kept.later());
  expect(other.isWatched('b')).toBe(true);
  expect(importAll(other, exportAll(kept))).toBe(0);
});

test('of two places in a talk the newer one stays, whichever way it came', () => {
  const [older, newer] = [keptAt(5), keptAt(6)];
  older.savePosition('a', place, note);
  newer.savePosition('a', { ...place, seconds: 200 }, note);
  importAll(newer, exportAll(older));
  importAll(older, exportAll(newer));
  expect([newer.positionOf('a')?.seconds, older.positionOf('a')?.seconds]).toEqual([200, 200]);
});

test.each(['', 'null', '[]', '{"a":1}', '{"format":"rostrum-kept","version":2}', '<html>'])(
  'a file that is no export is refused and changes nothing: %s',
  (text) => {
    const kept = keptAt(5);
    kept.addLater('a', note);
    expect(importAll(kept, text)).toBeNull();
    expect(kept.later()).toHaveLength(1);
  },
);

test('a file cannot bring pictures of other sites, nor numbers that are none', () => {
  const kept = keptAt(5);
  const items = (value: object) => ({ version: 1, items: { a: { atMs: 1, ...value } } });
  const text = JSON.stringify({
    format: 'rostrum-kept',
    version: 1,
    notes: items({ title: 'A', posterUrl: '//elsewhere.example/p.jpg' }),
    later: items({}),
    positions: items({ seconds: -1, durationMs: 10 }),
    watched: 'yes',
  });
  expect(importAll(kept, text)).toBe(1);
  expect(kept.later()).toMatchObject([{ title: 'A', posterUrl: null }]);
  expect([kept.positionOf('a'), kept.isWatched('a')]).toEqual([null, false]);
});

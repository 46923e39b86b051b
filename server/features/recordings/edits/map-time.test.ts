import { expect, test } from 'vitest';
import {
  type EditList,
  mapSpans,
  readEditList,
  toEditedMs,
  toNearestEditedMs,
  toOriginalMs,
} from './map-time.ts';

const two: EditList = [
  [1000, 3000],
  [5000, 6000],
];

test('all of an original is its own timeline', () => {
  expect(toEditedMs(null, 1234)).toBe(1234);
  expect(toOriginalMs(null, 1234)).toBe(1234);
  expect(mapSpans(null, [{ startMs: 1, endMs: 2 }])).toEqual([{ startMs: 1, endMs: 2 }]);
});

test('a moment that was cut away is on no timeline of what is shown', () => {
  expect([999, 1000, 2999, 3000, 4999, 5000, 5999, 6000].map((at) => toEditedMs(two, at))).toEqual([
    null,
    0,
    1999,
    null,
    null,
    2000,
    2999,
    null,
  ]);
});

test('every moment of what is shown leads back to the same moment of the original', () => {
  for (const at of [0, 500, 1999, 2000, 2999]) expect(toEditedMs(two, toOriginalMs(two, at))).toBe(at);
  expect(toOriginalMs(two, 99_999)).toBe(6000);
});

test('the nearest moment to one that was cut away is the cut', () => {
  expect([0, 2000, 4000, 9000].map((at) => toNearestEditedMs(two, at))).toEqual([0, 1000, 2000, 3000]);
});

test('cues are shifted, shortened at a cut, doubled over it, and left out where nothing of them is shown', () => {
  const cues = [
    { startMs: 0, endMs: 1000, text: 'before' },
    { startMs: 900, endMs: 1500, text: 'cut into' },
    { startMs: 2500, endMs: 5500, text: 'over the cut' },
    { startMs: 3000, endMs: 5000, text: 'between' },
  ];
  expect(mapSpans(two, cues)).toEqual([
    { startMs: 0, endMs: 500, text: 'cut into' },
    { startMs: 1500, endMs: 2000, text: 'over the cut' },
    { startMs: 2000, endMs: 2500, text: 'over the cut' },
  ]);
});

test('an edit list that is none is refused', () => {
  expect(readEditList('[[0,10]]')).toEqual([[0, 10]]);
  expect(() => readEditList('[]')).toThrow();
  expect(() => readEditList('[[0]]')).toThrow();
});

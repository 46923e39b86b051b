import { expect, test } from 'vitest';
import { kindOfPlace } from './places.ts';

test.each([
  ['the first seconds of an hour', 9.9, 3_600_000, 'start'],
  ['after ten seconds of an hour', 10, 3_600_000, 'middle'],
  ['61 seconds before the end of an hour', 3539, 3_600_000, 'middle'],
  ['the last minute of an hour', 3540, 3_600_000, 'end'],
  ['beyond the end', 4000, 3_600_000, 'end'],
  ['half a second of a clip of twelve', 0.5, 12_000, 'start'],
  ['the middle of a clip of twelve', 6, 12_000, 'middle'],
  ['the last half second of it', 11.5, 12_000, 'end'],
])('%s', (_name, seconds, durationMs, kind) => {
  expect(kindOfPlace(seconds, durationMs)).toBe(kind);
});

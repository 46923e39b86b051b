import { expect, test } from 'vitest';
import { findBox, readBoxes } from './mp4-boxes.ts';
import { takePause } from './straighten.ts';
import { readTrackInit } from './track-init.ts';

const box = (type: string, ...parts: Buffer[]) => {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(body.length + 8);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
};
const words = (...values: number[]) => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => {
    bytes.writeInt32BE(value, 4 * i);
  });
  return bytes;
};

/** An initialisation segment whose movie counts in 1000 and whose track in 15360 units a second. */
const init = (edits: number[][]) =>
  box(
    'moov',
    box('mvhd', words(0, 0, 0, 1000, 0)),
    box(
      'trak',
      box('edts', box('elst', words(0, edits.length, ...edits.flat()))),
      box('mdia', box('mdhd', words(0, 0, 0, 15_360, 0))),
    ),
    box('mvex', box('trex', words(0, 1, 1, 512, 0, 0))),
  );

test('a pause before the media moves out of the edit list, which keeps its place and length', () => {
  const bytes = init([
    [25, -1, 0x10000],
    [0, 1024, 0x10000],
  ]);
  const length = bytes.length;
  expect(readTrackInit(bytes).shift).toBe(384 - 1024);
  expect(takePause(bytes)).toBe(384);
  expect(bytes).toHaveLength(length);
  expect(readTrackInit(bytes).shift).toBe(-1024);
  expect(findBox(bytes, 'moov', 'trak', 'edts', 'elst')?.readUInt32BE(4)).toBe(1);
  const track = findBox(bytes, 'moov', 'trak') ?? Buffer.alloc(0);
  expect(readBoxes(track).map((b) => b.type)).toEqual(['edts', 'free', 'mdia']);
});

test('an edit list without a pause is left as it is', () => {
  const bytes = init([[0, 1024, 0x10000]]);
  const before = Buffer.from(bytes);
  expect(takePause(bytes)).toBe(0);
  expect(bytes).toEqual(before);
});

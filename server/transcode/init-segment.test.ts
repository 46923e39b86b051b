import { expect, test } from 'vitest';
import { codecString } from './init-segment.ts';

test('H.264 is named by profile, constraints and level', () => {
  const box = Buffer.concat([Buffer.from('....avcC'), Buffer.from([1, 0x64, 0x00, 0x1f, 0xff])]);
  expect(codecString(box)).toBe('avc1.64001f');
});

test('AAC is named by its object type, however long its descriptors say they are', () => {
  const descriptors = (size: (n: number) => number[]) =>
    Buffer.from([
      ...[0, 0, 0, 0, 0x03, ...size(25), 0, 1, 0, 0x04, ...size(17), 0x40, 0x15],
      ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x05, ...size(2), 0x11, 0x90],
    ]);
  for (const size of [(n: number) => [n], (n: number) => [0x80, 0x80, 0x80, n]]) {
    expect(codecString(Buffer.concat([Buffer.from('....esds'), descriptors(size)]))).toBe('mp4a.40.2');
  }
});

test('anything else is an error', () => {
  expect(() => codecString(Buffer.from('....vp09'))).toThrow(RangeError);
});

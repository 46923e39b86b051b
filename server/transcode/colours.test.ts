import { expect, test } from 'vitest';
import { encodedColours } from './colours.ts';

test('colours of BT.601 stay as they are', () => {
  expect(encodedColours({ inputMatrix: 'bt601', hdrTransfer: null }).matrix).toBe('smpte170m');
});

test('all others become BT.709, HDR whatever its matrix', () => {
  for (const inputMatrix of ['bt709', 'bt2020', 'fcc', 'smpte240m'] as const) {
    expect(encodedColours({ inputMatrix, hdrTransfer: null }).matrix).toBe('bt709');
  }
  expect(encodedColours({ inputMatrix: 'bt601', hdrTransfer: 'smpte2084' }).matrix).toBe('bt709');
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editDistance } from './edit-distance.ts';

it.each([
  ['contaner', 'container', 1],
  ['contianer', 'container', 1],
  ['kernel', 'kernel', 0],
  ['kitten', 'sitting', 3],
  ['память', 'пмаять', 1],
])('%s and %s are %i apart', (one, other, distance) => {
  expect(editDistance(one, other, 10)).toBe(distance);
});

it('is the same both ways, and more than the bound where it is cut short', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (one, other) => {
      const whole = editDistance(one, other, 100);
      expect(editDistance(other, one, 100)).toBe(whole);
      const cut = editDistance(one, other, 1);
      expect(whole > 1 ? cut > 1 : cut === whole).toBe(true);
    }),
  );
});

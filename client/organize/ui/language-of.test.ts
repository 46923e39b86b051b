import { expect, it } from 'vitest';
import { languageOf } from './language-of.ts';

it('an answer of the portal is English, whatever it quotes; words of the page are of its language', () => {
  expect(languageOf('The last day must not be before the first day.')).toBe('en');
  expect(languageOf('There is a talk “Живая миграция” already.')).toBe('en');
  expect(languageOf('Название нужно.')).toBeUndefined();
  expect(languageOf('時刻ではありません。')).toBeUndefined();
  expect(languageOf(null)).toBeUndefined();
});

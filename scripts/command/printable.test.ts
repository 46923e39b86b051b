import { expect, it } from 'vitest';
import { printable } from './printable.ts';

it('escapes what could move the cursor or colour the line, and nothing else', () => {
  expect(printable('a\nb\u001b[31mc\u009bd\u007f')).toBe('a\\x0ab\\x1b[31mc\\x9bd\\x7f');
  expect(printable('Живая "миграция" 日本 😀 <b>')).toBe('Живая "миграция" 日本 😀 <b>');
});

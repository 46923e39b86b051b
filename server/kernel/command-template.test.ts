import { expect, it } from 'vitest';
import { fillCommand, parseCommand } from './command-template.ts';

it('A command is cut at spaces, quotes hold words together, and nothing of a shell means anything', () => {
  expect(parseCommand(`/opt/my\\ tools "a b" -m='x y'  $(rm) ; {input}`)).toEqual([
    '/opt/my\\',
    'tools',
    'a b',
    '-m=x y',
    '$(rm)',
    ';',
    '{input}',
  ]);
  expect(parseCommand('say "unclosed')).toBeNull();
  expect(parseCommand('  ')).toBeNull();
});

it('A value stays one word, whatever is in it', () => {
  expect(
    fillCommand(['-f', '{input}', '-of={output}', '{other}'], { input: 'a b; c', output: '{input}' }),
  ).toEqual(['-f', 'a b; c', '-of={input}', '{other}']);
});

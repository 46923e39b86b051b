import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { words } from '../../messages/en.ts';

const features = join(import.meta.dirname, '../../../server/features');
const sources = globSync('**/*.ts', { cwd: features })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(features, file), 'utf8'));

/** What the log of changes says was done: words given as `action:`, or to a room's own `note`. */
const actions = new Set(
  sources.flatMap((text) => {
    const given = [...text.matchAll(/\baction: (?:[^,'\n]+ \? '([a-z ]+)' : )?'([a-z ]+)'/g)];
    const noted = [
      ...text.matchAll(/\bnote(?:Token|Password)?\((?:by|who|req|account|own\(req\)), '([a-z ]+)'/g),
    ];
    return [...given, ...noted].flatMap((found) => found.slice(1).filter((word) => word !== undefined));
  }),
);

it('every action of the log has its words, in English, which the other languages follow', () => {
  expect(actions.size).toBeGreaterThan(25);
  expect([...actions].filter((action) => !(action in words.organize.changes.actions))).toEqual([]);
});

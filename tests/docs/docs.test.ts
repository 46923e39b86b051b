import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');
const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));

const pages = [
  'README.md',
  'media/README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

describe('the README', () => {
  it('opens with the two commands', () => {
    const first = readme.split('```')[1]?.trim().split('\n');
    expect(first?.map((line) => line.split('#')[0]?.trim())).toEqual(['npm start', 'npm test']);
  });

  it('lists exactly the variables that the configuration reads', () => {
    const known = [...read('server/kernel/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): \w/gm)].map(
      ([, name]) => name,
    );
    const table = readme.slice(readme.indexOf('### Environment'), readme.indexOf('### API'));
    const listed = [...table.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell]) =>
      [...(cell ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
    );
    expect(known.length).toBeGreaterThan(8);
    expect(listed.sort()).toEqual(known.sort());
  });
});

describe.each(pages)('%s', (page) => {
  const text = read(page);

  it('links only to what is there', () => {
    const targets = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target ?? '');
    const local = targets
      .filter((target) => !/^https?:/.test(target))
      .map((target) => target.split('#')[0] ?? '');
    const missing = local.filter((target) => !existsSync(join(root, dirname(page), target)));
    expect(missing).toEqual([]);
  });

  it('names only commands that exist', () => {
    const named = [...text.matchAll(/npm run ([a-z-]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

describe('every command', () => {
  const entries = Object.entries(scripts).map(([name, line]) => ({
    name,
    entry: line.split(' ').at(-1) ?? '',
  }));

  it.each(entries)('$name explains itself with --help', async ({ name, entry }) => {
    const argv = [join(root, entry), '--help'];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, argv, { cwd: root });
    expect(stdout).toMatch(/usage:/i);
    expect(stdout).toContain(`npm ${['start', 'test'].includes(name) ? '' : 'run '}${name}`);
    expect(stderr).toBe('');
  });
});

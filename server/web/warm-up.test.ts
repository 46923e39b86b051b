import { expect, it } from 'vitest';
import { readyPage } from './page-cache.ts';
import { warmUp } from './warm-up.ts';

const site: Record<string, string> = {
  '/': '<a href="/talks">All</a> <a class="x" href="/talks/one">One</a> <a href="/organize">In</a> <a href="#main">Down</a>',
  '/talks':
    '<a href="/talks?page=2">2</a> <a href="/talks/two">Two</a> <a href="https://else.example/talks">Else</a>',
  '/talks/one': '<a href="/">Home</a>',
  '/talks/two': '',
};

function asked() {
  const paths: string[] = [];
  const pageAt = async (path: string) => {
    paths.push(path);
    const html = site[path];
    return html === undefined ? null : readyPage(html, 'br');
  };
  return { paths, pageAt };
}

it('makes the home page, then what it leads to, each page once, and nothing elsewhere', async () => {
  const { paths, pageAt } = asked();
  const made = await warmUp({ pageAt, signal: new AbortController().signal });
  expect(paths).toEqual(['/', '/talks', '/talks/one', '/organize', '/talks/two']);
  expect(made).toBe(4);
});

it('stops at its bound, and when the portal does', async () => {
  const few = asked();
  expect(await warmUp({ pageAt: few.pageAt, signal: new AbortController().signal }, 2)).toBe(2);
  expect(few.paths).toEqual(['/', '/talks']);
  const none = asked();
  expect(await warmUp({ pageAt: none.pageAt, signal: AbortSignal.abort() })).toBe(0);
  expect(none.paths).toEqual([]);
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SearchResult } from '#server/contract/wire.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { longestTurnMs } from '../support/longest-turn.ts';

const talkCount = 1000;
/** Work under way is measured in processor time, which other programs on the machine take no part of. */
const mostMs = 120;
/** An abstract of 200 words, as long as real ones. */
const abstractOf = (n: number) =>
  `About compilers. ${Array.from({ length: 200 }, (_, at) => `word${(n * 31 + at * 7) % 997}`).join(' ')}`;

let app: TestApp;
let conferenceId: number;
let tagId: number;
beforeAll(async () => {
  app = await startApp();
  app.catalogue.applyProgramme({
    conference: { slug: 'large', language: 'en', texts: { en: { title: 'Large' } } },
    speakers: Array.from({ length: 300 }, (_, n) => ({
      key: `s${n}`,
      names: [{ name: `Speaker Number${n}` }],
    })),
    talks: Array.from({ length: talkCount }, (_, n) => ({
      at: `talk ${n}`,
      language: 'en',
      texts: { en: { title: `Talk number ${n}`, abstract: abstractOf(n) } },
      speakers: [{ key: `s${n % 300}` }],
      tags: ['shared'],
    })),
  });
  conferenceId = app.db.prepare<[], number>('SELECT id FROM conferences').pluck().get() ?? 0;
  tagId = app.db.prepare<[], number>('SELECT id FROM tags').pluck().get() ?? 0;
  await found();
});
afterAll(() => app.close());

const api = '/api/v1/organize';
const ask = async (method: string, path: string, o: { body?: object; edition?: number } = {}) => {
  const answer = await app.as('admin')(`${api}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(o.edition !== undefined && { 'if-match': `"${o.edition}"` }),
    },
    ...(o.body && { body: JSON.stringify(o.body) }),
  });
  expect(answer.ok, await answer.clone().text()).toBe(true);
  return answer;
};

/** How many talks search finds. */
async function found(): Promise<number> {
  const answer = await app.fetch('/api/v1/search?q=compilers');
  return ((await answer.json()) as SearchResult).total;
}

async function show(visibility: 'draft' | 'public'): Promise<void> {
  const path = `/conferences/${conferenceId}`;
  const { edition } = (await (await ask('GET', path)).json()) as { edition: number };
  await ask('PATCH', path, { edition, body: { visibility } });
}

it('a conference of a thousand talks is hidden and shown while others are answered, and search follows at once', async () => {
  expect(await found()).toBe(talkCount);
  expect(await longestTurnMs(() => show('draft'))).toBeLessThan(mostMs);
  expect(await found()).toBe(0);
  expect(await longestTurnMs(() => show('public'))).toBeLessThan(mostMs);
  expect(await found()).toBe(talkCount);
});

it('what a crash left of the index is written after the next start', async () => {
  app.db.exec('DELETE FROM talk_search; INSERT INTO talks_to_index SELECT id FROM talks');
  expect(await found()).toBe(0);
  app.startBackground();
  await expect.poll(found, { timeout: 10_000 }).toBe(talkCount);
});

it('a tag of a thousand talks is renamed while others are answered', async () => {
  const rename = () => ask('PATCH', `/tags/${tagId}`, { body: { name: 'common' } });
  expect(await longestTurnMs(rename)).toBeLessThan(mostMs);
});

it('a conference of a thousand talks is deleted, taken back and purged while others are answered', async () => {
  // The index is in many small parts, as after a day of publishing.
  const ids = app.db.prepare<[], number>('SELECT id FROM talks').pluck().all();
  for (let from = 0; from < ids.length; from += 4) app.catalogue.touch(ids.slice(from, from + 4));
  expect(await longestTurnMs(() => ask('DELETE', `/conferences/${conferenceId}`))).toBeLessThan(mostMs);
  expect(await found()).toBe(0);
  const back = () => ask('POST', `/bin/conference/${conferenceId}/restore`);
  expect(await longestTurnMs(back)).toBeLessThan(mostMs);
  expect(await found()).toBe(talkCount);
  const purge = () => ask('DELETE', `/conferences/${conferenceId}?now=1`);
  expect(await longestTurnMs(purge)).toBeLessThan(mostMs);
  expect(await found()).toBe(0);
}, 30_000);

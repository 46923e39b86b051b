import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { longestTurnMs } from '../support/longest-turn.ts';

const talkCount = 44;
const mostMs = 50;
const languages = ['en', 'de', 'fr', 'ru', 'es', 'it'];

/** Words of letters, of which neighbouring talks share half. */
const wordsOf = (n: number, language: string) =>
  Array.from({ length: 400 }, (_, at) =>
    [...String(100_000 + n * 200 + at)].reduce((word, digit) => word + 'bdfgklmprt'[Number(digit)], language),
  ).join(' ');

let app: TestApp;
const kept = mkdtempSync(join(tmpdir(), 'rostrum-relating-'));
afterEach(() => app.close());
afterAll(() => rmSync(kept, { recursive: true }));

/** A library whose talks have abstracts of some four thousand letters in six languages. */
async function startWordy(o: { dataDir?: string } = {}): Promise<void> {
  app = await startApp(o);
  app.catalogue.applyProgramme({
    conference: { slug: 'wordy', language: 'en', texts: { en: { title: 'Wordy' } } },
    speakers: [],
    talks: Array.from({ length: talkCount }, (_, n) => ({
      at: `talk ${n}`,
      slug: `talk-${n}`,
      language: 'en',
      texts: Object.fromEntries(
        languages.map((language) => [
          language,
          { title: `Talk number ${n}`, abstract: wordsOf(n, language) },
        ]),
      ),
    })),
  });
}

const count = (table: 'talks_to_relate' | 'talk_related') =>
  app.db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
const idOf = (slug: string) =>
  app.db.prepare<[string], number>('SELECT id FROM talks WHERE slug = ?').pluck().get(slug) ?? 0;
const relatedTo = (slug: string) =>
  app.db
    .prepare<[number], string>(
      `SELECT t.slug FROM talk_related r JOIN talks t ON t.id = r.related_id
       WHERE r.talk_id = ? ORDER BY r.score DESC, t.id`,
    )
    .pluck()
    .all(idOf(slug));

it('what goes with many wordy talks is found while others are answered, and the library changes meanwhile', async () => {
  await startWordy();
  const longest = await longestTurnMs(async () => {
    const changes = setInterval(() => app.catalogue.touch([]), 100);
    await app.related.settle();
    clearInterval(changes);
  });
  expect(longest).toBeLessThan(mostMs);
  expect(count('talks_to_relate')).toBe(0);
  expect(relatedTo('talk-30').toSorted()).toEqual(['talk-29', 'talk-31']);
}, 30_000);

it('a thread that fails is begun again', async () => {
  await startWordy();
  app.startBackground();
  const told: unknown[] = [];
  app.events.on('library.disorder', (_name, fields) => told.push(fields));
  app.db.exec("CREATE TRIGGER full BEFORE INSERT ON talk_related BEGIN SELECT RAISE(ABORT, 'planted'); END");
  await expect.poll(() => told.length, { timeout: 15_000 }).toBeGreaterThan(0);
  expect(JSON.stringify(told[0])).toContain('planted');
  expect(count('talks_to_relate')).toBe(talkCount);
  app.db.exec('DROP TRIGGER full');
  await app.related.settle();
  expect(relatedTo('talk-0')).toEqual(['talk-1']);
}, 30_000);

it('a talk that is changed while its relations are found is read again', async () => {
  await startWordy();
  await app.related.settle();
  const id = idOf('talk-0');
  const replace = app.db.prepare('UPDATE talk_texts SET abstract = ? WHERE talk_id = ? AND language = ?');
  const giveWordsOf = (n: number) => {
    for (const language of languages) replace.run(wordsOf(n, language), id, language);
    app.catalogue.touch([id]);
  };
  app.db.transaction(() => giveWordsOf(20)).immediate();
  app.db.exec('BEGIN IMMEDIATE');
  const settled = app.related.settle();
  await wait(300); // The thread has read, and waits to write.
  giveWordsOf(40);
  app.db.exec('COMMIT');
  await settled;
  const related = relatedTo('talk-0');
  expect(related).toContain('talk-40');
  expect(related).not.toContain('talk-20');
}, 30_000);

it('what a stop interrupts is found after the next start', async () => {
  await startWordy({ dataDir: kept });
  app.startBackground();
  await expect.poll(() => count('talk_related'), { timeout: 15_000, interval: 10 }).toBeGreaterThan(0);
  await app.close();
  app = await startApp({ dataDir: kept });
  expect(count('talks_to_relate')).toBeGreaterThan(0);
  app.startBackground();
  await expect.poll(() => count('talks_to_relate'), { timeout: 15_000 }).toBe(0);
  expect(relatedTo('talk-0')).toEqual(['talk-1']);
  expect(relatedTo('talk-30').toSorted()).toEqual(['talk-29', 'talk-31']);
}, 30_000);

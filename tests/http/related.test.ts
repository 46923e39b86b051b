import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import * as wire from '#server/contract/schemas.ts';
import type { StagedProgrammeInput } from '#server/features/catalogue/staged-programme.ts';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;

const talk = (
  slug: string,
  title: string,
  o: { abstract?: string; tags?: string[]; speaker?: string } = {},
): NonNullable<StagedProgrammeInput['talks']>[number] => ({
  at: slug,
  guid: `guid-${slug}`,
  slug,
  texts: { en: { title, ...(o.abstract && { abstract: o.abstract }) } },
  ...(o.tags && { tags: o.tags }),
  ...(o.speaker && { speakers: [{ key: o.speaker }] }),
});

/** Talks about nothing in common, so that words of few talks are rare. */
const others = [
  'Baking bread', 'Bird songs', 'Bridges of steel', 'Chess endgames', 'Cold winters', 'Drawing maps',
  'Early photography', 'Glass and light', 'Harbour cranes', 'Ice sheets', 'Old clocks', 'Paper mills',
  'River deltas', 'Sailing knots', 'Tidal power', 'Violin making', 'Walking trails', 'Wool and dye',
]; // biome-ignore format: a list of titles

const programme: StagedProgrammeInput = {
  conference: { slug: 'mixed', texts: { en: { title: 'Mixed' } } },
  speakers: [
    { key: 'ada', names: [{ name: 'Ada Weaver' }] },
    { key: 'bo', names: [{ name: 'Bo Miller' }] },
  ],
  talks: [
    talk('kernel', 'Scheduling in the kernel', {
      abstract: 'Latency of a scheduler under load, measured with tracepoints.',
      tags: ['performance'],
      speaker: 'ada',
    }),
    talk('by-words', 'A fairer scheduler', { abstract: 'Tracepoints show the latency.' }),
    talk('by-tag', 'Faster pages', { tags: ['performance'] }),
    talk('by-both', 'Loops unrolled', { tags: ['performance'], speaker: 'ada' }),
    talk('by-speaker', 'Gardens of Kyoto', { speaker: 'ada' }),
    talk('hidden-later', 'The scheduler of tomorrow', { abstract: 'Latency again, tracepoints again.' }),
    ...others.map((title, index) =>
      talk(`other-${index}`, title, { abstract: `On ${title}.`, speaker: 'bo' }),
    ),
  ],
};

beforeAll(async () => {
  app = await startApp();
  app.catalogue.applyProgramme(programme);
});
beforeEach(() => app.related.settle());
afterAll(() => app.close());

async function related(slug: string): Promise<string[]> {
  const response = await app.fetch(`/api/v1/talks/${slug}`);
  return wire.talkSchema.parse(await response.json()).related.map((card) => card.slug);
}

const hide = (slug: string, visibility: 'unlisted' | 'public') => {
  app.db
    .transaction(() => {
      const id = app.db.prepare<[string], number>('SELECT id FROM talks WHERE slug = ?').pluck().get(slug);
      app.db.prepare('UPDATE talks SET visibility = ? WHERE id = ?').run(visibility, id);
      app.catalogue.touch([id ?? 0]);
    })
    .immediate();
};

it('Talks with the same speaker, tags and rare words are related, others are not, and none with itself', async () => {
  expect((await related('kernel')).toSorted()).toEqual([
    'by-both',
    'by-speaker',
    'by-tag',
    'by-words',
    'hidden-later',
  ]);
});

it('What shares most comes first, and the relation holds in both directions', async () => {
  const list = await related('kernel');
  expect(list.indexOf('by-both')).toBeLessThan(Math.min(list.indexOf('by-tag'), list.indexOf('by-speaker')));
  expect(await related('by-words')).toContain('kernel');
  expect((await related('by-tag')).toSorted()).toEqual(['by-both', 'kernel']);
});

it('A talk that is hidden leaves the lists at once, and comes back with its words', async () => {
  hide('hidden-later', 'unlisted');
  expect(await related('kernel')).not.toContain('hidden-later');
  await app.related.settle();
  hide('hidden-later', 'public');
  await app.related.settle();
  expect(await related('kernel')).toContain('hidden-later');
});

it('A new talk is found from talks that were there before; pages are made anew once', async () => {
  const before = app.catalogue.revision();
  app.catalogue.applyProgramme({
    conference: { slug: 'later', texts: { en: { title: 'Later' } } },
    speakers: [],
    talks: [talk('new', 'Scheduler latency', { abstract: 'With tracepoints.' })],
  });
  const applied = app.catalogue.revision();
  await app.related.settle();
  expect(await related('kernel')).toContain('new');
  expect(applied).toBeGreaterThan(before);
  expect(app.catalogue.revision()).toBe(applied + 1);
  app.catalogue.touch([
    app.db.prepare<[], number>("SELECT id FROM talks WHERE slug = 'new'").pluck().get() ?? 0,
  ]);
  const touched = app.catalogue.revision();
  await app.related.settle();
  expect(app.catalogue.revision(), 'nothing was different').toBe(touched);
});

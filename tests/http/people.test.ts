import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { People } from '#server/contract/wire.ts';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** One conference whose talks bill these people, one talk for each list of names. */
function bill(slug: string, ...talks: string[][]): void {
  const names = [...new Set(talks.flat())];
  app.catalogue.applyProgramme({
    conference: { slug, texts: { en: { title: slug } } },
    speakers: names.map((name) => ({ key: name, guid: `${slug} ${name}`, names: [{ name }] })),
    talks: talks.map((list, at) => ({
      at: String(at),
      guid: `${slug}-${at}`,
      texts: { en: { title: `${slug} talk ${at}` } },
      speakers: list.map((key) => ({ key })),
    })),
  });
}

beforeEach(() => {
  app.db.exec('DELETE FROM talk_speakers; DELETE FROM speaker_merges; DELETE FROM speaker_merge_proposals');
  app.db.exec('DELETE FROM talks; UPDATE speakers SET merged_into_id = NULL; DELETE FROM speakers');
});

const admin = (path: string, init?: RequestInit) => app.as('admin')(`/api/v1/organize/${path}`, init);
const post = (path: string) => admin(path, { method: 'POST' });
const read = async () => (await (await admin('people')).json()) as People;
const pairs = async () =>
  (await read()).proposals.map(({ speaker, other, kind }) => [speaker.name, other.name, kind]);
const idOf = (name: string) =>
  app.db.prepare<[string], number>('SELECT speaker_id FROM speaker_names WHERE name = ?').pluck().get(name) ??
  0;

it.each([
  ['Paolo "Nusco" Perrotta', 'Paolo Perrotta', 'accents'],
  ['Kouhei Sutou', 'Sutou Kouhei', 'order'],
  ['Andrey Svetlov', 'Андрей Светлов', 'script'],
  ['Robert C. Martin', 'Robert Martin', 'middle'],
  ['Charles Oliver Nutter', 'Charles O. Nutter', 'middle'],
  ['Mike Dalessio', 'Michael Dalessio', 'short'],
  ['Brett Cannon', 'B. Cannon', 'initials'],
  ['Julián Pinzón', 'Julian Pizzon', 'spelling'],
  ['Marc Garcia', 'Marc Garia', 'spelling'],
  ['Daniel Novak', 'Daniela Novak', null],
  ['Sergey Ivanov', 'Anna Ivanova', null],
  ['Ann Lee', 'Bob Lee', null],
])('%s and %s: %s', async (a, b, kind) => {
  bill('one', [a]);
  bill('two', [b]);
  const found = await pairs();
  expect(found.map(([, , why]) => why)).toEqual(kind === null ? [] : [kind]);
});

it('never proposes two whom one talk bills', async () => {
  bill('one', ['Robert Martin', 'Robert C. Martin']);
  expect(await pairs()).toEqual([]);
  const [a, b] = [idOf('Robert Martin'), idOf('Robert C. Martin')];
  expect((await post(`people/${a}/${b}/merge`)).status).toBe(409);
});

it('keeps a no, also after the next import', async () => {
  bill('one', ['Ann Lee Smith']);
  bill('two', ['Ann Smith']);
  const [a, b] = [idOf('Ann Lee Smith'), idOf('Ann Smith')];
  expect((await post(`people/${a}/${b}/reject`)).status).toBe(204);
  bill('three', ['Somebody Else']);
  expect(await pairs()).toEqual([]);
});

it('merges two into one: pages, search and the old address follow at once, and it can be undone', async () => {
  bill('one', ['Katherine Scott']);
  bill('two', ['Kate Scott']);
  const [kept, merged] = [idOf('Katherine Scott'), idOf('Kate Scott')];
  const merge = (await (await post(`people/${kept}/${merged}/merge`)).json()) as { mergeId: number };

  const page = (await (await app.fetch('/api/v1/speakers/katherine-scott')).json()) as { talks: unknown[] };
  expect(page.talks).toHaveLength(2);
  const old = await app.fetch('/speakers/kate-scott', { redirect: 'manual' });
  expect([old.status, old.headers.get('location')]).toEqual([301, '/speakers/katherine-scott']);
  const found = (await (await app.fetch('/api/v1/search?q=Kate+Scott')).json()) as {
    items: Array<{ talk: { title: string } }>;
  };
  expect(found.items.map(({ talk }) => talk.title)).toContain('two talk 0');
  expect((await read()).merges).toMatchObject([
    { id: merge.mergeId, kept: { id: kept }, merged: { id: merged } },
  ]);

  expect((await post(`merges/${merge.mergeId}/undo`)).status).toBe(204);
  expect((await app.fetch('/speakers/kate-scott', { redirect: 'manual' })).status).toBe(200);
  const again = await read();
  expect([again.merges, again.proposals]).toEqual([[], []]);
  const log = app.db
    .prepare("SELECT action FROM changes WHERE entity = 'speaker' ORDER BY id DESC LIMIT 2")
    .all();
  expect(log).toEqual([{ action: 'unmerged' }, { action: 'merged' }]);
});

it('lets only those merge who organize conferences of both', async () => {
  bill('mine', ['Robert Martin']);
  bill('theirs', ['Robert C. Martin']);
  app.giveConference('organizer', app.work.talks.conferenceId('mine') ?? 0);
  const asOrganizer = app.as('organizer');
  const [a, b] = [idOf('Robert Martin'), idOf('Robert C. Martin')];
  const answer = (await (await asOrganizer('/api/v1/organize/people')).json()) as People;
  expect(answer.proposals).toEqual([]);
  const merge = (id: number, other: number) =>
    asOrganizer(`/api/v1/organize/people/${id}/${other}/merge`, { method: 'POST' });
  expect((await merge(a, b)).status).toBe(403);
  expect((await merge(b, a)).status).toBe(403);
});

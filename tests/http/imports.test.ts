import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  appliedImportSchema,
  importEntryPageSchema,
  stagedImportSchema,
} from '#server/contract/import-schemas.ts';
import type { AppliedImport, ImportEntry, StagedImport } from '#server/contract/wire.ts';
import { startApp, type TestApp, type TestRole } from '../support/app.ts';
import { scheduleXml } from '../support/schedule-xml.ts';

const base = '/api/v1/organize/imports';
let app: TestApp;

beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

async function stage(
  body: string,
  o: { role?: TestRole; query?: string; status?: number } = {},
): Promise<StagedImport> {
  const response = await app.as(o.role ?? 'organizer')(`${base}${o.query ?? ''}`, {
    ...{ method: 'POST', body, headers: { 'x-file-name': 'plan%20%C3%A9.xml' } },
  });
  expect(response.status, await response.clone().text()).toBe(o.status ?? 201);
  return stagedImportSchema.parse(await response.json());
}

async function problem(response: Promise<Response>, status: number): Promise<string> {
  const answer = await response;
  expect(answer.status, await answer.clone().text()).toBe(status);
  return String(((await answer.json()) as { title: unknown }).title);
}

async function apply(id: number, body: object = {}, role: TestRole = 'organizer'): Promise<AppliedImport> {
  const response = await app.as(role)(`${base}/${id}/apply`, {
    ...{ method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
  });
  expect(response.status, await response.clone().text()).toBe(200);
  return appliedImportSchema.parse(await response.json());
}

async function entriesOf(id: number, kind = ''): Promise<ImportEntry[]> {
  const query = kind === '' ? '' : `&kind=${kind}`;
  const response = await app.as('organizer')(`${base}/${id}/entries?programme=0&limit=500${query}`);
  expect(response.status).toBe(200);
  return importEntryPageSchema.parse(await response.json()).items;
}

const first = () =>
  scheduleXml([
    { guid: 'a', id: 1, title: 'Opening', start: '10:00', room: 'Hall', person: 'Ada Lovelace' },
    { guid: 'b', id: 2, title: 'Queues', start: '11:00', room: 'Hall', person: 'Борис Годунов' },
    { guid: 'c', id: 3, title: 'Closing', start: '12:00', room: 'Hall', person: 'Ada Lovelace' },
  ]);
const second = () =>
  scheduleXml([
    { guid: 'a', id: 1, title: 'Grand opening', start: '10:00', room: 'Hall', person: 'Ada Lovelace' },
    { guid: 'b', id: 2, title: 'Queues', start: '11:30', room: 'Attic', person: 'Борис Годунов' },
    { guid: 'd', id: 4, title: 'Party', start: '20:00', room: 'Attic', person: 'Grace Hopper' },
  ]);

async function importFirst(): Promise<number> {
  const applied = await apply((await stage(first())).id, { shows: 'public' });
  const id = applied.conferences[0]?.id;
  if (id == null) throw new Error('nothing was imported');
  return id;
}

const talkOf = (guid: string) =>
  app.db
    .prepare<[string], { id: number; edition: number; withdrawn_ms: number | null; slug: string }>(
      'SELECT id, edition, withdrawn_ms, slug FROM talks WHERE guid = ?',
    )
    .get(guid);

describe('a programme file', () => {
  it('is staged with what it would change, and writes nothing before it is applied', async () => {
    const staged = await stage(first());
    expect(staged).toMatchObject({ fileName: 'plan é.xml', state: 'staged' });
    expect(staged.programmes).toMatchObject([
      { conferenceId: null, conferenceKind: 'new', eventCount: 3, talks: { new: 3, changed: 0 } },
    ]);
    expect((await entriesOf(staged.id, 'new')).map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Opening', 'Queues', 'Closing']),
    );
    expect(app.db.prepare('SELECT count(*) AS n FROM talks').get()).toEqual({ n: 0 });
    expect(app.db.prepare('SELECT count(*) AS n FROM conferences').get()).toEqual({ n: 0 });
  });

  it('makes a new conference of whoever imports it, public at once or a draft', async () => {
    const id = await importFirst();
    expect((await app.fetch(`/api/v1/talks/${talkOf('a')?.slug}`)).status).toBe(200);
    const query = `?conference=${id}`;
    expect((await stage(second(), { query })).programmes[0]?.conferenceId).toBe(id);
    expect(
      await problem(app.as('otherOrganizer')(`${base}${query}`, { method: 'POST', body: second() }), 403),
    ).toMatch(/do not organize/);
    const draft = scheduleXml(
      [{ guid: 'x', id: 9, title: 'Unseen', start: '10:00', room: 'R', person: 'P' }],
      {
        acronym: 'other',
        title: 'Other conference',
      },
    );
    await apply((await stage(draft)).id, { shows: 'draft' });
    expect((await app.fetch(`/api/v1/talks/${talkOf('x')?.slug}`)).status).toBe(404);
  });

  it('imported again changes nothing: no revision, no edition', async () => {
    await importFirst();
    const revision = app.catalogue.revision();
    const editions = app.db.prepare('SELECT id, edition FROM talks ORDER BY id').all();
    const again = await stage(first());
    expect(again.programmes[0]).toMatchObject({
      conferenceKind: 'unchanged',
      talks: { new: 0, changed: 0, moved: 0, withdrawn: 0, kept: 0, skipped: 0, unchanged: 3 },
    });
    await apply(again.id);
    expect(app.catalogue.revision()).toBe(revision);
    expect(app.db.prepare('SELECT id, edition FROM talks ORDER BY id').all()).toEqual(editions);
  });

  it('changed since is shown as new, changed, moved and withdrawn, and applied so', async () => {
    const conferenceId = await importFirst();
    const closing = talkOf('c');
    app.db
      .prepare(`INSERT INTO originals VALUES ('o', '${'0'.repeat(64)}', 1, 'originals/o', 'closing.mp4', 0)`)
      .run();
    app.db
      .prepare(
        "INSERT INTO recordings (id, original_id, talk_id, created_ms, updated_ms) VALUES ('r', 'o', ?, 0, 0)",
      )
      .run(closing?.id);
    const staged = await stage(second());
    expect(staged.programmes[0]?.talks).toMatchObject({ new: 1, changed: 1, moved: 1, withdrawn: 1 });
    const entries = await entriesOf(staged.id);
    const fieldsOf = (title: string) =>
      entries
        .find((entry) => entry.title === title)
        ?.fields.map(({ field, before, after }) => [field, before, after]);
    expect(fieldsOf('Grand opening')).toContainEqual(['texts.en.title', 'Opening', 'Grand opening']);
    expect(fieldsOf('Queues')).toEqual([
      [
        'slots',
        [expect.objectContaining({ room: 'Hall', startMs: Date.UTC(2024, 4, 1, 9) })],
        [expect.objectContaining({ room: 'Attic', startMs: Date.UTC(2024, 4, 1, 9, 30) })],
      ],
    ]);
    expect(entries.find(({ kind }) => kind === 'withdrawn')).toMatchObject({
      title: 'Closing',
      recordings: 1,
    });
    const { conferences } = await apply(staged.id);
    expect(conferences[0]?.talks).toMatchObject({
      created: 1,
      changed: 1,
      moved: 1,
      withdrawn: 1,
      unchanged: 0,
    });
    expect(talkOf('a')).toMatchObject({ edition: 2 });
    expect(talkOf('c')?.withdrawn_ms).toBeGreaterThan(0);
    // Withdrawn is not deleted: it is shown on, and its recording is still its own.
    expect((await app.fetch(`/api/v1/talks/${closing?.slug}`)).status).toBe(200);
    expect(app.db.prepare('SELECT talk_id FROM recordings').get()).toEqual({ talk_id: closing?.id });
    const log = app.db
      .prepare<[], { action: string; entity: string; n: number }>(
        'SELECT action, entity, count(*) AS n FROM changes WHERE actor_id IS NOT NULL GROUP BY action, entity ORDER BY action, entity',
      )
      .all();
    expect(log).toEqual(
      expect.arrayContaining([
        { action: 'imported', entity: 'conference', n: 2 },
        { action: 'imported', entity: 'talk', n: 2 },
        { action: 'withdrawn', entity: 'talk', n: 1 },
      ]),
    );
    expect(
      app.db.prepare("SELECT DISTINCT conference_id FROM changes WHERE action = 'withdrawn'").get(),
    ).toEqual({ conference_id: conferenceId });
    const back = await stage(first());
    expect(
      (await entriesOf(back.id)).find(({ title }) => title === 'Closing')?.fields.map(({ field }) => field),
    ).toContain('withdrawn');
    await apply(back.id);
    expect(talkOf('c')?.withdrawn_ms).toBeNull();
  });

  it('keeps what was edited by hand unless it is told otherwise, and says so either way', async () => {
    await importFirst();
    const { id } = talkOf('a') ?? {};
    app.db.prepare("UPDATE talk_texts SET title = 'By hand' WHERE talk_id = ?").run(id);
    app.db.prepare("INSERT INTO edited_fields VALUES ('talk', ?, 'texts.en.title', 0)").run(id);
    const title = () =>
      app.db.prepare<[unknown], string>('SELECT title FROM talk_texts WHERE talk_id = ?').pluck().get(id);
    const kept = await stage(first());
    expect(kept.programmes[0]?.talks).toMatchObject({ kept: 1, unchanged: 2 });
    const applied = await apply(kept.id);
    expect(applied.conferences[0]?.kept).toEqual([{ title: 'By hand', fields: ['texts.en.title'] }]);
    expect([title(), talkOf('a')?.edition]).toEqual(['By hand', 1]);
    const taken = await stage(first());
    const [entry] = await entriesOf(taken.id, 'kept');
    expect(entry?.fields).toMatchObject([{ before: 'By hand', after: 'Opening', isEditedByHand: true }]);
    await apply(taken.id, { overwrite: [{ entry: entry?.id, field: 'texts.en.title' }] });
    expect([title(), talkOf('a')?.edition]).toEqual(['Opening', 2]);
  });

  it('is written as far as it was accepted', async () => {
    await importFirst();
    const staged = await stage(second());
    const [queues] = await entriesOf(staged.id, 'moved');
    const party = (await entriesOf(staged.id, 'new')).map(({ id }) => id);
    const { conferences } = await apply(staged.id, { accept: [...party, queues?.id], except: [queues?.id] });
    expect(conferences[0]?.talks).toMatchObject({
      created: 1,
      changed: 0,
      moved: 0,
      withdrawn: 0,
      declined: 3,
    });
    expect(talkOf('a')).toMatchObject({ edition: 1 });
    expect(talkOf('c')?.withdrawn_ms).toBeNull();
    expect(talkOf('d')).toBeDefined();
  });

  it('is compared anew where the library changed meanwhile, and not applied', async () => {
    await importFirst();
    const staged = await stage(second());
    app.db.prepare("UPDATE talk_texts SET title = 'Grand opening' WHERE title = 'Opening'").run();
    const sentence = await problem(
      app.as('organizer')(`${base}/${staged.id}/apply`, { method: 'POST' }),
      409,
    );
    expect(sentence).toMatch(/The library has changed since this was shown/);
    expect(talkOf('d')).toBeUndefined();
    const response = await app.as('organizer')(`${base}/${staged.id}`);
    const fresh = stagedImportSchema.parse(await response.json());
    expect((await entriesOf(fresh.id, 'changed'))[0]?.fields.map(({ field }) => field)).toEqual([
      'texts.en.abstract',
    ]);
    await apply(staged.id);
    expect(talkOf('d')).toBeDefined();
  });

  it('leaves a talk in the bin where it is, and says so', async () => {
    await importFirst();
    app.db.prepare("UPDATE talks SET deleted_ms = 1 WHERE guid = 'b'").run();
    const staged = await stage(first());
    const [entry] = await entriesOf(staged.id, 'skipped');
    expect(entry?.notes.join()).toMatch(/lies in the bin, where it stays/);
    await apply(staged.id);
    expect(app.db.prepare("SELECT deleted_ms FROM talks WHERE guid = 'b'").get()).toEqual({ deleted_ms: 1 });
  });

  it('that lifts an opt-out publishes nothing by itself', async () => {
    const optedOut = scheduleXml([
      { guid: 'a', id: 1, title: 'Opening', start: '10:00', room: 'Hall', person: 'Ada', optOut: true },
    ]);
    await apply((await stage(optedOut)).id, { shows: 'public' });
    expect(app.db.prepare('SELECT recording_plan FROM talks').get()).toEqual({ recording_plan: 'opted_out' });
    app.db
      .prepare(`INSERT INTO originals VALUES ('o', '${'0'.repeat(64)}', 1, 'originals/o', 'a.mp4', 0)`)
      .run();
    app.db
      .prepare(
        "INSERT INTO recordings (id, original_id, talk_id, publication, created_ms, updated_ms) SELECT 'r', 'o', id, 'published', 0, 0 FROM talks",
      )
      .run();
    const lifted = optedOut.replace('<optout>true', '<optout>false');
    const { conferences } = await apply((await stage(lifted)).id);
    expect(conferences[0]?.notes.join()).toMatch(/wait for review/);
    expect(app.db.prepare('SELECT publication FROM recordings').get()).toEqual({ publication: 'review' });
  });

  it('of the same events without guids is known by ids and starts', async () => {
    const bare = first().replace(/ guid="[^"]*"/g, '');
    await apply((await stage(bare)).id, { shows: 'public' });
    expect((await stage(bare)).programmes[0]?.talks).toMatchObject({ unchanged: 3, new: 0, withdrawn: 0 });
    const moved = await stage(second().replace(/ guid="[^"]*"/g, ''));
    expect(moved.programmes[0]?.talks).toMatchObject({ new: 1, changed: 1, moved: 1, withdrawn: 1 });
  });
});

describe('refusals', () => {
  it('of a file that is too large come before it is read', async () => {
    const { request } = await import('node:http');
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asking = request(`${app.url}${base}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${app.token('organizer')}`,
          'content-length': String(200 * 1024 * 1024),
        },
      });
      asking.on('response', (answer) => resolve(answer.statusCode));
      asking.on('error', reject);
      asking.flushHeaders();
    });
    expect(status).toBe(413);
  });

  it('say in a sentence what is wrong, and leave nothing behind', async () => {
    const asking = (body: string) => app.as('organizer')(base, { method: 'POST', body });
    expect(await problem(asking('<schedule><conference>'), 400)).not.toBe('');
    expect(await problem(asking(' '), 400)).not.toBe('');
    const bomb =
      '<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><schedule>&b;</schedule>';
    expect(await problem(asking(bomb), 400)).not.toBe('');
    expect(app.db.prepare('SELECT count(*) AS n FROM imports').get()).toEqual({ n: 0 });
  });

  it('of what is somebody else’s: it is neither shown nor applied nor discarded', async () => {
    const { id } = await stage(first());
    const other = app.as('otherOrganizer');
    expect((await other(`${base}/${id}`)).status).toBe(403);
    expect((await other(`${base}/${id}/entries`)).status).toBe(403);
    expect((await other(`${base}/${id}/apply`, { method: 'POST' })).status).toBe(403);
    expect((await other(`${base}/${id}`, { method: 'DELETE' })).status).toBe(403);
    expect(await (await other(base)).json()).toEqual({ items: [] });
    expect((await app.as('organizer')(`${base}/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await app.as('organizer')(`${base}/${id}`)).status).toBe(404);
  });

  it('of a programme of a conference of others, recognised from the file', async () => {
    await importFirst();
    const sentence = await problem(app.as('otherOrganizer')(base, { method: 'POST', body: second() }), 403);
    expect(sentence).toMatch(/which you do not organize/);
  });
});

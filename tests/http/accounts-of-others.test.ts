import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import {
  accountDeletionSchema,
  accountPageSchema,
  accountSchema,
  changePageSchema,
  changePeopleSchema,
  madeAccountSchema,
} from '#server/contract/account-schemas.ts';
import { portalActor } from '#server/features/accounts/change-log.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { openBrowser, signedIn, testPassword } from '../support/browser.ts';
import { programme } from '../support/recordings.ts';

const test = { id: null, name: 'test' };
let app: TestApp;
let conference: number;

beforeAll(async () => {
  app = await startApp({ env: { ORGANIZER_EMAIL: 'First@Example.org', ORGANIZER_PASSWORD: testPassword } });
  app.catalogue.applyProgramme(programme());
  conference = Number(app.db.prepare("SELECT id FROM conferences WHERE slug = 'dataconf'").pluck().get());
});
afterAll(() => app.close());
afterEach(() => void vi.useRealTimers());

async function ask<T extends z.ZodType>(
  schema: T | null,
  path: string,
  o: { method?: string; body?: object; status?: number } = {},
): Promise<z.infer<T>> {
  const answer = await app.as('admin')(path, {
    method: o.method ?? 'GET',
    headers: { 'content-type': 'application/json' },
    ...(o.body && { body: JSON.stringify(o.body) }),
  });
  expect(answer.status, await answer.clone().text()).toBe(o.status ?? 200);
  return schema === null ? (undefined as z.infer<T>) : schema.parse(await answer.json()); // asked for no body
}
const add = (email: string, role: 'viewer' | 'organizer' | 'admin' = 'viewer') =>
  app.accounts.people.add(test, { email, role });

describe('the first organizer', () => {
  it('comes from the environment, as an admin, and keeps the password over a restart with another', async () => {
    const browser = openBrowser(app);
    const signIn = (password: string) =>
      browser.send('POST', '/api/v1/auth/sign-in/email', { email: 'first@example.org', password });
    expect((await signIn(testPassword)).status).toBe(200);
    expect(await (await browser.fetch('/api/v1/account/me')).json()).toMatchObject({ role: 'admin' });
    const env = { ORGANIZER_EMAIL: 'first@example.org', ORGANIZER_PASSWORD: 'another password' };
    const again = await startApp({ env, dataDir: app.dataDir });
    await again.close();
    expect((await signIn('another password')).status).toBe(401);
    expect((await signIn(testPassword)).status).toBe(200);
  });

  it('is what an empty portal says it lacks', async () => {
    const empty = await startApp();
    try {
      expect(await (await empty.fetch('/api/v1/auth/ways')).json()).toEqual({
        hasAccounts: false,
        provider: null,
      });
    } finally {
      await empty.close();
    }
    expect(await (await app.fetch('/api/v1/auth/ways')).json()).toMatchObject({ hasAccounts: true });
  });
});

describe('accounts of others', () => {
  it('are made with a role and conferences, and a link that lets the person in', async () => {
    const made = await ask(madeAccountSchema, '/api/v1/accounts', {
      ...{ method: 'POST', status: 201 },
      body: { email: 'New@Example.org', role: 'organizer', conferenceIds: [conference] },
    });
    expect(made.account).toMatchObject({
      email: 'new@example.org',
      role: 'organizer',
      conferences: [{ id: conference, title: 'DataConf 2024' }],
      hasPassword: false,
    });
    const browser = openBrowser(app);
    const token = new URLSearchParams(new URL(made.link.url).hash.slice(1)).get('token');
    await browser.send('POST', '/api/v1/auth/reset-password', { token, newPassword: testPassword });
    await browser.send('POST', '/api/v1/auth/sign-in/email', {
      email: 'new@example.org',
      password: testPassword,
    });
    expect(await (await browser.fetch('/api/v1/account/me')).json()).toMatchObject({
      conferenceIds: [conference],
    });
    const { items } = await ask(accountPageSchema, '/api/v1/accounts?limit=1');
    expect(items).toHaveLength(1);
    await ask(null, '/api/v1/accounts', {
      ...{ method: 'POST', status: 409 },
      body: { email: 'new@example.org', role: 'viewer' },
    });
    await ask(null, '/api/v1/accounts', {
      ...{ method: 'POST', status: 400 },
      body: { email: 'x@example.org', role: 'organizer', conferenceIds: [4711] },
    });
  });

  it('lose what a change takes away, and the log tells both', async () => {
    const { id } = add('changing@example.org', 'organizer');
    await ask(accountSchema, `/api/v1/accounts/${id}`, {
      method: 'PATCH',
      body: { conferenceIds: [conference] },
    });
    await ask(accountSchema, `/api/v1/accounts/${id}`, {
      method: 'PATCH',
      body: { role: 'viewer', conferenceIds: [] },
    });
    const { items } = await ask(changePageSchema, `/api/v1/organize/changes?kind=account&of=${id}`);
    expect(items.map(({ action, before, after }) => [action, before, after])).toEqual([
      ['changed', { role: 'organizer', conferenceIds: [conference] }, { role: 'viewer', conferenceIds: [] }],
      ['changed', { conferenceIds: [] }, { conferenceIds: [conference] }],
      ['created', null, { role: 'organizer', conferenceIds: [] }],
    ]);
    expect(items[0]?.actor).toEqual({ id: app.accountId('admin'), name: 'admin@example.org' });
  });

  it('are never all without an admin', async () => {
    const lone = await startApp();
    try {
      const { id } = lone.accounts.people.add(test, { email: 'lone@example.org', role: 'admin' });
      const { people } = lone.accounts;
      expect(() => people.change(test, id, { role: 'organizer' })).toThrow(/last admin/);
      expect(() => people.toBin(test, id)).toThrow(/last admin/);
      expect(() => people.purge(test, id)).toThrow(/last admin/);
      expect(people.one(id)).toMatchObject({ role: 'admin', deletedMs: null });
    } finally {
      await lone.close();
    }
  });
});

describe('deleting an account', () => {
  it('says what will go, signs out at once, and can be taken back for 30 days', async () => {
    app.giveConference('viewer', conference);
    const browser = await signedIn(app, 'viewer');
    const token = app.accounts.tokens.make(app.accountId('viewer'), 'script').text;
    const path = `/api/v1/accounts/${app.accountId('viewer')}`;
    const withToken = () =>
      app.fetch('/api/v1/account/me', { headers: { authorization: `Bearer ${token}` } });
    expect(await ask(accountDeletionSchema, `${path}/deletion`)).toMatchObject({
      ...{ sessions: 1, tokens: 1, isLastAdmin: false },
      conferences: [{ id: conference, title: 'DataConf 2024' }],
    });
    await ask(null, path, { method: 'DELETE', status: 204 });
    expect([(await browser.fetch('/api/v1/account/me')).status, (await withToken()).status]).toEqual([
      401, 401,
    ]);
    const account = await ask(accountSchema, path);
    const goesIn = Date.parse(account.goesAt ?? '') - Date.parse(account.deletedAt ?? '');
    expect(goesIn).toBe(30 * 86_400_000);
    await ask(accountSchema, `${path}/restore`, { method: 'POST' });
    expect((await withToken()).status).toBe(200);
    await signedIn(app, 'viewer');
  });

  it('takes it from the bin for good after 30 days, and not before', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { id } = add('binned@example.org');
    app.accounts.people.toBin(test, id);
    vi.setSystemTime(Date.now() + 30 * 86_400_000 - 1000);
    app.accounts.people.emptyBin(portalActor);
    expect(app.accounts.people.byEmail('binned@example.org')).not.toBeNull();
    vi.setSystemTime(Date.now() + 2000);
    app.accounts.people.emptyBin(portalActor);
    expect(app.accounts.people.byEmail('binned@example.org')).toBeNull();
  });

  it('at once leaves neither rows nor the name, also in the log; what was changed stays', async () => {
    const { id } = add('leaving@example.org', 'admin');
    const { text } = app.accounts.tokens.make(id, 'script');
    app.accounts.people.links.make(id, 'reset');
    await app.accounts.setFirstPassword(id, testPassword);
    const other = app.accounts.people.add(
      { id, name: 'leaving@example.org' },
      { email: 'made@example.org', role: 'viewer' },
    );
    await ask(null, `/api/v1/accounts/${id}?now=1`, { method: 'DELETE', status: 204 });
    const me = await app.fetch('/api/v1/account/me', { headers: { authorization: `Bearer ${text}` } });
    expect(me.status).toBe(401);
    await ask(null, `/api/v1/accounts/${id}`, { status: 404 });
    const { items } = await ask(changePageSchema, `/api/v1/organize/changes?kind=account&of=${other.id}`);
    expect(items.map(({ action, actor }) => [action, actor.name])).toEqual([['created', 'deleted account']]);
    expect(JSON.stringify(app.db.prepare('SELECT * FROM changes').all())).not.toContain('leaving@');
  });
});

describe('the log of changes', () => {
  it('is read in pages, by conference, person and kind; organizers read what is theirs', async () => {
    app.giveConference('organizer', conference);
    const note = (title: string, conferenceId: number | null, actor: { id: string | null; name: string }) =>
      app.db
        .prepare(
          `INSERT INTO changes (at_ms, actor_id, actor_name, action, entity, entity_id, conference_id, title, after)
           VALUES (1, ?, ?, 'changed', 'talk', '1', ?, ?, '{"title":"B"}')`,
        )
        .run(actor.id, actor.name, conferenceId, title);
    const ada = { id: 'ada', name: 'Ada' };
    note('mine', conference, ada);
    note('nobody’s', null, ada);
    const first = await ask(changePageSchema, '/api/v1/organize/changes?kind=talk&limit=1');
    expect(first.items).toMatchObject([{ title: 'nobody’s', conference: null, after: { title: 'B' } }]);
    const next = await ask(
      changePageSchema,
      `/api/v1/organize/changes?kind=talk&limit=1&cursor=${first.nextCursor}`,
    );
    expect(next).toMatchObject({
      items: [{ title: 'mine', conference: { slug: 'dataconf' } }],
      nextCursor: null,
    });
    const byPerson = await ask(changePageSchema, '/api/v1/organize/changes?person=ada');
    expect(byPerson.items.map(({ title }) => title)).toEqual(['nobody’s', 'mine']);
    const seenBy = async (role: 'organizer' | 'otherOrganizer') =>
      changePageSchema
        .parse(await (await app.as(role)('/api/v1/organize/changes?person=ada')).json())
        .items.map(({ title }) => title);
    expect([await seenBy('organizer'), await seenBy('otherOrganizer')]).toEqual([['mine'], []]);
    const people = await ask(changePeopleSchema, '/api/v1/organize/changes/people');
    expect(people.items).toContainEqual(ada);
    await ask(null, '/api/v1/organize/changes?cursor=eA', { status: 400 });
  });
});

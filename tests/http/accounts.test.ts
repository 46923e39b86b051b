import { getMigrations } from 'better-auth/db/migration';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { openBrowser, signedIn, testPassword } from '../support/browser.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
afterEach(() => void vi.useRealTimers());

const signIn = (email: string, password: string, headers: Record<string, string> = {}) =>
  app.fetch('/api/v1/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ email, password }),
  });
const sentenceOf = async (answer: Response) => ((await answer.json()) as { title: string }).title;
const tokenOf = (link: string) =>
  new URLSearchParams(new URL(link, app.url).hash.slice(1)).get('token') ?? '';
const setPassword = (token: string, newPassword: string) =>
  openBrowser(app).send('POST', '/api/v1/auth/reset-password', { token, newPassword });

it('keeps the tables that better-auth wants, so that its own migrations have nothing to do', async () => {
  const { toBeCreated, toBeAdded } = await getMigrations(app.accounts.auth.options);
  expect([toBeCreated, toBeAdded]).toEqual([[], []]);
});

describe('signing in', () => {
  it('gives a cookie that scripts cannot read and other sites do not send, and that says who one is', async () => {
    const browser = await signedIn(app, 'organizer');
    const answer = await browser.send('POST', '/api/v1/auth/sign-in/email', {
      email: ' Organizer@Example.org ',
      password: testPassword,
    });
    expect(answer.headers.get('set-cookie')).toMatch(/^rostrum\.session_token=.+; HttpOnly; SameSite=Lax/i);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(await (await browser.fetch('/api/v1/account/me')).json()).toEqual({
      id: app.accountId('organizer'),
      email: 'organizer@example.org',
      name: 'organizer@example.org',
      role: 'organizer',
      conferenceIds: [],
      hasPassword: true,
    });
  });

  it('marks the cookie Secure where the portal is reached by https', async () => {
    const secure = await startApp({ env: { PUBLIC_URL: 'https://talks.example.org' } });
    try {
      await secure.accounts.setFirstPassword(secure.accountId('viewer'), testPassword);
      const answer = await openBrowser({ url: secure.url }).send('POST', '/api/v1/auth/sign-in/email', {
        email: 'viewer@example.org',
        password: testPassword,
      });
      expect(answer.headers.get('set-cookie')).toMatch(/^__Secure-rostrum\.session_token=.*; Secure/);
    } finally {
      await secure.close();
    }
  });

  it('answers a wrong password, an unknown address and an account in the bin with the same words', async () => {
    const gone = app.accounts.people.add(
      { id: null, name: 'test' },
      { email: 'gone@example.org', role: 'viewer' },
    );
    await app.accounts.setFirstPassword(gone.id, testPassword);
    app.accounts.people.toBin({ id: null, name: 'test' }, gone.id);
    await signedIn(app, 'viewer');
    const answers = await Promise.all([
      signIn('viewer@example.org', 'not the password'),
      signIn('nobody@example.org', testPassword),
      signIn('gone@example.org', testPassword),
    ]);
    expect(answers.map(({ status, headers }) => [status, headers.getSetCookie()])).toEqual([
      [401, []],
      [401, []],
      [401, []],
    ]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  });

  it('takes as long for an address that nobody has, within what hashing varies', async () => {
    const time = async (email: string) => {
      const start = performance.now();
      await signIn(email, 'not the password');
      return performance.now() - start;
    };
    await signedIn(app, 'admin');
    const known = Math.min(await time('admin@example.org'), await time('admin@example.org'));
    const unknown = Math.min(await time('stranger@example.org'), await time('stranger@example.org'));
    expect(unknown).toBeGreaterThan(known / 3);
  });

  it('has no way to make an account by oneself', async () => {
    for (const path of ['sign-up/email', 'get-session', 'update-user', 'request-password-reset']) {
      const answer = await app.fetch(`/api/v1/auth/${path}`, { method: 'POST' });
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  it('refuses after ten failed tries for one account, wherever they come from, and lets others in', async () => {
    const strict = await startApp({ env: { TRUST_PROXY: '1' } });
    try {
      await signedIn(strict, 'viewer');
      const tryFrom = (email: string, address: string) =>
        strict.fetch('/api/v1/auth/sign-in/email', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
          body: JSON.stringify({ email, password: 'not the password' }),
        });
      for (let i = 0; i < 10; i++)
        expect((await tryFrom('viewer@example.org', `192.0.2.${i}`)).status).toBe(401);
      const refused = await tryFrom('Viewer@example.org', '192.0.2.99');
      expect([refused.status, await sentenceOf(refused)]).toEqual([
        429,
        'Too many failed tries for this account: please wait a quarter of an hour and try again.',
      ]);
      expect((await tryFrom('someone@example.org', '192.0.2.99')).status).toBe(401);
      await signedIn(strict, 'admin');
    } finally {
      await strict.close();
    }
  });

  it('refuses after thirty failed tries from one address', async () => {
    const strict = await startApp();
    try {
      const answers: number[] = [];
      for (let i = 0; i < 31; i++) {
        const body = JSON.stringify({ email: `nobody${i}@example.org` });
        const headers = { 'content-type': 'application/json' };
        answers.push(
          (await strict.fetch('/api/v1/auth/sign-in/email', { method: 'POST', headers, body })).status,
        );
      }
      expect([answers.slice(0, 30).every((status) => status === 400), answers[30]]).toEqual([true, 429]);
    } finally {
      await strict.close();
    }
  });
});

describe('requests of other sites', () => {
  it('are refused where they change something with a session, and where they would sign somebody in', async () => {
    const browser = await signedIn(app, 'admin');
    for (const headers of [
      ['origin', 'https://evil.example'],
      ['sec-fetch-site', 'cross-site'],
      ['origin', 'null'],
    ] as const) {
      const answer = await browser.fetch('/api/v1/account/sessions', {
        method: 'DELETE',
        headers: [[...headers]],
      });
      expect(answer.status).toBe(403);
    }
    const bare = await app.fetch('/api/v1/account/sessions', {
      method: 'DELETE',
      headers: { cookie: browser.cookie() },
    });
    expect(bare.status).toBe(403);
    expect((await signIn('admin@example.org', testPassword, { origin: 'https://evil.example' })).status).toBe(
      403,
    );
    expect((await browser.fetch('/api/v1/account/me')).status).toBe(200);
  });

  it('are no matter for API tokens', async () => {
    const answer = await app.as('organizer')('/api/v1/account/tokens/none', {
      method: 'DELETE',
      headers: { origin: 'https://evil.example' },
    });
    expect(answer.status).toBe(404);
  });
});

describe('sessions', () => {
  it('are listed with device and address, and each can be ended at once', async () => {
    const here = await signedIn(app, 'organizer');
    const there = openBrowser(
      app,
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
    );
    await there.send('POST', '/api/v1/auth/sign-in/email', {
      email: 'organizer@example.org',
      password: testPassword,
    });
    expect((await there.fetch('/api/v1/account/me')).status).toBe(200);
    const { items } = (await (await here.fetch('/api/v1/account/sessions')).json()) as {
      items: { id: string; isThis: boolean; browser: string; system: string; address: string }[];
    };
    expect(items.filter(({ isThis }) => isThis)).toMatchObject([{ browser: 'Firefox', system: 'Linux' }]);
    const phone = items.find(({ system }) => system === 'Android');
    expect(phone).toMatchObject({ browser: 'Chrome', address: '127.0.0.1', isThis: false });
    const others = await (await signedIn(app, 'viewer')).send(
      'DELETE',
      `/api/v1/account/sessions/${phone?.id}`,
    );
    expect(others.status).toBe(404);
    expect((await here.send('DELETE', `/api/v1/account/sessions/${phone?.id}`)).status).toBe(204);
    expect((await there.fetch('/api/v1/account/me')).status).toBe(401);
    expect((await here.fetch('/api/v1/account/me')).status).toBe(200);
  });

  it('all end by signing out everywhere, one by signing out', async () => {
    const [one, other] = [await signedIn(app, 'viewer'), await signedIn(app, 'viewer')];
    const stolen = one.cookie();
    expect((await one.send('POST', '/api/v1/auth/sign-out')).status).toBe(204);
    expect((await app.fetch('/api/v1/account/me', { headers: { cookie: stolen } })).status).toBe(401);
    expect((await other.fetch('/api/v1/account/me')).status).toBe(200);
    const third = await signedIn(app, 'viewer');
    expect((await third.send('DELETE', '/api/v1/account/sessions')).status).toBe(204);
    expect((await other.fetch('/api/v1/account/me')).status).toBe(401);
    expect((await third.fetch('/api/v1/account/me')).status).toBe(401);
  });

  it('lose their address after a week, and end after thirty days', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const later = await startApp();
    try {
      const browser = await signedIn(later, 'viewer');
      const addresses = () =>
        later.accounts.sessions.of(later.accountId('viewer')).map(({ address }) => address);
      vi.setSystemTime(Date.now() + 6.9 * 86_400_000);
      later.accounts.forget();
      expect(addresses()).toEqual(['127.0.0.1']);
      vi.setSystemTime(Date.now() + 0.2 * 86_400_000);
      later.accounts.forget();
      expect(addresses()).toEqual([null]);
      vi.setSystemTime(Date.now() + 31 * 86_400_000);
      expect((await browser.fetch('/api/v1/account/me')).status).toBe(401);
      later.accounts.forget();
      expect(addresses()).toEqual([]);
    } finally {
      await later.close();
    }
  });

  it('see a new role and a lost conference with the next request', async () => {
    const browser = await signedIn(app, 'otherOrganizer');
    expect((await browser.fetch('/api/v1/jobs')).status).toBe(200);
    const change = { role: 'viewer' } as const;
    app.accounts.people.change({ id: null, name: 'test' }, app.accountId('otherOrganizer'), change);
    expect((await browser.fetch('/api/v1/jobs')).status).toBe(403);
    app.accounts.people.change({ id: null, name: 'test' }, app.accountId('otherOrganizer'), {
      role: 'organizer',
    });
    expect((await browser.fetch('/api/v1/jobs')).status).toBe(200);
  });
});

describe('passwords', () => {
  it('are set by a link, once, and every session ends with it', async () => {
    const before = await signedIn(app, 'viewer');
    const { path } = app.accounts.people.links.make(app.accountId('viewer'), 'reset');
    const old = tokenOf(path);
    const token = tokenOf(app.accounts.people.links.make(app.accountId('viewer'), 'reset').path);
    expect((await setPassword(old, 'a newer password')).status).toBe(410);
    expect((await setPassword(token, 'too short')).status).toBe(400);
    expect((await setPassword(token, testPassword)).status).toBe(200);
    expect((await setPassword(token, 'another password')).status).toBe(410);
    expect((await before.fetch('/api/v1/account/me')).status).toBe(401);
    await signedIn(app, 'viewer');
  });

  it('are not set by a link that is a day old', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const token = tokenOf(app.accounts.people.links.make(app.accountId('viewer'), 'reset').path);
    vi.setSystemTime(Date.now() + 86_400_000 + 60_000);
    expect((await setPassword(token, 'a newer password')).status).toBe(410);
  });

  it('are changed by who knows the present one; other sessions end, this one goes on', async () => {
    const [here, there] = [await signedIn(app, 'viewer'), await signedIn(app, 'viewer')];
    const change = (currentPassword: string, newPassword: string) =>
      here.send('POST', '/api/v1/account/password', { currentPassword, newPassword });
    expect((await change('not the password', 'a newer password')).status).toBe(400);
    expect((await change(testPassword, 'short')).status).toBe(400);
    expect((await change(testPassword, 'a newer password')).status).toBe(200);
    expect((await there.fetch('/api/v1/account/me')).status).toBe(401);
    expect((await here.fetch('/api/v1/account/me')).status).toBe(200);
    expect((await signIn('viewer@example.org', testPassword)).status).toBe(401);
    expect((await change('a newer password', testPassword)).status).toBe(200);
  });

  it('are kept as scrypt hashes only', () => {
    const raw = app.accounts.people.byEmail('viewer@example.org');
    expect(raw?.hasPassword).toBe(true);
    expect(JSON.stringify(raw)).not.toMatch(/password":"/);
  });
});

describe('API tokens', () => {
  it('are shown once, work until they are revoked, and tell when they were last used', async () => {
    const browser = await signedIn(app, 'organizer');
    const made = await browser.send('POST', '/api/v1/account/tokens', { name: 'backup script' });
    expect(made.status).toBe(201);
    const { id, text } = (await made.json()) as { id: string; text: string };
    expect(text).toMatch(/^rostrum_[\w-]{43}$/);
    const list = async () =>
      ((await (await browser.fetch('/api/v1/account/tokens')).json()) as { items: { id: string }[] }).items;
    expect((await list()).find((token) => token.id === id)).toEqual({
      ...{ id, name: 'backup script', lastUsedAt: null },
      createdAt: expect.stringMatching(/Z$/),
    });
    const ask = () => app.fetch('/api/v1/jobs', { headers: { authorization: `Bearer ${text}` } });
    expect((await ask()).status).toBe(200);
    expect((await list()).find((token) => token.id === id)).toMatchObject({
      lastUsedAt: expect.stringMatching(/Z$/),
    });
    const stranger = await (await signedIn(app, 'viewer')).send('DELETE', `/api/v1/account/tokens/${id}`);
    expect(stranger.status).toBe(404);
    expect((await browser.send('DELETE', `/api/v1/account/tokens/${id}`)).status).toBe(204);
    expect((await ask()).status).toBe(401);
  });

  it('note their use at most once a minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const { id, text } = app.accounts.tokens.make(app.accountId('viewer'), 'often');
    const used = () =>
      app.accounts.tokens.of(app.accountId('viewer')).find((token) => token.id === id)?.last_used_ms;
    const start = Date.now();
    app.accounts.tokens.bearerOf(text);
    vi.setSystemTime(start + 59_000);
    app.accounts.tokens.bearerOf(text);
    expect(used()).toBe(start);
    vi.setSystemTime(start + 60_000);
    app.accounts.tokens.bearerOf(text);
    expect(used()).toBe(start + 60_000);
  });

  it('make no more of themselves', async () => {
    const answer = await app.as('organizer')('/api/v1/account/tokens', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'child' }),
    });
    expect(answer.status).toBe(403);
  });
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { openBrowser, signedIn, type TestBrowser } from '../support/browser.ts';
import { startProvider, type TestProvider } from '../support/oidc-provider.ts';

let app: TestApp;
let provider: TestProvider;

const freePort = async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listens on TCP
  await new Promise((resolve) => server.close(resolve));
  return port;
};
const providerEnv = (issuer: string, port: number) => ({
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: 'rostrum',
  OIDC_CLIENT_SECRET: 'a secret of the two',
  OIDC_NAME: 'The University',
});

beforeAll(async () => {
  const port = await freePort();
  provider = await startProvider(`http://127.0.0.1:${port}/api/v1/auth/callback/oidc`);
  app = await startApp({ env: providerEnv(provider.issuer, port), port });
});
afterAll(async () => {
  await app.close();
  await provider.close();
});

/** Goes through the provider as a browser does; where it ends in the portal. */
async function goThrough(at: TestApp, browser: TestBrowser): Promise<string> {
  const begun = await browser.send('POST', '/api/v1/auth/oidc', { returnTo: '/organize/jobs' });
  expect(begun.status).toBe(200);
  let { url } = (await begun.json()) as { url: string };
  const elsewhere = new Map<string, string>();
  for (let hops = 0; hops < 12; hops++) {
    const target = new URL(url);
    const isPortal = target.origin === at.url;
    if (isPortal && target.pathname.startsWith('/organize')) return target.pathname + target.search;
    const cookie = [...elsewhere].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = isPortal
      ? await browser.fetch(target.pathname + target.search)
      : await fetch(target, { redirect: 'manual', headers: cookie ? { cookie } : {} });
    for (const line of isPortal ? [] : answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      elsewhere.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
    url = new URL(location, target).href;
  }
  throw new Error('the way has no end');
}

const me = async (browser: TestBrowser) => (await browser.fetch('/api/v1/account/me')).json();

describe('signing in through a provider', () => {
  it('is offered by the name that the operator gave it', async () => {
    const ways = await (await app.fetch('/api/v1/auth/ways')).json();
    expect(ways).toMatchObject({ provider: { name: 'The University' } });
  });

  it('makes a viewer of somebody new, and the same account the next time', async () => {
    provider.person = { sub: 'ada', email: 'ada@example.org', email_verified: true, name: 'Ada' };
    const browser = openBrowser(app);
    expect(await goThrough(app, browser)).toBe('/organize/jobs');
    const first = await me(browser);
    expect(first).toMatchObject({
      email: 'ada@example.org',
      name: 'Ada',
      role: 'viewer',
      hasPassword: false,
    });
    expect((await browser.fetch('/api/v1/jobs')).status).toBe(403);
    const again = openBrowser(app);
    await goThrough(app, again);
    expect(await me(again)).toEqual(first);
  });

  it('leads to the account that has the same verified address, with its role', async () => {
    await signedIn(app, 'organizer');
    provider.person = { sub: 'org', email: 'organizer@example.org', email_verified: true, name: 'Org' };
    const browser = openBrowser(app);
    await goThrough(app, browser);
    expect(await me(browser)).toMatchObject({ id: app.accountId('organizer'), role: 'organizer' });
  });

  it('does not lead to an account whose address the provider has not verified', async () => {
    await signedIn(app, 'admin');
    provider.person = { sub: 'thief', email: 'admin@example.org', email_verified: false, name: 'Thief' };
    const browser = openBrowser(app);
    expect(await goThrough(app, browser)).toMatch(/^\/organize\?refused=provider/);
    expect((await browser.fetch('/api/v1/account/me')).status).toBe(401);
  });

  it('does not let an account in that lies in the bin', async () => {
    provider.person = { sub: 'bin', email: 'binned@example.org', email_verified: true, name: 'Bin' };
    await goThrough(app, openBrowser(app));
    const account = app.accounts.people.byEmail('binned@example.org');
    app.accounts.people.toBin({ id: null, name: 'test' }, account?.id ?? '');
    const browser = openBrowser(app);
    await goThrough(app, browser);
    expect((await browser.fetch('/api/v1/account/me')).status).toBe(401);
  });

  it('refuses what comes back without a beginning, and leads nowhere else', async () => {
    const answer = await openBrowser(app).fetch('/api/v1/auth/callback/oidc?code=x&state=y');
    expect([answer.status, answer.headers.get('location')]).toEqual([
      302,
      expect.stringMatching(/^\/organize\?refused=provider/),
    ]);
    const browser = openBrowser(app);
    const begun = await browser.send('POST', '/api/v1/auth/oidc', {
      returnTo: 'https://evil.example/organize',
    });
    expect(begun.status).toBe(200);
    expect(JSON.stringify([await begun.json(), browser.cookie()])).not.toContain('evil.example');
  });
});

it('starts and works without the provider, says so, and finds it when it is back', async () => {
  const port = await freePort();
  const dead = await freePort();
  const alone = await startApp({ env: providerEnv(`http://127.0.0.1:${dead}`, port), port });
  try {
    expect((await alone.fetch('/readyz')).status).toBe(200);
    await signedIn(alone, 'viewer');
    const answer = await openBrowser(alone).send('POST', '/api/v1/auth/oidc', {});
    expect([answer.status, await answer.json()]).toMatchObject([
      503,
      {
        title:
          'The University cannot be reached at the moment: try again later, or sign in with e-mail and password.',
      },
    ]);
    const late = await startProvider(`${alone.url}/api/v1/auth/callback/oidc`, dead);
    late.person = { sub: 'late', email: 'late@example.org', email_verified: true, name: 'Late' };
    try {
      const browser = openBrowser(alone);
      expect(await goThrough(alone, browser)).toBe('/organize/jobs');
      expect(await me(browser)).toMatchObject({ email: 'late@example.org' });
    } finally {
      await late.close();
    }
  } finally {
    await alone.close();
  }
});

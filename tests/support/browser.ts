import type { TestApp, TestRole } from './app.ts';

export const testPassword = 'correct horse battery';

/** A browser as far as the server sees one: it keeps cookies and says where a request comes from. */
export interface TestBrowser {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  send(method: string, path: string, body?: unknown): Promise<Response>;
  /** Cookie header as it is now. */
  cookie(): string;
}

/** A browser without cookies. */
export function openBrowser(
  app: Pick<TestApp, 'url'>,
  userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
): TestBrowser {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers({ origin: app.url, 'user-agent': userAgent });
    if (jar.size > 0) headers.set('cookie', cookie());
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const response = await fetch(`${app.url}${path}`, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  return {
    cookie,
    fetch: ask,
    send: (method, path, body) =>
      ask(path, {
        method,
        ...(body !== undefined && {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      }),
  };
}

/** A browser in which the account of a role is signed in, with its password. */
export async function signedIn(app: TestApp, role: TestRole): Promise<TestBrowser> {
  const id = app.accountId(role);
  const account = app.accounts.people.one(id);
  if (!account.hasPassword) await app.accounts.setFirstPassword(id, testPassword);
  const browser = openBrowser(app);
  const answer = await browser.send('POST', '/api/v1/auth/sign-in/email', {
    email: account.email,
    password: testPassword,
  });
  if (!answer.ok) throw new Error(`${role} was not signed in: ${answer.status} ${await answer.text()}`);
  return browser;
}

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { openBrowser, testPassword } from '../support/browser.ts';
import { programme } from '../support/recordings.ts';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../../scripts/user.ts', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-user-'));
let app: TestApp;

beforeAll(async () => {
  app = await startApp({ dataDir });
  app.catalogue.applyProgramme(programme());
});
afterAll(async () => {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function user(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: '' };
  try {
    const { stdout, stderr } = await run(process.execPath, [script, ...args], { env });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }; // as execFile rejects
    return { code, out: stdout, err: stderr };
  }
}

it('makes an account while the server runs: its link sets a password, its token opens the API', async () => {
  const added = await user('add', 'Ada@example.org', '--role', 'organizer', '--conference', 'dataconf');
  expect(added).toMatchObject({ code: 0, err: '' });
  const token = /token=([\w-]+)/.exec(added.out)?.[1];
  const browser = openBrowser(app);
  const set = await browser.send('POST', '/api/v1/auth/reset-password', { token, newPassword: testPassword });
  expect(set.status).toBe(200);
  const given = { email: 'ada@example.org', password: testPassword };
  expect((await browser.send('POST', '/api/v1/auth/sign-in/email', given)).status).toBe(200);

  const made = await user('token', 'ada@example.org', '--name', 'script');
  const headers = { authorization: `Bearer ${made.out.trim()}` };
  expect((await app.fetch('/api/v1/jobs', { headers })).status).toBe(200);
  expect((await user('list')).out).toMatch(/^ada@example\.org {2}organizer of DataConf 2024 {2}seen 20/);

  expect((await user('sessions', 'end', 'ada@example.org')).out).toBe('1 session ended.\n');
  expect((await browser.fetch('/api/v1/account/me')).status).toBe(401);
  expect((await user('role', 'ada@example.org', 'viewer')).code).toBe(0);
  expect((await app.fetch('/api/v1/jobs', { headers })).status).toBe(403);
  expect((await user('remove', 'ada@example.org')).out).toContain('in the bin for 30 days');
  expect((await app.fetch('/api/v1/account/me', { headers })).status).toBe(401);
});

it('ends with 1 where something is not possible, and with 2 for wrong usage, each in a sentence', async () => {
  const answers = await Promise.all([
    user('reset', 'nobody@example.org'),
    user('add', 'x@example.org', '--role', 'organizer', '--conference', 'none'),
    user('add', 'x@example.org'),
    user('add', 'not an address', '--role', 'viewer'),
    user('dance'),
    user('--help'),
  ]);
  expect(answers.map(({ code, err }) => [code, err.split('\n')[0]])).toEqual([
    [1, 'There is no account nobody@example.org.'],
    [1, 'There is no conference "none".'],
    [2, 'The role must be admin, organizer or viewer.'],
    [2, 'not an address is not an e-mail address.'],
    [2, 'There is no command dance.'],
    [0, ''],
  ]);
  expect(answers.at(-1)?.out).toContain('Usage: npm run user');
});

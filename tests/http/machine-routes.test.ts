import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

it('answers health and readiness', async () => {
  expect(await (await app.fetch('/healthz')).text()).toBe('ok\n');
  expect((await app.fetch('/readyz')).status).toBe(200);
});

it('is not ready, and says why, when the library is gone', async () => {
  const own = await startApp();
  renameSync(own.dataDir, `${own.dataDir}.gone`);
  const response = await own.fetch('/readyz');
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('cannot be written to');
  renameSync(`${own.dataDir}.gone`, own.dataDir);
  await own.close();
});

it.each(['/metrics/', '/METRICS', '/API/v1/talks', '/api/v1/talks/', '/Hls/a/b/c.m4s'])(
  'knows addresses for machines by one spelling only: %s is none',
  async (path) => {
    const response = await app.fetch(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  },
);

it('tags JSON weakly, since it may travel compressed', async () => {
  const response = await app.fetch('/api/v1/openapi.json', { headers: { 'accept-encoding': 'gzip' } });
  expect(response.headers.get('content-encoding')).toBe('gzip');
  const etag = response.headers.get('etag') ?? '';
  expect(etag).toMatch(/^W\/"/);
  const again = await app.fetch('/api/v1/openapi.json', {
    headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' },
  });
  expect(again.status).toBe(304);
});

it('gives metrics in the Prometheus text format, with requests by area', async () => {
  await app.fetch('/api/v1/openapi.json');
  const response = await app.fetch('/metrics');
  expect(response.headers.get('content-type')).toContain('text/plain');
  expect(await response.text()).toMatch(
    /^rostrum_http_request_duration_seconds_count\{area="api",method="GET",status="200"\} [1-9]/m,
  );
});

it('describes the API in a document that is valid OpenAPI 3.1', async () => {
  const document = await (await app.fetch('/api/v1/openapi.json')).json();
  const result = await new Validator().validate(document);
  expect(result).toMatchObject({ valid: true });
  expect(document.openapi).toBe('3.1.0');
});

it('describes each GET route of the API that it serves, and serves each that it describes', async () => {
  const document = await (await app.fetch('/api/v1/openapi.json')).json();
  for (const [path, operations] of Object.entries<object>(document.paths)) {
    if (!('get' in operations)) continue;
    const response = await app.fetch(path.replace(/\{\w+\}/g, 'there-is-none'));
    const body = await response.text();
    if (path.includes('{slug}')) expect(body, path).not.toContain('There is no such address');
    else expect([200, 401], path).toContain(response.status);
  }
});

it('answers unknown API addresses with problem+json', async () => {
  const response = await app.fetch('/api/v1/nothing-here');
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(await response.json()).toMatchObject({ status: 404, code: 'not_found' });
});

it('keeps the jobs of organizers from everyone without an account', async () => {
  const token = app.token('admin');
  const ask = (authorization?: string) =>
    app.fetch('/api/v1/jobs', authorization ? { headers: { authorization } } : {});
  expect((await ask()).status).toBe(401);
  expect((await ask('Bearer wrong')).status).toBe(401);
  expect((await ask(`Bearer ${token}`)).status).toBe(200);
});

it('keeps the accounts readable by its owner alone', () => {
  expect(statSync(join(app.dataDir, 'accounts.db')).mode & 0o777).toBe(0o600);
});

it('sends strict security headers', async () => {
  const { headers } = await app.fetch('/');
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).not.toContain('unsafe-inline');
  expect(policy).toContain("script-src 'self'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-powered-by')).toBeNull();
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

it('lets accounts with a role ask, and nobody else', async () => {
  expect((await app.fetch('/api/v1/jobs')).status).toBe(401);
  expect((await app.as('viewer')('/api/v1/jobs')).status).toBe(403);
  expect((await app.as('organizer')('/api/v1/jobs')).status).toBe(200);
  expect((await app.as('admin')('/api/v1/jobs')).status).toBe(200);
});

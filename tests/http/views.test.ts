import { afterAll, beforeAll, expect, it } from 'vitest';
import * as wire from '#server/contract/schemas.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { loadFoundingConference } from '../support/programmes.ts';

let app: TestApp;
const slug = 'moving-live-containers';

beforeAll(async () => {
  app = await startApp();
  loadFoundingConference(app);
  app.db.exec(`
    INSERT INTO originals (id, sha256, size_bytes, path, arrived_as, arrived_ms)
      VALUES ('o', '${'0'.repeat(64)}', 1, 'a', 'a', 0);
    INSERT INTO recordings (id, original_id, talk_id, publication, created_ms, updated_ms)
      SELECT 'r', 'o', id, 'published', 0, 0 FROM talks WHERE slug = '${slug}';`);
});
afterAll(() => app.close());

const tell = (of: string, headers: Record<string, string> = {}) =>
  app.fetch(`/api/v1/talks/${of}/view`, { method: 'POST', headers });

it('A view is counted without a cookie or a new revision, one a browser, and stored as a sum with nothing of the watcher', async () => {
  const revision = app.catalogue.revision();
  const first = await tell(slug, { 'user-agent': 'Browser A' });
  expect(await first.json()).toEqual({ views: 1 });
  expect(first.headers.get('set-cookie')).toBeNull();
  expect(await (await tell(slug, { 'user-agent': 'Browser A' })).json()).toEqual({ views: 1 });
  expect(await (await tell(slug, { 'user-agent': 'Browser B' })).json()).toEqual({ views: 2 });
  app.views.write();
  const talk = wire.talkSchema.parse(await (await app.fetch(`/api/v1/talks/${slug}`)).json());
  expect(talk.views).toBe(2);
  expect(await (await app.fetch(`/talks/${slug}`)).text()).toMatch(/data-views[^>]*>2</);
  expect(app.catalogue.revision()).toBe(revision);
  const columns = app.db.prepare("SELECT name FROM pragma_table_info('talk_views')").pluck().all();
  expect(columns).toEqual(['talk_id', 'day', 'views']);
});

it('What nobody can watch has no views, pages of other sites cannot tell any, and a flood is held up', async () => {
  expect((await tell('no-such-talk')).status).toBe(404);
  expect((await tell('container-memory-on-a-vanilla-kernel')).status, 'without a recording').toBe(404);
  expect((await tell(slug, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  const flood = await Promise.all(Array.from({ length: 61 }, () => tell(slug)));
  expect(flood.map(({ status }) => status)).toContain(429);
});

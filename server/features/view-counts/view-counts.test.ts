import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Db, openDatabase } from '#server/db/open.ts';
import { createViewCounts } from './view-counts.ts';

const folder = mkdtempSync(join(tmpdir(), 'rostrum-views-'));
let db: Db;
let nowMs = Date.UTC(2026, 0, 1, 23, 59);

beforeEach(() => {
  db = openDatabase(join(folder, 'portal.db'));
  db.exec(`INSERT INTO talks (id, guid, slug, visibility, created_ms, updated_ms) VALUES (7, 'g', 'watched', 'public', 0, 0);
    INSERT INTO originals (id, sha256, size_bytes, path, arrived_as, arrived_ms)
    VALUES ('o', '${'0'.repeat(64)}', 1, 'a', 'a', 0);`);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

it('Counts are written as sums of a day, many views at once, and come again with the next start', () => {
  showRecording();
  const views = createViewCounts({ db, onFailed: () => {}, now: () => nowMs });
  const changesBefore = db.prepare('SELECT total_changes()').pluck().get();
  for (let index = 0; index < 50; index++) views.count('watched', `watcher ${index}`);
  expect(views.count('watched', 'watcher 3')).toBe(50);
  expect(db.prepare('SELECT total_changes()').pluck().get(), 'no write a view').toBe(changesBefore);
  nowMs += 120_000;
  expect(views.count('watched', 'watcher 3'), 'the next day').toBe(51);
  views.stop();
  expect(db.prepare('SELECT day, views FROM talk_views ORDER BY day').all()).toEqual([
    { day: '2026-01-01', views: 50 },
    { day: '2026-01-02', views: 1 },
  ]);
  expect(createViewCounts({ db, onFailed: () => {} }).count('watched', 'another')).toBe(52);
});

it('Pages that show counts are made anew once in a quarter of an hour, and only where something was counted', () => {
  showRecording();
  const views = createViewCounts({ db, onFailed: () => {}, now: () => nowMs });
  const first = views.shownAs();
  nowMs += 3_600_000;
  expect(views.shownAs()).toBe(first);
  views.count('watched', 'x');
  views.write();
  expect(views.shownAs()).not.toBe(first);
});

it('A server that is killed loses what it counted since the last write, at most ten seconds of it', () => {
  showRecording();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const killed = createViewCounts({ db, onFailed: () => {}, now: () => nowMs });
    killed.start();
    for (let index = 0; index < 20; index++) killed.count('watched', `early ${index}`);
    vi.advanceTimersByTime(10_000);
    killed.count('watched', 'late');
    vi.clearAllTimers(); // nothing of it runs any more
    expect(createViewCounts({ db, onFailed: () => {} }).count('watched', 'after')).toBe(21);
  } finally {
    vi.useRealTimers();
  }
});

it('A disk that takes nothing for a while loses no view, and ends neither a request nor the server', () => {
  showRecording();
  const failures: unknown[] = [];
  const views = createViewCounts({ db, onFailed: (error) => failures.push(error), now: () => nowMs });
  views.count('watched', 'one');
  db.exec('ALTER TABLE talk_views RENAME TO away');
  nowMs += 86_400_000;
  expect(views.count('watched', 'two')).toBe(2);
  views.stop();
  expect(failures).toHaveLength(2);
  db.exec('ALTER TABLE away RENAME TO talk_views');
  views.stop();
  expect(db.prepare('SELECT views FROM talk_view_totals').pluck().all()).toEqual([2]);
});

function showRecording(): void {
  db.exec(`INSERT INTO recordings (id, original_id, talk_id, is_primary, publication, created_ms, updated_ms)
    VALUES ('r', 'o', 7, 1, 'published', 0, 0);`);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Db, openDatabase } from '#server/db/open.ts';
import { createCardStore } from '#server/features/catalogue/read/card-store.ts';
import { createConferenceStore } from '#server/features/catalogue/read/conference-store.ts';
import { createLibraryStore } from '#server/features/catalogue/read/library-store.ts';
import { createSpeakerStore } from '#server/features/catalogue/read/speaker-store.ts';
import { createTalkListStore } from '#server/features/catalogue/read/talk-list-store.ts';
import { createTalkStore } from '#server/features/catalogue/read/talk-store.ts';
import { createSpeakerWriteStore } from '#server/features/catalogue/write/speaker-store.ts';
import { createTalkWriteStore } from '#server/features/catalogue/write/talk-store.ts';
import { createDiscoveryStore } from '#server/features/discovery/store.ts';
import { createLibraryViewStore } from '#server/features/recordings/library-view/store.ts';
import { createMomentStore } from '#server/features/recordings/moments/store.ts';
import { createRelatedStore } from '#server/features/search/related/store.ts';
import { createSearchStore } from '#server/features/search/store.ts';
import { createViewStore } from '#server/features/view-counts/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'rostrum-plans-'));
let db: Db;

beforeAll(() => {
  db = openDatabase(join(folder, 'portal.db'));
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

/** Every statement that a store prepares. */
function statementsOf(create: (db: Db) => unknown): string[] {
  const statements: string[] = [];
  create(
    new Proxy(db, {
      get(target, property) {
        if (property === 'prepare') {
          return (sql: string) => {
            statements.push(sql);
            return target.prepare(sql);
          };
        }
        const value: unknown = Reflect.get(target, property);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }),
  );
  return statements;
}

/** Steps that read a whole table row by row: a SCAN of a stored table that no index narrows or orders. */
function bareScans(sql: string): string[] {
  const parameters = Object.fromEntries([...sql.matchAll(/:(\w+)/g)].map(([, name]) => [name, null]));
  const explain = db.prepare<unknown[], { id: number; parent: number; detail: string }>(
    `EXPLAIN QUERY PLAN ${sql}`,
  );
  const steps = sql.includes('?')
    ? explain.all(...Array.from(sql.matchAll(/\?/g), () => null))
    : explain.all(parameters);
  const derived = new Set(
    steps.flatMap(({ detail }) => /^(?:CO-ROUTINE|MATERIALIZE) (\S+)/.exec(detail)?.[1] ?? []),
  );
  const repeated = new Set(steps.filter(({ detail }) => detail.startsWith('CORRELATED')).map(({ id }) => id));
  return steps
    .filter(({ detail, parent }) => {
      const [, scanned, how] = /^SCAN (\S+)(.*)$/.exec(detail) ?? [];
      if (scanned === undefined || derived.has(scanned) || /^(\d|CONSTANT)/.test(scanned)) return false;
      // A whole index read once in its order, up to a limit, is a list; read again for every row it is a scan.
      return how === '' || (repeated.has(parent) && how?.startsWith(' USING'));
    })
    .map(({ detail }) => detail);
}

const hotStores = {
  'cards of talks': createCardStore,
  conferences: createConferenceStore,
  'a talk': createTalkStore,
  'lists of talks': createTalkListStore,
  speakers: createSpeakerStore,
  'the recordings for organizers': createLibraryViewStore,
  search: createSearchStore,
  'counts of views': createViewStore,
  'related talks': createRelatedStore,
  sitemaps: createDiscoveryStore,
  'moments of talks': createMomentStore,
  'writing talks': createTalkWriteStore,
  'writing speakers': createSpeakerWriteStore,
};

describe('query plans', () => {
  for (const [what, create] of Object.entries(hotStores)) {
    it(`reads no table row by row for ${what}`, () => {
      const statements = statementsOf(create);
      expect(statements.length).toBeGreaterThan(2);
      expect(statements.flatMap((sql) => bareScans(sql).map((step) => `${step} in ${sql.trim()}`))).toEqual(
        [],
      );
    });
  }

  it('reads nothing row by row for the home page but the counts, which are kept for a revision', () => {
    const scanning = statementsOf(createLibraryStore).filter((sql) => bareScans(sql).length > 0);
    expect(scanning.filter((sql) => !/count\(|SELECT revision/.test(sql))).toEqual([]);
  });

  it('is told by a planted scan', () => {
    expect(bareScans('SELECT id FROM talks WHERE licence = ?')).toEqual(['SCAN talks']);
    const inner = 'SELECT 1 FROM talks u WHERE u.slug || u.id = t.licence';
    expect(bareScans(`SELECT EXISTS (${inner}) FROM talks t WHERE t.id = ?`)).toEqual([
      'SCAN u USING COVERING INDEX sqlite_autoindex_talks_2',
    ]);
  });
});

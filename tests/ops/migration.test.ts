import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, SchemaTooNewError, schemaVersion } from '#server/db/open.ts';
import { temporaryFolder } from './library.ts';

const shipped = 'server/db/migrations';
const names = readdirSync(shipped)
  .filter((name) => name.endsWith('.sql'))
  .sort();
const newest = Number(names.at(-1)?.slice(0, 3));

let folder: ReturnType<typeof temporaryFolder>;
let file: string;
let migrations: string;

/** A library that has seen the first migration only, with a talk in it. */
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder.path, 'portal.db');
  migrations = join(folder.path, 'migrations');
  mkdirSync(migrations);
  copyFileSync(join(shipped, names[0] ?? ''), join(migrations, names[0] ?? ''));
  const db = openDatabase(file, { migrations });
  db.prepare(
    `INSERT INTO talks (guid, slug, created_ms, updated_ms) VALUES ('g', 'an-old-talk', 1, 1)`,
  ).run();
  db.close();
});
afterEach(() => folder.remove());

function talksIn(path: string): unknown[] {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare('SELECT slug FROM talks').pluck().all();
  } finally {
    db.close();
  }
}

const copies = () => readdirSync(folder.path).filter((name) => name.includes('.before-'));

describe('opening an older database', () => {
  it('copies it first, and the copy can be read', () => {
    const db = openDatabase(file);
    expect(schemaVersion(db)).toBe(newest);
    expect(db.prepare('SELECT slug FROM talks').pluck().all()).toEqual(['an-old-talk']);
    db.close();
    expect(copies()).toEqual([`portal.db.before-${String(newest).padStart(3, '0')}`]);
    const copy = new Database(join(folder.path, copies()[0] ?? ''), { readonly: true });
    expect(schemaVersion(copy)).toBe(1);
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    copy.close();
    expect(talksIn(join(folder.path, copies()[0] ?? ''))).toEqual(['an-old-talk']);
  });

  it('makes no copy of a new database, nor of one that is up to date', () => {
    const fresh = join(folder.path, 'fresh.db');
    openDatabase(fresh).close();
    openDatabase(fresh).close();
    expect(copies()).toEqual([]);
  });

  it('leaves it untouched when the migration fails, with the copy beside it', () => {
    writeFileSync(
      join(migrations, '002-broken.sql'),
      `CREATE TABLE half_made (id INTEGER) STRICT; DELETE FROM talks; SELECT nonsense FROM nowhere;`,
    );
    expect(() => openDatabase(file, { migrations })).toThrow(/nowhere/);
    const db = new Database(file, { readonly: true });
    expect(schemaVersion(db)).toBe(1);
    expect(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'half_made'`).pluck().get()).toBe(0);
    db.close();
    expect(talksIn(file)).toEqual(['an-old-talk']);
    expect(talksIn(join(folder.path, 'portal.db.before-002'))).toEqual(['an-old-talk']);
  });

  it('goes on from the copy by hand, as the operating pages say', () => {
    openDatabase(file).close();
    const copy = join(folder.path, copies()[0] ?? '');
    copyFileSync(copy, file);
    for (const suffix of ['-wal', '-shm']) expect(existsSync(file + suffix)).toBe(false);
    const db = openDatabase(file);
    expect(schemaVersion(db)).toBe(newest);
    db.close();
  });
});

describe('opening a newer database', () => {
  it('refuses, and changes nothing', () => {
    openDatabase(file).close();
    const before = readFileSync(file);
    expect(() => openDatabase(file, { migrations })).toThrow(SchemaTooNewError);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

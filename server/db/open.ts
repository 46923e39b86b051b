import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { StartError } from '#server/kernel/errors.ts';

export type Db = Database.Database;

const migrationsFolder = fileURLToPath(new URL('migrations', import.meta.url));

/** Raised when a database was written by a newer Rostrum than this one. */
export class SchemaTooNewError extends StartError {
  constructor(file: string, version: number, known: number) {
    super(
      `The database ${file} is at schema ${version}, this Rostrum knows ${known}: start the newer Rostrum that wrote it, or restore a backup.`,
    );
    this.name = 'SchemaTooNewError';
  }
}

/**
 * Opens the library's database and brings it to the newest schema. Each migration is one transaction; before the first
 * one changes an existing database, the database is copied to `<file>.before-<version>`.
 * @param o.migrations folder of `NNN-name.sql` files, forward only
 * @throws {SchemaTooNewError}
 */
export function openDatabase(file: string, o: { migrations?: string } = {}): Db {
  mkdirSync(dirname(file), { recursive: true });
  const db = new Database(file, { timeout: 5000 });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('cache_size = -32768');
    migrate(db, file, readMigrations(o.migrations ?? migrationsFolder));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

interface Migration {
  version: number;
  sql: string;
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{3}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => ({ version: Number(name.slice(0, 3)), sql: readFileSync(join(folder, name), 'utf8') }));
}

function migrate(db: Db, file: string, migrations: readonly Migration[]): void {
  const known = migrations.at(-1)?.version ?? 0;
  const found = schemaVersion(db);
  if (found > known) throw new SchemaTooNewError(file, found, known);
  if (found === known) return;
  if (found > 0) copyBeforeMigration(db, `${file}.before-${String(known).padStart(3, '0')}`);
  for (const migration of migrations) {
    db.transaction(() => {
      // Another process may have migrated between our look and our lock.
      if (schemaVersion(db) >= migration.version) return;
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
  }
}

/** Number of the last migration that a database has seen; 0 for a new one. */
export function schemaVersion(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}

function copyBeforeMigration(db: Db, copy: string): void {
  const partial = `${copy}.partial`;
  rmSync(partial, { force: true });
  db.prepare('VACUUM INTO ?').run(partial);
  const descriptor = openSync(partial, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(partial, copy);
}

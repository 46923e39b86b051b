import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Db } from '#server/db/open.ts';
import { AppError } from '#server/kernel/errors.ts';

export const databaseName = 'portal.db';
/** Kept by the part that signs organizers in; a library may have none. */
export const accountsName = 'accounts.db';

/**
 * Opens a library's database for reading only, as it is: nothing is migrated, nothing is made.
 * @throws {AppError} `not_found`
 */
export function openForReading(file: string): Db {
  if (!existsSync(file)) throw new AppError('not_found', `There is no library: ${file} does not exist.`);
  const db = new Database(file, { readonly: true, timeout: 5000 });
  db.pragma('foreign_keys = ON');
  return db;
}

/**
 * Whether any process has a library's database open. Leaving WAL mode needs the database alone (SQLite, "Write-Ahead
 * Logging", 3.3); whoever opens it next turns WAL on again.
 */
export function isInUse(dataDir: string): boolean {
  const file = join(dataDir, databaseName);
  if (!existsSync(file)) return false;
  let db: Db | undefined;
  try {
    db = new Database(file, { timeout: 0 });
    db.pragma('journal_mode = DELETE');
    return false;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY'))
      return true;
    // Damaged beyond opening: nobody serves from it, and restoring over it is what is wanted.
    return false;
  } finally {
    db?.close();
  }
}

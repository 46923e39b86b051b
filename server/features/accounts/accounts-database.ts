import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Db, openDatabase } from '#server/db/open.ts';

const migrations = fileURLToPath(new URL('../../db/accounts-migrations', import.meta.url));

/** Opens `DATA_DIR/accounts.db`, which only its owner may read, on a connection of its own and brings it up to date. */
export function openAccountsDatabase(dataDir: string): Db {
  const file = join(dataDir, 'accounts.db');
  // SQLite gives its journal the rights of the database, so they must be right before it opens it.
  closeSync(openSync(file, 'a', 0o600));
  return openDatabase(file, { migrations });
}

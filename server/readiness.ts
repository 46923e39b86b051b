import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { Db } from './db/open.ts';

/** What must hold for the portal to serve: each check gives a sentence where it does not. */
export function readiness(o: {
  db: Db;
  dataDir: string;
  distDir: string;
}): ReadonlyArray<() => string | null> {
  const one = o.db.prepare('SELECT 1');
  return [
    sentence('The database does not answer', () => one.get()),
    sentence(`The library ${o.dataDir} cannot be written to`, () =>
      accessSync(o.dataDir, constants.R_OK | constants.W_OK | constants.X_OK),
    ),
    sentence('The pages are not built', () => accessSync(join(o.distDir, 'server', 'render.js'))),
  ];
}

function sentence(problem: string, check: () => unknown): () => string | null {
  return () => {
    try {
      check();
      return null;
    } catch (error) {
      return `${problem}: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
}

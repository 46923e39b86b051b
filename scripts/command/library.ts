import { join } from 'node:path';
import { composeCatalogue } from '#server/compose-catalogue.ts';
import { composeWork, type Work } from '#server/compose-work.ts';
import { openDatabase } from '#server/db/open.ts';
import type { Catalogue } from '#server/features/catalogue/catalogue.ts';
import { prepareDataDir } from '#server/kernel/data-dir.ts';
import { createEvents } from '#server/kernel/events.ts';
import { createLog } from '#server/kernel/log.ts';
import { createRegistry } from '#server/kernel/metrics.ts';
import { commandConfig } from './config.ts';

/** The library as a command has it: the server's own parts, without HTTP. */
export interface OpenLibrary {
  catalogue: Catalogue;
  work: Work;
  close(): Promise<void>;
}

/** Opens the library that the environment names; a server may have it open too. */
export function openLibrary(): OpenLibrary {
  const config = commandConfig();
  prepareDataDir(config.dataDir);
  const events = createEvents({ log: createLog(config.logLevel), registry: createRegistry() });
  const db = openDatabase(join(config.dataDir, 'portal.db'));
  const { catalogue } = composeCatalogue(db);
  const work = composeWork({ config, db, events, catalogue });
  return {
    catalogue,
    work,
    async close() {
      await work.stop();
      db.close();
    },
  };
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { composeCatalogue } from './compose-catalogue.ts';
import { composeWork } from './compose-work.ts';
import { openDatabase } from './db/open.ts';
import { type Config, ConfigError, readConfig } from './kernel/config.ts';
import { createEvents } from './kernel/events.ts';
import { createLog } from './kernel/log.ts';
import { createRegistry } from './kernel/metrics.ts';

const help = `Works on recordings in a process of its own, beside the server and on the same machine.

Usage: npm run worker

It takes jobs from the library's queue (DATA_DIR) and serves nothing. TRANSCODE_CONCURRENCY says how many at a time.
`;

if (process.argv.includes('--help') || process.argv.includes('-h')) process.stdout.write(help);
else run(readConfigOrExit());

function run(config: Config): void {
  mkdirSync(config.dataDir, { recursive: true });
  const events = createEvents({ log: createLog(config.logLevel), registry: createRegistry() });
  const db = openDatabase(join(config.dataDir, 'portal.db'));
  const { catalogue } = composeCatalogue(db);
  const work = composeWork({ config, db, events, catalogue });
  work.start({ watchesIncoming: false });
  process.stdout.write(`Working on the library ${config.dataDir}. Stop with Ctrl+C.\n`);
  const stop = async () => {
    await work.stop();
    db.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function readConfigOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

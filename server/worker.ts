import { join } from 'node:path';
import { composeCatalogue } from './compose-catalogue.ts';
import { composeWork } from './compose-work.ts';
import { openDatabase } from './db/open.ts';
import { type Config, readConfig } from './kernel/config.ts';
import { prepareDataDir } from './kernel/data-dir.ts';
import { StartError } from './kernel/errors.ts';
import { createEvents } from './kernel/events.ts';
import { createLog } from './kernel/log.ts';
import { createRegistry } from './kernel/metrics.ts';

const help = `Works on recordings in a process of its own, beside the server and on the same machine.

Usage: npm run worker

It takes jobs from the library's queue (DATA_DIR) and serves nothing. TRANSCODE_CONCURRENCY says how many at a time.
`;

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) process.stdout.write(help);
else if (args.length > 0) refuse(`Unknown option ${args[0]}: see npm run worker -- --help`, 2);
else run(readConfigOrExit());

function run(config: Config): void {
  const events = createEvents({ log: createLog(config.logLevel), registry: createRegistry() });
  const db = openDatabase(join(config.dataDir, 'portal.db'));
  const { catalogue } = composeCatalogue(db);
  const work = composeWork({ config, db, events, catalogue });
  work.start({ watchesIncoming: false });
  process.stdout.write(`Working on the library ${config.dataDir}. Stop with Ctrl+C.\n`);
  const stop = () => {
    work
      .stop()
      .then(() => db.close())
      .then(
        () => process.exit(0),
        (error: unknown) => refuse(String(error), 1),
      );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function readConfigOrExit(): Config {
  try {
    const config = readConfig(process.env);
    prepareDataDir(config.dataDir);
    return config;
  } catch (error) {
    if (error instanceof StartError) refuse(error.message, 2);
    throw error;
  }
}

function refuse(sentence: string, exitCode: number): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(exitCode);
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { compose, type Rostrum } from './compose.ts';
import { type Config, ConfigError, readConfig } from './kernel/config.ts';
import { StartError } from './kernel/errors.ts';
import { prepareGracefulStop } from './stop-gracefully.ts';
import { readSite } from './web/site.ts';

const help = `Serves the portal at http://localhost:3000.

Usage: npm start

Environment:
  PORT, HOST                 where to listen (3000, 127.0.0.1)
  PUBLIC_URL                 the portal's address as its viewers see it
  TRUST_PROXY                true, number of hops, or addresses of the reverse proxy
  DATA_DIR                   the library (media)
  FFMPEG_PATH, FFPROBE_PATH  the programs to use
  EXAMPLE=off                start empty, without the example conference
  TRANSCODE_CONCURRENCY      recordings processed at a time (1)
  LOG_LEVEL                  fatal, error, warn, info, debug, trace, silent (info)
`;

const args = process.argv.slice(2);
// Whoever read our output may have gone; the log goes elsewhere.
process.stdout.on('error', () => undefined);
if (args.includes('--help') || args.includes('-h')) {
  process.stdout.write(help);
} else if (args.length > 0) {
  refuse(`Unknown option ${args[0]}: see npm start -- --help`, 2);
} else {
  await run();
}

async function run(): Promise<void> {
  const startedMs = performance.now();
  const { config, rostrum } = await composeOrRefuse();
  const server = createServer(rostrum.app);
  // A recording may take hours to arrive; bodies of other requests have their own limit of time.
  server.requestTimeout = 0;
  const stopServing = prepareGracefulStop(server);
  server.on('error', (error: NodeJS.ErrnoException) => refuse(listenProblem(error, config), 1));
  server.listen(config.port, config.host, () => {
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    process.stdout.write(
      `Rostrum is up at ${config.publicUrl ?? localAddress(server, config)} (${seconds} s)\n`,
    );
    rostrum.startBackground();
  });
  let isStopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (isStopping) process.exit(signal === 'SIGINT' ? 130 : 143);
    isStopping = true;
    process.stdout.write('Stopping. Work under way is put back and goes on at the next start.\n');
    rostrum.stop(stopServing()).then(
      () => process.exit(0),
      (error: unknown) => refuse(String(error), 1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function composeOrRefuse(): Promise<{ config: Config; rostrum: Rostrum }> {
  try {
    const config = readConfig(process.env);
    return { config, rostrum: await compose(config) };
  } catch (error) {
    if (error instanceof ConfigError)
      refuse(new ConfigError([...error.problems, ...siteProblems(error)]).message, 2);
    if (error instanceof StartError) refuse(error.message, 1);
    throw error;
  }
}

/** What is wrong with the portal's own texts, where the environment was found wrong before they were read. */
function siteProblems(found: ConfigError): readonly string[] {
  try {
    readSite({ dataDir: resolve(process.env.DATA_DIR || 'media'), publicUrl: null });
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems.filter((one) => !found.problems.includes(one)) : [];
  }
}

function refuse(sentence: string, exitCode: number): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(exitCode);
}

function localAddress(server: Server, { host }: Config): string {
  const { port } = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host === '127.0.0.1' ? 'localhost' : host;
  return `http://${name}:${port}`;
}

function listenProblem(error: NodeJS.ErrnoException, { host, port }: Config): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is taken: stop what listens there, or choose another with PORT=${port + 1} npm start.`;
  if (error.code === 'EACCES')
    return `Port ${port} may not be opened by this user: choose one above 1023 with PORT.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
    return `HOST: ${host} is no address of this machine.`;
  return `Cannot listen at ${host}:${port}: ${error.message}`;
}

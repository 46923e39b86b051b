import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compose } from './compose.ts';
import { type Config, ConfigError, readConfig } from './kernel/config.ts';

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

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  process.stdout.write(help);
} else {
  await run();
}

async function run(): Promise<void> {
  const startedMs = performance.now();
  let config: Config;
  try {
    config = readConfig(process.env);
    const rostrum = await compose(config);
    const server = createServer(rostrum.app);
    server.on('error', (error: NodeJS.ErrnoException) => {
      process.stderr.write(`${listenProblem(error, config)}\n`);
      process.exit(1);
    });
    server.listen(config.port, config.host, () => {
      const { port } = server.address() as AddressInfo;
      const host = config.host.includes(':')
        ? `[${config.host}]`
        : config.host === '127.0.0.1'
          ? 'localhost'
          : config.host;
      const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
      process.stdout.write(
        `Rostrum is up at ${config.publicUrl ?? `http://${host}:${port}`} (${seconds} s)\n`,
      );
      rostrum.startBackground();
    });
    let isStopping = false;
    const stop = (signal: NodeJS.Signals) => {
      if (isStopping) process.exit(signal === 'SIGINT' ? 130 : 143);
      isStopping = true;
      process.stdout.write('Stopping. Work under way is put back and goes on at the next start.\n');
      server.close();
      server.closeIdleConnections();
      // Readers in the middle of a segment get a moment; server-sent events would never end by themselves.
      setTimeout(() => server.closeAllConnections(), 2000).unref();
      rostrum.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${String(error)}\n`);
          process.exit(1);
        },
      );
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

function listenProblem(error: NodeJS.ErrnoException, { host, port }: Config): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is taken: stop what listens there, or choose another with PORT=${port + 1} npm start.`;
  if (error.code === 'EACCES')
    return `Port ${port} may not be opened by this user: choose one above 1023 with PORT.`;
  if (error.code === 'EADDRNOTAVAIL') return `HOST: ${host} is no address of this machine.`;
  return `Cannot listen at ${host}:${port}: ${error.message}`;
}

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endWithUs } from '../../transcode/run-program.ts';

const root = join(import.meta.dirname, '../../../..');

/** The real server on a library, as `npm start` runs it. */
export interface ServedLibrary {
  url: string;
  stop(): Promise<void>;
}

/**
 * Serves a library at a free port.
 * @param o.example on: an empty library gets the example with its recordings
 * @param o.isPublic under its full address, so that pages name themselves as on the web; else as on a fresh machine
 * @throws where the server ends before it is up
 */
export async function serveLibrary(o: {
  dataDir: string;
  example?: 'on' | 'off';
  isPublic?: boolean;
}): Promise<ServedLibrary> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn('sh', ['scripts/run.sh', 'start', 'server/main.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      ...{ DATA_DIR: o.dataDir, PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: o.isPublic ? url : '' },
      ...{ EXAMPLE: o.example ?? 'off', LOG_LEVEL: 'error' },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const release = endWithUs(child);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    release();
  };
  try {
    await new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.includes('is up at')) resolve();
      });
      ended.then((code) => reject(new Error(`The server ended (${code}) before it was up.`)));
    });
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('There is no free port.'));
        else resolve(address.port);
      });
    });
  });
}

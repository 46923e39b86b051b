import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../../server/main.mjs', import.meta.url));

/**
 * Starts the server on a library and ends it again.
 * @returns milliseconds until it said that it is up
 * @throws where it ended before
 */
export async function timeStart(dataDir: string): Promise<number> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', EXAMPLE: 'off', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const up = new Promise<number>((resolve, reject) => {
    // Read to its end: a server whose output nobody takes fails at its last words.
    child.stdout.on('data', (chunk) => {
      if (String(chunk).includes('Rostrum is up')) resolve(performance.now() - startedMs);
    });
    child.once('exit', () => reject(new Error('The server ended before it was up.')));
  });
  const tookMs = await up.finally(() => child.kill('SIGTERM'));
  await exit;
  return tookMs;
}

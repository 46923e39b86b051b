import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { peakMemoryBytes } from './peak-memory.ts';
import { endWithUs, readProgram } from './run-program.ts';

const root = join(import.meta.dirname, '../../..');

/** The real server on a library of its own, with the example's programme and no recordings. */
export interface BenchPortal {
  url: string;
  /** Talks that nothing was recorded of yet. */
  slugs: string[];
  env: Record<string, string>;
  /** Of the server's process until now; null where the system does not say. */
  peakMemoryBytes(): number | null;
  stop(): Promise<void>;
}

/** Starts the server on `dataDir` at a free port. @throws where it ends before it is up */
export async function startPortal(dataDir: string): Promise<BenchPortal> {
  const env = { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', EXAMPLE: 'off', LOG_LEVEL: 'error' };
  await runCommand('scripts/import.ts', ['media/example/programme.json'], env);
  const child = spawn('sh', ['scripts/run.sh', 'start', 'server/main.mjs'], {
    cwd: root,
    env: { ...process.env, ...env },
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
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const address = /is up at (http:\/\/\S+)/.exec(line)?.[1];
        if (address !== undefined) resolve(address);
      });
      ended.then((code) => reject(new Error(`The server ended (${code}) before it was up.`)));
    });
    const { pid } = child;
    return {
      url,
      slugs: await readSlugs(url),
      env,
      peakMemoryBytes: () => (pid === undefined ? null : peakMemoryBytes(pid)),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs one of the project's commands, as its npm script does after set-up. */
export function runCommand(
  script: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<string> {
  return readProgram({ program: process.execPath, args: [script, ...args], cwd: root, env });
}

async function readSlugs(url: string): Promise<string[]> {
  const response = await fetch(`${url}/api/v1/talks?limit=50&lang=en`);
  if (!response.ok) throw new Error(`The list of talks answered ${response.status}.`);
  // Our own API, described by server/contract.
  const { items } = (await response.json()) as { items: Array<{ slug: string }> };
  return items.map(({ slug }) => slug);
}

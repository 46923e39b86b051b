import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../../..');

/** A portal that listens on a free port of this machine. */
export interface RunningPortal {
  url: string;
  stop(): Promise<void>;
}

/** Starts the real server on `dataDir`, empty of examples; resolves when it listens. */
export async function startPortal(dataDir: string, env: Record<string, string> = {}): Promise<RunningPortal> {
  const child = spawn(process.execPath, ['server/main.mjs'], {
    cwd: root,
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, EXAMPLE: 'off', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let output = '';
  child.stderr.on('data', (chunk) => {
    output += String(chunk);
  });
  let isStopping = false;
  void ended.then((code) => {
    if (!isStopping) process.stderr.write(`The server ended by itself (${code}):\n${output}\n`);
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      output += `${line}\n`;
      const address = /is up at (http:\/\/\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
    ended.then((code) => reject(new Error(`The server ended with ${code} before it was up:\n${output}`)));
  });
  return {
    url,
    async stop() {
      isStopping = true;
      child.kill('SIGTERM');
      await ended;
    },
  };
}

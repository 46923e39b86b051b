import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compose } from '#server/compose.ts';
import { readConfig } from '#server/kernel/config.ts';

const entry = fileURLToPath(new URL('../../../../server/main.mjs', import.meta.url));

/** As `npm start` does it (scripts/run.sh). */
const smallNursery = '--max-semi-space-size=1';

/** A portal in a process of its own, that can be killed and started again on the same library. */
export interface PortalProcess {
  /** Starts it, and gives its address once it is up. */
  start(): Promise<string>;
  /** As the power would: nothing is brought to an end. */
  kill(): Promise<void>;
  /** The most memory its Node process has used since its start (VmHWM, proc(5)). */
  peakMemoryBytes(): Promise<number>;
}

function serverEnv(dataDir: string): NodeJS.ProcessEnv {
  return { ...process.env, DATA_DIR: dataDir, PORT: '0', EXAMPLE: 'off', LOG_LEVEL: 'error', PUBLIC_URL: '' };
}

/** Makes an account that may upload, in a library that no process has open. @returns its API token */
export async function makeUploader(dataDir: string): Promise<string> {
  const portal = await compose(readConfig({ ...serverEnv(dataDir), LOG_LEVEL: 'silent' }));
  const by = { id: null, name: 'command on the machine' };
  const email = 'uploads@example.org';
  const { id } =
    portal.accounts.people.byEmail(email) ?? portal.accounts.people.add(by, { email, role: 'admin' });
  const { text } = portal.accounts.tokens.make(id, 'benchmark');
  await portal.stop();
  return text;
}

/** @param dataDir its library */
export function createPortalProcess(dataDir: string): PortalProcess {
  let child: ChildProcess | null = null;
  return {
    async start() {
      const begun = spawn(process.execPath, [smallNursery, entry], {
        env: serverEnv(dataDir),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child = begun;
      return new Promise((resolve, reject) => {
        begun.once('exit', () => reject(new Error('The portal ended before it was up.')));
        begun.stdout?.on('data', (chunk) => {
          const url = /Rostrum is up at (\S+)/.exec(String(chunk))?.[1];
          if (url !== undefined) resolve(url.replace('localhost', '127.0.0.1'));
        });
      });
    },
    async kill() {
      const dying = child;
      child = null;
      if (dying === null || dying.exitCode !== null) return;
      dying.kill('SIGKILL');
      await once(dying, 'exit');
    },
    async peakMemoryBytes() {
      const status = await readFile(`/proc/${child?.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

let dataDir: string;
let children: ChildProcess[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'rostrum-start-'));
  children = [];
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

/** Runs the real `npm start` on a free port and waits until it says where it listens. */
async function start(env: Record<string, string> = {}) {
  const startedAtMs = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', EXAMPLE: 'off', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const address = await new Promise<string | null>((resolve) => {
    child.stdout.on('data', () => {
      const found = /is up at (http:\S+)/.exec(output)?.[1];
      if (found) resolve(found);
    });
    void ended.then(() => resolve(null));
  });
  return { child, ended, address, upAfterMs: performance.now() - startedAtMs, output: () => output };
}

it('a second npm start is up within 3 s and does no set-up work', async () => {
  const first = await start();
  expect(first.address, first.output()).not.toBeNull();
  first.child.kill('SIGTERM');
  await first.ended;

  // The best of three: what else this machine is doing is not what is measured.
  const upAfterMs: number[] = [];
  for (let attempt = 0; attempt < 3; attempt++) {
    const next = await start();
    expect(next.output()).not.toMatch(/\[1\/\d\]/);
    upAfterMs.push(next.upAfterMs);
    next.child.kill('SIGTERM');
    await next.ended;
  }
  expect(Math.min(...upAfterMs)).toBeLessThan(3_000);
});

it('SIGTERM to npm stops the server itself, which answers no more', async () => {
  const { child, ended, address, output } = await start();
  const response = await fetch(`${address}/healthz`);
  expect(response.status).toBe(200);
  child.kill('SIGTERM');
  await ended;
  expect(output()).toContain('Stopping');
  await expect(fetch(`${address}/healthz`)).rejects.toThrow();
});

it('a wrong configuration refuses to start and names every bad key', async () => {
  const { address, ended, output } = await start({ PORT: 'door', PUBLIC_URL: 'talks', TRUST_PROXY: 'all' });
  expect(address).toBeNull();
  expect(await ended).not.toBe(0);
  expect(output()).toMatch(/PORT: .*"door"/);
  expect(output()).toMatch(/PUBLIC_URL: .*"talks"/);
  expect(output()).toMatch(/TRUST_PROXY: .*"all"/);
});

it('a wrong environment and wrong texts of the portal are named together', async () => {
  const site = join(dataDir, 'site.json');
  writeFileSync(site, JSON.stringify({ nme: 'Talks' }));
  const { address, ended, output } = await start({ PORT: 'door' });
  rmSync(site);
  expect(address).toBeNull();
  expect(await ended).toBe(2);
  expect(output()).toMatch(/PORT: /);
  expect(output()).toMatch(/site\.json: nme is no known key/);
});

it.each([
  ['/etc/hostname', 'it is a file'],
  ['/proc/nowhere/else', ''],
])('a library that cannot be kept in %s is a sentence, not a stack', async (folder, reason) => {
  const { address, ended, output } = await start({ DATA_DIR: folder });
  expect(address).toBeNull();
  expect(await ended).toBe(2);
  expect(output()).toContain(`DATA_DIR: the library cannot be kept in ${folder}`);
  expect(output()).toContain(reason);
  expect(output()).not.toContain('    at ');
});

it('a taken port is named, and the exit code says so', async () => {
  const first = await start();
  const port = new URL(first.address ?? '').port;
  const second = await start({ PORT: port });
  expect(second.address).toBeNull();
  expect(await second.ended).not.toBe(0);
  expect(second.output()).toContain(`Port ${port} is taken`);
  first.child.kill('SIGTERM');
  await first.ended;
});

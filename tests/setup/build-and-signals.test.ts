import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, putFfmpeg, type Sandbox } from './sandbox.ts';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => sandbox.remove());

describe('the built pages', () => {
  beforeEach(() => {
    putFfmpeg(sandbox);
    sandbox.write('client/entry.ts', 'export {}');
    sandbox.write(
      'node_modules/vite/bin/vite.js',
      `require('node:fs').mkdirSync('dist', { recursive: true });
       require('node:fs').appendFileSync('build.log', process.argv.slice(2).join(' ') + '\\n');
       if (require('node:fs').existsSync('broken')) { console.error('Unexpected token'); process.exit(1); }`,
    );
    sandbox.write('node_modules/vite/package.json', '{"type":"commonjs"}');
  });
  const builds = () => readFileSync(join(sandbox.root, 'build.log'), 'utf8').trim().split('\n').length;

  it('are built once, and again when a source or the contract changes', async () => {
    await sandbox.run(['start']);
    await sandbox.run(['start']);
    expect(builds()).toBe(1);
    sandbox.write('client/entry.ts', 'export const a = 1');
    await sandbox.run(['start']);
    expect(builds()).toBe(2);
    sandbox.write('server/contract/paths.ts', 'export {}');
    await sandbox.run(['start']);
    expect(builds()).toBe(3);
  });

  it('are built again after a build that failed', async () => {
    sandbox.write('broken', '');
    const failed = await sandbox.run(['start']);
    expect(failed.exitCode).toBe(1);
    expect(failed.output).toContain('Unexpected token');
    rmSync(join(sandbox.root, 'broken'));
    expect((await sandbox.run(['start'])).exitCode).toBe(0);
    expect(builds()).toBe(2);
  });

  it('let a second run finish without work or words, within half a second', async () => {
    await sandbox.run(['start']);
    const runs = [await sandbox.run(['start']), await sandbox.run(['start']), await sandbox.run(['start'])];
    expect(runs.map((run) => run.output)).toEqual(['', '', '']);
    expect(Math.min(...runs.map((run) => run.durationMs))).toBeLessThan(500);
  });

  it('are built once when two set-ups start together', async () => {
    const both = await Promise.all([sandbox.run(['start']), sandbox.run(['start'])]);
    expect(both.map((run) => run.exitCode)).toEqual([0, 0]);
    expect(builds()).toBe(1);
  });

  it('wait for no lock that a killed set-up left behind', async () => {
    sandbox.write('.cache/setup.lock', '1');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(join(sandbox.root, '.cache/setup.lock'), longAgo, longAgo);
    const { exitCode, durationMs } = await sandbox.run(['start']);
    expect(exitCode).toBe(0);
    expect(durationMs).toBeLessThan(10_000);
    expect(existsSync(join(sandbox.root, '.cache/setup.lock'))).toBe(false);
  });
});

describe('an interrupted set-up', () => {
  it('ends its child and its lock with it', async () => {
    sandbox.write(
      'package-lock.json',
      JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1' } } }),
    );
    sandbox.program('npm', `echo "$PPID" > parent; exec sleep 30`);
    const ended = sandbox.run(['check']);
    const parent = join(sandbox.root, 'parent');
    await expect
      .poll(() => existsSync(parent) && readFileSync(parent, 'utf8').trim() !== '', { timeout: 10_000 })
      .toBe(true);
    process.kill(Number(readFileSync(parent, 'utf8')), 'SIGTERM');
    const { exitCode, durationMs } = await ended;
    expect(exitCode).toBe(143);
    expect(durationMs).toBeLessThan(10_000);
    expect(existsSync(join(sandbox.root, '.cache/setup.lock'))).toBe(false);
  });
});

describe('run.sh', () => {
  it('hands arguments to the entry, which receives the signals itself', async () => {
    writeFileSync(
      join(sandbox.root, 'entry.mjs'),
      `process.on('SIGTERM', () => { console.log('stopped by itself'); process.exit(7); });
       console.log('args', process.argv.slice(2).join('|'), process.pid); setInterval(() => {}, 1000);`,
    );
    const child = spawn(
      '/bin/sh',
      [join(sandbox.root, 'scripts/run.sh'), 'check', 'entry.mjs', '--name', 'a b'],
      {
        env: { PATH: sandbox.bin },
      },
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await expect.poll(() => output, { timeout: 10_000 }).toContain(`args --name|a b ${child.pid}`);
    child.kill('SIGTERM');
    const exitCode = await new Promise((resolve) => child.on('close', resolve));
    expect(exitCode).toBe(7);
    expect(output).toContain('stopped by itself');
  });
});

describe('run.sh during set-up', () => {
  it('passes SIGTERM on, so that no set-up goes on alone', async () => {
    sandbox.write(
      'package-lock.json',
      JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1' } } }),
    );
    sandbox.program('npm', 'echo "$PPID" > parent; exec sleep 30');
    const child = spawn('/bin/sh', [join(sandbox.root, 'scripts/run.sh'), 'check', 'entry.mjs'], {
      env: { PATH: sandbox.bin },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    const parent = join(sandbox.root, 'parent');
    await expect
      .poll(() => existsSync(parent) && readFileSync(parent, 'utf8').trim() !== '', { timeout: 10_000 })
      .toBe(true);
    child.kill('SIGTERM');
    expect(await ended).toBe(143);
    // The lock goes when the set-up itself ends.
    const lock = join(sandbox.root, '.cache/setup.lock');
    await expect.poll(() => existsSync(lock), { timeout: 5_000 }).toBe(false);
  });

  it('ends with the exit code of a set-up that failed, and starts nothing', async () => {
    writeFileSync(join(sandbox.root, 'entry.mjs'), "console.log('started')");
    const argv = [join(sandbox.root, 'scripts/run.sh'), 'tool', 'entry.mjs'];
    const { code, stdout } = await new Promise<{ code: unknown; stdout: string }>((resolve) => {
      execFile('/bin/sh', argv, { env: { PATH: sandbox.bin } }, (error, out) =>
        resolve({ code: error?.code, stdout: out }),
      );
    });
    expect(code).toBe(1);
    expect(stdout).toBe('');
  });
});

describe('server/main.mjs', () => {
  it('tells an old Node in one sentence what it needs', async () => {
    const older = "Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } })";
    const argv = ['--import', `data:text/javascript,${encodeURIComponent(older)}`, 'server/main.mjs'];
    const ended = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      execFile(
        process.execPath,
        argv,
        { cwd: join(import.meta.dirname, '../..') },
        (error, _stdout, stderr) => resolve({ code: error?.code, stderr }),
      );
    });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^Rostrum needs Node 24 or newer/);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
  });
});

import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, encoderList, putFfmpeg, type Sandbox } from './sandbox.ts';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => sandbox.remove());

const isRoot = process.getuid?.() === 0;
const record = (name: string) => `echo "${name} $*" >> "$LOG"`;

describe('modes', () => {
  it('names an unknown mode and ends with 2', async () => {
    const { exitCode, output } = await sandbox.run(['dance']);
    expect(exitCode).toBe(2);
    expect(output).toContain('Unknown mode dance');
  });

  it('prints help', async () => {
    const { exitCode, output } = await sandbox.run(['--help']);
    expect(exitCode).toBe(0);
    expect(output).toMatch(/start\s+Node 24/);
  });

  it('asks for no ffmpeg when the command only prints its help', async () => {
    expect(await sandbox.run(['tool', '--help'])).toMatchObject({ exitCode: 0, output: '' });
  });
});

describe('a folder that cannot be written', () => {
  it('is named in a sentence, without a stack', async () => {
    sandbox.write('.cache', 'a file where the folder should be');
    const { exitCode, output } = await sandbox.run(['tool']);
    expect(exitCode).toBe(1);
    expect(output).toContain(`This user must be able to write in ${sandbox.root}`);
    expect(output).not.toMatch(/\bat .*\.mjs/);
  });
});

describe('ffmpeg', () => {
  it('is named with the exact command where it may not be installed', async () => {
    sandbox.program('pacman', 'exit 0');
    const { exitCode, output } = await sandbox.run(['tool']);
    expect(exitCode).toBe(1);
    expect(output).toContain('ffmpeg (with ffprobe) is missing');
    expect(output).toContain(`${isRoot ? '' : 'sudo '}pacman -S --needed ffmpeg`);
    expect(output).not.toMatch(/\bat .*\.mjs/);
  });

  it('is named with FFMPEG_PATH where no package manager is known', async () => {
    const { exitCode, output } = await sandbox.run(['tool']);
    expect(exitCode).toBe(1);
    expect(output).toContain('FFMPEG_PATH');
  });

  it.runIf(isRoot)('is installed by apt as root, lists first, without recommended packages', async () => {
    const log = join(sandbox.root, 'apt.log');
    const install = `printf '#!/bin/sh\\ncat <<END\\n${encoderList(['libx264', 'aac']).replaceAll('\n', '\\n')}\\nEND\\n' > ${sandbox.bin}/ffmpeg`;
    sandbox.program(
      'apt-get',
      `${record('apt-get')}\necho "$DEBIAN_FRONTEND" >> "$LOG"
       case "$*" in install*) ${install}; cat ${sandbox.bin}/ffmpeg > ${sandbox.bin}/ffprobe; chmod +x ${sandbox.bin}/ffmpeg ${sandbox.bin}/ffprobe;; esac`,
    );
    const { exitCode, output } = await sandbox.run(['tool'], { LOG: log });
    expect(output).toContain('[1/1] ffmpeg: done in');
    expect(exitCode).toBe(0);
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    expect(lines[0]).toMatch(/^apt-get update/);
    expect(lines[1]).toBe('noninteractive');
    expect(lines[2]).toMatch(/^apt-get install -y --no-install-recommends .*\bffmpeg$/);
  });

  it.runIf(isRoot)('says that the network is away when apt cannot reach its servers', async () => {
    sandbox.program(
      'apt-get',
      'echo "E: Temporary failure resolving deb.example.org" >&2; case "$1" in install) exit 100;; esac',
    );
    const { exitCode, output } = await sandbox.run(['tool']);
    expect(exitCode).toBe(1);
    expect(output).toContain('the network could not be reached');
    expect(output).toContain('run the same command again');
  });

  it('without libx264 is refused by name', async () => {
    putFfmpeg(sandbox);
    sandbox.program('ffmpeg', `cat <<'END'\n${encoderList(['libopenh264', 'aac'])}\nEND`);
    const { exitCode, output } = await sandbox.run(['tool']);
    expect(exitCode).toBe(1);
    expect(output).toContain('has no libx264 encoder');
  });

  it('given by FFMPEG_PATH must be a program', async () => {
    putFfmpeg(sandbox);
    const { exitCode, output } = await sandbox.run(['tool'], { FFMPEG_PATH: '/nowhere/ffmpeg' });
    expect(exitCode).toBe(1);
    expect(output).toContain('FFMPEG_PATH names /nowhere/ffmpeg');
  });

  it('given by FFMPEG_PATH is used although PATH has none', async () => {
    const { ffmpeg, ffprobe } = putFfmpeg(sandbox);
    renameSync(ffmpeg, `${ffmpeg}-5`);
    renameSync(ffprobe, `${ffprobe}-5`);
    const elsewhere = { FFMPEG_PATH: `${ffmpeg}-5`, FFPROBE_PATH: `${ffprobe}-5` };
    expect((await sandbox.run(['tool'])).exitCode).toBe(1);
    expect((await sandbox.run(['tool'], elsewhere)).exitCode).toBe(0);
  });
});

describe('Chromium', () => {
  it('is asked for by the tests only', async () => {
    putFfmpeg(sandbox);
    sandbox.program('brew', 'exit 0');
    expect((await sandbox.run(['tool'])).exitCode).toBe(0);
    const { exitCode, output } = await sandbox.run(['test']);
    expect(exitCode).toBe(1);
    expect(output).toContain('brew install --cask chromium');
  });
});

describe('packages', () => {
  const lockfile = (version: string) =>
    JSON.stringify({
      packages: {
        '': {},
        'node_modules/a': { version, integrity: `sha512-${version}` },
        'node_modules/for-another-system': { version: '1.0.0', optional: true },
      },
    });
  const installing = `${record('npm')}
    mkdir -p node_modules
    printf '%s' '{"packages":{"node_modules/a":{"version":"2.0.0","integrity":"sha512-2.0.0"}}}' > node_modules/.package-lock.json`;

  it('are installed once, without scripts, when the lockfile has changed', async () => {
    const log = join(sandbox.root, 'npm.log');
    sandbox.write('package-lock.json', lockfile('2.0.0'));
    sandbox.program('npm', installing);
    expect((await sandbox.run(['check'], { LOG: log })).exitCode).toBe(0);
    expect((await sandbox.run(['check'], { LOG: log })).exitCode).toBe(0);
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^npm install --no-save --ignore-scripts/);
  });

  it('are installed again after an interrupted installation', async () => {
    const log = join(sandbox.root, 'npm.log');
    sandbox.write('package-lock.json', lockfile('2.0.0'));
    sandbox.program('npm', installing);
    await sandbox.run(['check'], { LOG: log });
    rmSync(join(sandbox.root, 'node_modules/.package-lock.json'));
    await sandbox.run(['check'], { LOG: log });
    expect(readFileSync(log, 'utf8').trim().split('\n')).toHaveLength(2);
  });

  it('for this system, which the lockfile does not know, are accepted where they are optional', async () => {
    sandbox.write(
      'node_modules/.package-lock.json',
      '{"packages":{"node_modules/for-this-system":{"version":"1.0.0","optional":true}}}',
    );
    expect(await sandbox.run(['check'])).toMatchObject({ exitCode: 0, output: '' });
  });

  it('that do not match package.json are named, and not called installed', async () => {
    sandbox.write('package-lock.json', lockfile('3.0.0'));
    sandbox.program('npm', installing);
    const { exitCode, output } = await sandbox.run(['check'], { LOG: '/dev/null' });
    expect(exitCode).toBe(1);
    expect(output).toContain('package-lock.json does not match package.json');
  });

  it('say in one sentence that the registry could not be reached', async () => {
    sandbox.write('package-lock.json', lockfile('2.0.0'));
    sandbox.program('npm', 'echo "npm error code EAI_AGAIN" >&2; exit 1');
    const { exitCode, output } = await sandbox.run(['check']);
    expect(exitCode).toBe(1);
    expect(output).toContain('the network could not be reached (EAI_AGAIN)');
    expect(output).toContain('run the same command again');
  });

  it('show the last words of npm for any other failure', async () => {
    sandbox.write('package-lock.json', lockfile('2.0.0'));
    sandbox.program('npm', 'echo "npm error code EUSAGE" >&2; exit 1');
    expect((await sandbox.run(['check'])).output).toContain('npm error code EUSAGE');
  });
});

describe('Node', () => {
  it('newer than the wanted one needs no copy of its own', async () => {
    await sandbox.run(['check']);
    expect(existsSync(join(sandbox.root, '.toolchain'))).toBe(false);
  });

  it('of another version in .toolchain is replaced; a failure leaves nothing half-made', async () => {
    sandbox.write('.toolchain/bin/node', '');
    sandbox.write('.cache/toolchain-of-a-killed-run/bin/node', '');
    sandbox.program('npm', 'echo "npm error code ENOTFOUND" >&2; exit 1');
    const { exitCode, output } = await sandbox.run(['check']);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/Installing Node 24\S* from the npm registry failed: the network/);
    expect(readdirSync(join(sandbox.root, '.cache'))).toEqual([]);
    expect(existsSync(join(sandbox.root, '.toolchain/bin/node'))).toBe(true);
  });
});

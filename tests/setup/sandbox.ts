import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const projectRoot = join(import.meta.dirname, '../..');

/** How a set-up run ended. */
export interface SetupRun {
  exitCode: number;
  output: string;
  durationMs: number;
}

/** A small copy of the project with a PATH of its own: set-up can be watched in it without touching anything else. */
export interface Sandbox {
  root: string;
  bin: string;
  /** Puts a shell script called `name` on the sandbox's PATH. */
  program(name: string, script: string): string;
  write(path: string, text: string): void;
  run(argv: string[], env?: Record<string, string>): Promise<SetupRun>;
  remove(): void;
}

/** A project folder with only set-up, a lockfile without packages and the shell's own small programs. */
export function createSandbox(): Sandbox {
  const base = mkdtempSync(join(tmpdir(), 'rostrum-setup-'));
  const root = join(base, 'project');
  const bin = join(base, 'bin');
  mkdirSync(bin, { recursive: true });
  cpSync(join(projectRoot, 'scripts/setup.mjs'), join(root, 'scripts/setup.mjs'));
  cpSync(join(projectRoot, 'scripts/setup'), join(root, 'scripts/setup'), { recursive: true });
  cpSync(join(projectRoot, 'scripts/run.sh'), join(root, 'scripts/run.sh'));
  symlinkSync(process.execPath, join(bin, 'node'));
  for (const name of ['sh', 'cat', 'dirname', 'sleep', 'mkdir', 'chmod']) {
    symlinkSync(`/bin/${name}`, join(bin, name));
  }

  const sandbox: Sandbox = {
    root,
    bin,
    program(name, script) {
      const path = join(bin, name);
      writeFileSync(path, `#!/bin/sh\n${script}\n`);
      chmodSync(path, 0o755);
      return path;
    },
    write(path, text) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    run(argv, env = {}) {
      const startedAtMs = performance.now();
      return new Promise((resolve, reject) => {
        const child = spawn(join(bin, 'node'), [join(root, 'scripts/setup.mjs'), ...argv], {
          env: { PATH: bin, ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        let output = '';
        child.stdout.on('data', (chunk: Buffer) => {
          output += chunk.toString();
        });
        child.stderr.on('data', (chunk: Buffer) => {
          output += chunk.toString();
        });
        child.on('error', reject);
        child.on('close', (code) =>
          resolve({ exitCode: code ?? -1, output, durationMs: performance.now() - startedAtMs }),
        );
      });
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };

  const lockfile = { name: 'rostrum', lockfileVersion: 3, packages: { '': { name: 'rostrum' } } };
  sandbox.write('package.json', '{"name":"rostrum","private":true,"type":"module"}');
  sandbox.write('package-lock.json', JSON.stringify(lockfile));
  sandbox.write('node_modules/.package-lock.json', JSON.stringify({ ...lockfile, packages: {} }));
  return sandbox;
}

/** The text that a real ffmpeg prints for `-encoders`, reduced to `names`. */
export function encoderList(names: readonly string[]): string {
  return names.map((name) => ` V....D ${name}              an encoder`).join('\n');
}

/** Puts an ffmpeg with the wanted encoders, and an ffprobe, on the sandbox's PATH; returns where they are. */
export function putFfmpeg(sandbox: Sandbox): { ffmpeg: string; ffprobe: string } {
  return {
    ffmpeg: sandbox.program('ffmpeg', `cat <<'END'\n${encoderList(['libx264', 'aac'])}\nEND`),
    ffprobe: sandbox.program('ffprobe', 'exit 0'),
  };
}

import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, absolute and without a trailing slash. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** A failure with a sentence for the person at the terminal: it is printed without a stack. */
export class SetupError extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

const running = new Set();
let isStopping = false;

for (const [signal, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.once(signal, () => {
    isStopping = true;
    for (const child of running) child.kill('SIGTERM');
    process.exit(exitCode);
  });
}

/** Whether `path` is a file that this user may execute. */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The first executable called one of `names` on PATH, or undefined. */
export function findOnPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find(isExecutable);
    if (found) return found;
  }
  return undefined;
}

/** Environment for a command we start: ours, with the project's Node first, without what npm left for its own scripts. */
export function childEnvironment(extra = {}) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package_|lifecycle_|command$|config_(local_prefix|global_prefix|prefix)$)/.test(name),
  );
  const environment = { ...Object.fromEntries(inherited), NO_COLOR: '1', ...extra };
  environment.PATH = [join(root, '.toolchain/bin'), process.env.PATH].filter(Boolean).join(delimiter);
  return environment;
}

/**
 * Runs a command to its end and keeps the last of what it said.
 * Resolves to `{exitCode, output}`; exit code 127 when the command cannot be started.
 */
export function run(command, argv, { env = {}, onOutput = () => {}, cwd = root } = {}) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, argv, {
      cwd,
      env: childEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const collect = (chunk) => {
      output = (output + chunk).slice(-64_000);
      onOutput(String(chunk));
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const finish = (exitCode) => {
      running.delete(child);
      if (!isStopping) resolve({ exitCode, output });
    };
    child.on('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}

const unreachable =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|Temporary failure resolving|Could not resolve|Could not connect|Connection failed|Connection timed out/i;

/** Throws one sentence that says what failed, and what to do, from a command's output. */
export function failWith(what, { output }) {
  const lines = output.trimEnd().split('\n');
  // npm says what is wrong first, and ends with pages of advice.
  const errors = lines.filter((line) => /^(npm error|E:) ./.test(line));
  const tail = errors.length > 0 ? errors.slice(0, 15).join('\n') : lines.slice(-15).join('\n');
  const network = unreachable.exec(output);
  if (network) {
    throw new SetupError(
      `${what} failed: the network could not be reached (${network[0]}).\n` +
        'Check the connection, or the proxy (HTTPS_PROXY, `npm config set proxy`, /etc/apt/apt.conf.d), and run the same command again: it goes on where it stopped.',
    );
  }
  if (/ENOSPC|No space left on device/i.test(output)) {
    throw new SetupError(`${what} failed: the disk is full. Free about 1 GB and run the same command again.`);
  }
  if (/EACCES|EROFS/.test(output)) {
    throw new SetupError(
      `${what} failed: this user may not write in ${root}.\nRun the same command as the owner of that folder.\n\n${tail}`,
    );
  }
  throw new SetupError(`${what} failed. It said:\n\n${tail}`);
}

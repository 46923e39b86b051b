import { failWith, findOnPath, run, SetupError } from './run.mjs';

const managers = [
  {
    command: 'apt-get',
    line: (names) => `apt-get update && sudo apt-get install -y --no-install-recommends ${names}`,
  },
  { command: 'dnf', line: (names) => `dnf install -y ${names}` },
  { command: 'pacman', line: (names) => `pacman -S --needed ${names}` },
  { command: 'apk', line: (names) => `apk add ${names}` },
  { command: 'zypper', line: (names) => `zypper install -y ${names}` },
  { command: 'brew', line: (names) => `brew install ${names}`, isWithoutSudo: true },
];

const isRoot = () => process.getuid?.() === 0;

/** The command that installs `names` (a package name for each package manager) on this machine, or undefined. */
export function installLine(names) {
  const manager = managers.find(({ command }) => names[command] && findOnPath(command));
  if (!manager) return undefined;
  const line = manager.line(names[manager.command]);
  if (manager.isWithoutSudo) return line;
  return isRoot() ? line.replaceAll('sudo ', '') : `sudo ${line}`;
}

/**
 * Installs by apt where this user may (root); elsewhere throws the exact command to run.
 * `names` has a string of package names for each package manager; `hint` is said where none is known.
 */
export async function installSystemPackages({ what, names, hint, note }) {
  if (!isRoot() || !findOnPath('apt-get') || !names['apt-get']) {
    const line = installLine(names);
    throw new SetupError(
      `${what} is missing. ${line ? `Install it with\n\n    ${line}\n\nand run the same command again.` : ''}\n${hint}`,
    );
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const lockTimeout = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=2'];
  const update = await run('apt-get', ['update', ...lockTimeout], { env, onOutput: note });
  const argv = ['install', '-y', '--no-install-recommends', ...lockTimeout, ...names['apt-get'].split(' ')];
  const install = await run('apt-get', argv, { env, onOutput: note });
  if (install.exitCode !== 0) {
    failWith(`Installing ${what} (apt-get ${argv.join(' ')})`, { output: update.output + install.output });
  }
}

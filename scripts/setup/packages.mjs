import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { failWith, root, run, SetupError } from './run.mjs';
import { retryFlags } from './toolchain.mjs';

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Packages for other systems than the lockfile's are optional, and may be on one side only. */
function isDone() {
  const wanted = readPackages('package-lock.json');
  const found = readPackages('node_modules/.package-lock.json');
  if (!wanted || !found) return false;
  const isNothingForeign = Object.entries(found).every(([path, { version, integrity, optional }]) =>
    wanted[path] ? wanted[path].version === version && wanted[path].integrity === integrity : optional,
  );
  const isNothingMissing = Object.entries(wanted).every(
    ([path, { optional, devOptional }]) => path === '' || found[path] || optional || devOptional,
  );
  return isNothingForeign && isNothingMissing;
}

/**
 * Installs into an empty folder, as `npm ci` would. npm writes its record of what it installed last of all, so an
 * interrupted run leaves none and is begun again. `npm ci` itself refuses a lockfile that lacks the packages of
 * systems which are not this one.
 */
async function install(note) {
  rmSync(join(root, 'node_modules'), { recursive: true, force: true });
  const flags = [
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=http',
    ...retryFlags,
  ];
  const result = await run('npm', ['install', ...flags], { onOutput: note });
  if (result.exitCode !== 0) failWith('Installing the packages of package-lock.json', result);
  if (!isDone()) {
    throw new SetupError(
      'package-lock.json does not match package.json: run `npm install` where dependencies were changed, and commit both.',
    );
  }
}

/** The packages of package-lock.json, exactly, without their install scripts. */
export const packagesStep = { title: () => 'Packages', isDone, run: install };

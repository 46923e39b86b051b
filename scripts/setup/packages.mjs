import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failWith, root, run } from './run.mjs';
import { retryFlags } from './toolchain.mjs';

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

const isSame = (wanted, found) =>
  wanted !== undefined && wanted.version === found.version && wanted.integrity === found.integrity;

/**
 * Whether node_modules is what the lockfile says. npm writes its record of what it installed last of all and
 * removes it first, so a half-made folder has none. Packages for other systems are absent from that record.
 */
function isDone() {
  const wanted = readPackages('package-lock.json');
  const found = readPackages('node_modules/.package-lock.json');
  if (!wanted || !found) return false;
  const isNothingForeign = Object.entries(found).every(([path, entry]) => isSame(wanted[path], entry));
  const isNothingMissing = Object.entries(wanted).every(
    ([path, entry]) => path === '' || found[path] !== undefined || entry.optional || entry.devOptional,
  );
  return isNothingForeign && isNothingMissing;
}

async function install(note) {
  const result = await run(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=http', ...retryFlags],
    {
      onOutput: note,
    },
  );
  if (result.exitCode !== 0) failWith('Installing the packages of package-lock.json', result);
}

/** The packages of package-lock.json, exactly, without their install scripts. */
export const packagesStep = { title: () => 'Packages', isDone, run: install };

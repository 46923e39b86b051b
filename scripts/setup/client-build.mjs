import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failWith, root, run } from './run.mjs';

const stampPath = join(root, 'dist/.stamp');
const sources = ['client', 'server/contract', 'vite.config.ts', 'package-lock.json'];

function filesUnder(path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found ? [path] : [];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}

/** A hash of every source that the built client is made of; tests are not part of it. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(filesUnder)) {
    if (/\.test\.tsx?$/.test(path)) continue;
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function isDone() {
  try {
    return readFileSync(stampPath, 'utf8') === fingerprint();
  } catch {
    return false;
  }
}

async function build(note) {
  const before = fingerprint();
  rmSync(stampPath, { force: true });
  const result = await run('node', ['node_modules/vite/bin/vite.js', 'build', '--app'], {
    env: { NODE_ENV: 'production' },
    onOutput: note,
  });
  if (result.exitCode !== 0) failWith('Building the pages', result);
  writeFileSync(`${stampPath}.new`, before);
  renameSync(`${stampPath}.new`, stampPath);
}

/** The pages built by Vite into dist/, when a source of theirs has changed. */
export const buildStep = { title: () => 'Pages', isDone, run: build };

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findFiles } from './find-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rostrum-find-'));
  for (const name of ['a', 'locked', 'z/deep']) mkdirSync(join(folder, name), { recursive: true });
  for (const path of ['one.mp4', 'a/two.mp4', 'locked/three.mp4', 'z/deep/four.mp4'])
    writeFileSync(join(folder, path), path);
});
afterEach(() => {
  chmodSync(join(folder, 'locked'), 0o755);
  rmSync(folder, { recursive: true });
});

/** What a user without special rights finds: root may read everything, so that a child gives its rights away. */
function findAsNobody(): unknown {
  const script = `
    const { findFiles } = await import(${JSON.stringify(new URL('./find-files.ts', import.meta.url).href)});
    if (process.getuid() === 0) process.setuid(65534);
    const skipped = [];
    const found = await findFiles(${JSON.stringify(folder)}, { onSkipped: (one) => skipped.push(one) });
    console.log(JSON.stringify({ found: found.map((one) => one.path), skipped }));`;
  const answer = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  return JSON.parse(answer);
}

it('passes by a folder that may not be read, says so, and finds the rest', () => {
  chmodSync(folder, 0o755);
  chmodSync(join(folder, 'locked'), 0);
  expect(findAsNobody()).toEqual({
    found: ['a/two.mp4', 'one.mp4', 'z/deep/four.mp4'],
    skipped: [{ path: 'locked', reason: 'EACCES' }],
  });
});

it('follows no link, not even one in a circle', async () => {
  symlinkSync(folder, join(folder, 'a/circle'));
  symlinkSync(join(folder, 'one.mp4'), join(folder, 'link.mp4'));
  const found = await findFiles(folder);
  expect(found.map((one) => one.path)).toEqual([
    'a/two.mp4',
    'locked/three.mp4',
    'one.mp4',
    'z/deep/four.mp4',
  ]);
});

it('looks into one folder alone when asked', async () => {
  expect((await findFiles(folder, { isDeep: false })).map((one) => one.path)).toEqual(['one.mp4']);
});

it('finds nothing in a folder that is not there', async () => {
  expect(await findFiles(join(folder, 'none'))).toEqual([]);
});

it.skipIf(process.platform !== 'linux')(
  'tells of files and folders whose names are no UTF-8, and finds the rest',
  async () => {
    const bytes = (name: string) => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')]);
    writeFileSync(bytes('caf\xe9.mp4'), 'kept');
    mkdirSync(bytes('\xff'));
    writeFileSync(bytes('\xff/five.mp4'), 'kept');
    const skipped: string[] = [];
    const found = await findFiles(folder, {
      onSkipped: ({ path, reason }) => skipped.push(`${path}: ${reason}`),
    });
    expect(found).toHaveLength(4);
    expect(skipped.toSorted()).toEqual([
      'caf\ufffd.mp4: its name is not UTF-8: rename it',
      '\ufffd: its name is not UTF-8: rename it',
    ]);
    expect(readFileSync(bytes('caf\xe9.mp4'), 'utf8')).toBe('kept');
  },
);

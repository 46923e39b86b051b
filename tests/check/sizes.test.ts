import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const isBuilt = existsSync(join(root, 'dist/client/.vite/manifest.json'));

/** Runs size-limit in `folder`; resolves to its exit code and what it said. */
function sizeLimit(folder: string): Promise<{ exitCode: number; output: string }> {
  const bin = join(root, 'node_modules/size-limit/bin.js');
  return new Promise((resolve) => {
    execFile(process.execPath, [bin], { cwd: folder }, (error, stdout, stderr) => {
      const exitCode = error ? Number(error.code ?? 1) : 0;
      resolve({ exitCode, output: `${stdout}${stderr}` });
    });
  });
}

describe.skipIf(!isBuilt)('what browsers load', () => {
  it('stays within the limits of .size-limit.json', async () => {
    const { exitCode, output } = await sizeLimit(root);
    expect(exitCode, output).toBe(0);
  });

  it('is found too large when it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rostrum-sizes-'));
    try {
      await writeFile(join(folder, 'large.js'), Array.from({ length: 3000 }, (_, n) => n * 7919).join());
      const entry = { name: 'large', path: 'large.js', limit: '1 kB', brotli: true };
      const manifest = { name: 'planted', devDependencies: { '@size-limit/file': '*' } };
      await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, 'size-limit': [entry] }));
      await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
      const { exitCode, output } = await sizeLimit(folder);
      expect(output).toContain('exceeded');
      expect(exitCode).toBe(1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

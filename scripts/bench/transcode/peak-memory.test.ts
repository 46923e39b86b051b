import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { peakMemoryBytes } from './peak-memory.ts';

const script = join(import.meta.dirname, 'peak-memory.ts');
const measureChild = async (mebibytes: number) => {
  const code = `import(${JSON.stringify(script)}).then(({ peakMemoryBytes }) => {
    Buffer.alloc(${mebibytes} * 1024 * 1024, 1);
    process.stdout.write(String(peakMemoryBytes('self')));
  });`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', code]);
  return Number(stdout);
};

it('sees what a process held at its height, and not what its parent holds', async () => {
  const ballast = Buffer.alloc(300 * 1024 * 1024, 1);
  const [small, large] = [await measureChild(1), await measureChild(200)];
  expect(large - small).toBeGreaterThan(150 * 1024 * 1024);
  expect(small).toBeLessThan(150 * 1024 * 1024);
  expect(peakMemoryBytes('self')).toBeGreaterThan(ballast.length);
});

it('does not know of a process that is not there', () => {
  expect(peakMemoryBytes(2 ** 30)).toBeNull();
});

import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFollowingHash } from './following-hash.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rostrum-hash-'));
  file = join(folder, 'file');
  writeFileSync(file, '');
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = randomBytes(5_000_003);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const parts = [0, 1, 900_000, 3_000_000, 3_000_001, bytes.length];
const written = (n: number) => {
  const [fromBytes = 0, toBytes = 0] = parts.slice(n, n + 2);
  const chunk = bytes.subarray(fromBytes, toBytes);
  appendFileSync(file, chunk);
  return { id: 'a', file, fromBytes, toBytes, chunks: [chunk] };
};

it('is known without reading the file where all of it was followed', async () => {
  const hash = createFollowingHash();
  for (let n = 0; n < 5; n++) hash.grown(written(n));
  rmSync(file);
  expect(await hash.whole({ id: 'a', file, sizeBytes: bytes.length })).toBe(sha256);
});

it.each([1, 2, 3, 4, 5])('is right when following began with part %i, as after a restart', async (first) => {
  const hash = createFollowingHash();
  for (let n = 0; n < 5; n++) {
    const part = written(n);
    if (n >= first) hash.grown(part);
  }
  expect(await hash.whole({ id: 'a', file, sizeBytes: bytes.length })).toBe(sha256);
});

it('goes on with what arrives once the part on the disk has been read', async () => {
  const before = createFollowingHash();
  before.grown(written(0));
  const hash = createFollowingHash();
  hash.grown(written(1));
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (let n = 2; n < 5; n++) hash.grown(written(n));
  rmSync(file);
  expect(await hash.whole({ id: 'a', file, sizeBytes: bytes.length })).toBe(sha256);
});

it('fails for a file that is shorter than it should be', async () => {
  const hash = createFollowingHash();
  hash.grown(written(0));
  await expect(hash.whole({ id: 'a', file, sizeBytes: 2 })).rejects.toThrow('ends at byte 1');
});

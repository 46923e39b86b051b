import { linkSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createDiskBlobs } from '#server/blobs/disk.ts';
import { describeBlobStore } from './blob-store-contract.ts';

describeBlobStore('The disk', createDiskBlobs);

describe('Blobs on disk', () => {
  const folders: string[] = [];
  const folder = (at = tmpdir()) => {
    const made = mkdtempSync(join(at, 'rostrum-disk-'));
    folders.push(made);
    return made;
  };
  afterEach(() => {
    for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
  });

  it('copies nothing on the same file system', async () => {
    const root = folder();
    const source = join(root, 'source');
    writeFileSync(source, 'bytes');
    const blobs = createDiskBlobs(join(root, 'blobs'));
    (await blobs.stage(source, { mayLink: true })).publish('ab/one');
    expect(statSync(blobs.localPath('ab/one')).ino).toBe(statSync(source).ino);
  });

  it('copies what lies behind a symbolic link', async () => {
    const root = folder();
    writeFileSync(join(root, 'elsewhere'), 'bytes');
    symlinkSync(join(root, 'elsewhere'), join(root, 'link'));
    const blobs = createDiskBlobs(join(root, 'blobs'));
    (await blobs.stage(join(root, 'link'), { mayLink: true })).publish('ab/one');
    expect(statSync(blobs.localPath('ab/one')).ino).not.toBe(statSync(join(root, 'elsewhere')).ino);
  });

  it('sweeps what dead processes left, and nothing else', async () => {
    const root = folder();
    const source = join(root, 'source');
    writeFileSync(source, 'bytes');
    const blobs = createDiskBlobs(join(root, 'blobs'));
    const alive = await blobs.stage(source, { mayLink: false });
    const staging = join(root, 'blobs', '.staging');
    const [name = ''] = readdirSync(staging);
    const [, ...identity] = (name.split('.')[0] ?? '').split('_');
    linkSync(source, join(staging, `999999999_${identity.join('_')}.feed`));
    expect(blobs.sweep()).toBe(1);
    alive.publish('ab/one');
    expect(blobs.list('')).toEqual(['ab/one']);
  });
});

import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '#server/blobs/blob-store.ts';

/** What every blob store promises; `make` gets a folder of its own, on the file system of the sources. */
export function describeBlobStore(name: string, make: (folder: string) => BlobStore): void {
  describe(`${name} as a blob store`, () => {
    let folder: string;
    let blobs: BlobStore;
    let source: string;
    const bytes = randomBytes(3 * 1024 * 1024 + 17);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'rostrum-blobs-'));
      blobs = make(join(folder, 'blobs'));
      source = join(folder, 'source file.mp4');
      writeFileSync(source, bytes);
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it.each([false, true])(
      'keeps the bytes under their key and leaves the source (mayLink: %s)',
      async (mayLink) => {
        const staged = await blobs.stage(source, { mayLink });
        expect(staged).toMatchObject({ sha256, sizeBytes: bytes.length });
        expect(blobs.has('ab/one.mp4')).toBe(false);
        staged.publish('ab/one.mp4');
        await staged.discard();
        expect(blobs.has('ab/one.mp4')).toBe(true);
        expect(readFileSync(blobs.localPath('ab/one.mp4')).equals(bytes)).toBe(true);
        expect(statSync(blobs.localPath('ab/one.mp4')).mode & 0o222).toBe(0);
        expect(readFileSync(source).equals(bytes)).toBe(true);
      },
    );

    it('takes a SHA-256 that is known where it shares the bytes, and reads them for it where it copies', async () => {
      const known = 'a'.repeat(64);
      const shared = await blobs.stage(source, { mayLink: true, sha256: known });
      expect(shared).toMatchObject({ sha256: known, sizeBytes: bytes.length });
      await shared.discard();
      const copied = await blobs.stage(source, { mayLink: false, sha256: known });
      expect(copied).toMatchObject({ sha256, sizeBytes: bytes.length });
      await copied.discard();
    });

    it('opens a range of bytes, both ends included', async () => {
      (await blobs.stage(source, { mayLink: false })).publish('ab/one.mp4');
      const { stream, sizeBytes } = await blobs.open('ab/one.mp4', { start: 10, end: 19 });
      expect(sizeBytes).toBe(bytes.length);
      expect((await buffer(stream)).equals(bytes.subarray(10, 20))).toBe(true);
    });

    it('keeps the blob that is there when another is published under its key', async () => {
      (await blobs.stage(source, { mayLink: false })).publish('ab/one.mp4');
      writeFileSync(source, 'other');
      (await blobs.stage(source, { mayLink: false })).publish('ab/one.mp4');
      expect(readFileSync(blobs.localPath('ab/one.mp4')).equals(bytes)).toBe(true);
    });

    it('leaves nothing of what was discarded', async () => {
      await (await blobs.stage(source, { mayLink: false })).discard();
      expect(blobs.list('')).toEqual([]);
      expect(blobs.sweep()).toBe(0);
    });

    it('refuses a file that grows while it is read', async () => {
      writeFileSync(source, Buffer.alloc(64 * 1024 * 1024));
      const growing = setInterval(() => appendFileSync(source, 'more'), 1);
      await expect(blobs.stage(source, { mayLink: false })).rejects.toMatchObject({ code: 'conflict' });
      clearInterval(growing);
      expect(blobs.list('')).toEqual([]);
    });

    it('lists keys and removes blobs', async () => {
      for (const key of ['ab/one.mp4', 'cd/two.mp4'])
        (await blobs.stage(source, { mayLink: false })).publish(key);
      expect(blobs.list('')).toEqual(['ab/one.mp4', 'cd/two.mp4']);
      await blobs.remove('ab/one.mp4');
      await blobs.remove('ab/one.mp4');
      expect(blobs.list('')).toEqual(['cd/two.mp4']);
    });

    it('tells of a blob that is missing', async () => {
      await expect(blobs.open('ab/none')).rejects.toMatchObject({ code: 'not_found' });
      expect(() => blobs.localPath('ab/none')).toThrow(/missing/);
    });

    it.each(['', '../x', 'a/../../x', '/etc/passwd', 'a//b', '.staging/x', 'a\\b', 'a/\0'])(
      'takes no key %j',
      (key) => {
        expect(() => blobs.has(key)).toThrow(/no key/);
      },
    );
  });
}

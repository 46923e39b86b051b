import { brotliDecompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { createPageCache, readyPage } from './page-cache.ts';

const text = '<p>words</p>'.repeat(1000);

it('a page is kept as it is sent: compressed, with a tag of that form', async () => {
  const page = await readyPage(text, 'br');
  expect(brotliDecompressSync(page.bytes).toString()).toBe(text);
  expect(page.etag).toMatch(/-br"$/);
  expect((await readyPage(text, 'identity')).etag).toBe(page.etag.replace('-br', ''));
});

it('pages stay while they fit, and the one that was not asked for goes first', async () => {
  const page = await readyPage(text, 'identity');
  const cache = createPageCache({ maxBytes: 3 * text.length });
  await cache.keep('one', Promise.resolve(page));
  await cache.keep('two', Promise.resolve(page));
  cache.find('one');
  await cache.keep('three', Promise.resolve(page));
  expect(['one', 'two', 'three'].map((key) => cache.find(key) === page)).toEqual([true, false, true]);
});

it('who asks while a page is made waits for that one, and a failure is not kept', async () => {
  const cache = createPageCache();
  const broken = cache.keep('page', Promise.reject(new Error('no')));
  expect(cache.find('page')).toBeInstanceOf(Promise);
  await expect(broken).rejects.toThrow('no');
  expect(cache.find('page')).toBeUndefined();
});

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { mediaChromeStyleHashes } from '#server/web/media-chrome-hashes.ts';
import { captionedTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

const file = join(import.meta.dirname, '../../server/web/media-chrome-hashes.ts');

/** Hashes of every style sheet inside a shadow root, as style-src spells them. */
async function shadowStyleHashes(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walk = (root: Document | ShadowRoot) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.localName === 'style') found.push(element.textContent ?? '');
        if (element.shadowRoot) walk(element.shadowRoot);
      }
    };
    walk(document);
    return found;
  });
  const hashes = await Promise.all(
    texts.map(async (text) => {
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
      return `sha256-${Buffer.from(digest).toString('base64')}`;
    }),
  );
  return [...new Set(hashes)].sort();
}

/** Uses the parts of the player that make elements only when they are used. */
async function useEverything(page: Page): Promise<void> {
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  await watched.advances(1);
  await page.getByRole('slider', { name: 'seek' }).hover();
  await page.keyboard.press('k');
}

test('the policy lists exactly the style sheets of the player’s controls', async ({ page, trouble }) => {
  const isUpdating = process.env.UPDATE_STYLE_HASHES === '1';
  if (isUpdating) trouble.allow(/./);
  await page.goto(talkPath(captionedTalk));
  await useEverything(page);
  const found = await shadowStyleHashes(page);
  expect(found.length).toBeGreaterThan(5);
  if (isUpdating) await writeHashes(found);
  else expect([...mediaChromeStyleHashes].sort()).toEqual(found);
});

for (const language of ['ru', 'ja']) {
  test(`the style sheets are the same when the controls speak ${language}`, async ({ page }) => {
    await page.goto(talkPath(captionedTalk, `?lang=${language}`));
    await watching(page).ready();
    const listed: readonly string[] = mediaChromeStyleHashes;
    for (const hash of await shadowStyleHashes(page)) expect(listed).toContain(hash);
  });
}

test('a style that is not listed is refused', async ({ page, trouble }) => {
  trouble.allow(/style/);
  await page.goto('/');
  const colour = await page.evaluate(() => {
    const style = document.createElement('style');
    style.textContent = 'body { color: rgb(1 2 3) }';
    document.head.append(style);
    return getComputedStyle(document.body).color;
  });
  expect(colour).not.toBe('rgb(1, 2, 3)');
});

async function writeHashes(hashes: readonly string[]): Promise<void> {
  const head = (await readFile(file, 'utf8')).split('export const')[0];
  const lines = hashes.map((hash) => `  '${hash}',\n`).join('');
  await writeFile(file, `${head}export const mediaChromeStyleHashes = [\n${lines}];\n`);
}

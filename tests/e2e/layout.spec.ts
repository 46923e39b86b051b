import type { Page } from '@playwright/test';
import { layoutFaultsOf } from './support/layout-faults.ts';
import { drawn, signIn } from './support/organizing.ts';
import { expect, test } from './support/test.ts';
import { organizerPages, viewerPages } from './support/viewer-pages.ts';

const widths = [320, 390, 1440];
const languages = ['en', 'ru', 'ja'];

/** Holds one page to it in every language, at every width. */
async function expectFits(page: Page, name: string, url: string): Promise<void> {
  for (const language of languages) {
    await page.setViewportSize({ width: 1440, height: 900 });
    // Pictures come later and have their places already; faces change what fits.
    await page.goto(`${url}${url.includes('?') ? '&' : '?'}lang=${language}`, {
      waitUntil: 'domcontentloaded',
    });
    await page.evaluate(async () => {
      document.body.getBoundingClientRect();
      await document.fonts.ready;
    });
    await drawn(page);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      expect(await layoutFaultsOf(page), `${name}, ${language} at ${width}`).toEqual([]);
    }
  }
}

test('pages of viewers fit every width in every language, and no text is cut', async ({ page }) => {
  test.setTimeout(180_000);
  for (const [name, path] of viewerPages) await expectFits(page, name, path());
});

test('pages of organizers fit every width in every language, and no text is cut', async ({ page }) => {
  test.setTimeout(180_000);
  await expectFits(page, 'signing in', '/organize');
  await signIn(page);
  for (const [name, path] of organizerPages) await expectFits(page, name, path());
});

test('a page too wide, a text cut and a heading not seen are found', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 900 });
  await page.goto('/speakers');
  await page.evaluate(() => {
    const main = document.querySelector('main') ?? document.body;
    const add = (tag: string, text: string, style: Partial<CSSStyleDeclaration>) => {
      const element = document.createElement(tag);
      element.textContent = text;
      Object.assign(element.style, style);
      main.append(element);
    };
    add('p', 'planted wide', { width: '900px' });
    add('p', 'planted cut and long', { width: '60px', overflow: 'hidden', whiteSpace: 'nowrap' });
    add('p', 'planted low and long', { width: '60px', height: '10px', overflow: 'clip' });
    add('h2', 'planted unseen', { opacity: '0' });
  });
  expect((await layoutFaultsOf(page)).map((fault) => fault.replace(/\d+/g, 'N'))).toEqual([
    'the page is N wide, N are seen',
    'cut: planted cut and long',
    'cut: planted low and long',
    'not seen: planted unseen',
  ]);
});

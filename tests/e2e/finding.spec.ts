import type { Page } from '@playwright/test';
import { captionedTalk, emptyTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';

const conference = '/conferences/linux-containers-2015';

const talkLink = (page: Page, speaker: string) =>
  page
    .getByRole('main')
    .locator(`a[href="${talkPath(speaker)}"]`)
    .first();

test('the home page leads to what is new, to a conference by its picture, to a subject and to all talks', async ({
  page,
}) => {
  await page.goto('/');
  const main = page.getByRole('main');
  const conferences = page.getByRole('region', { name: 'Conferences' });
  const tile = conferences.locator(`article:has(a[href="${conference}"])`);
  await expect(tile).toBeVisible();
  await expect(tile.locator('img, [aria-hidden="true"]').first()).toBeVisible();
  await main.locator('section:has(#topics) a[href^="/talks?tag="]').first().click();
  await expect(page).toHaveURL(/\/talks\?tag=/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Talks about');
  await expect(page.getByRole('main').locator('article')).not.toHaveCount(0);
});

test('a programme is narrowed down by its form, and the address says so', async ({ page }) => {
  await page.goto(conference);
  await page.getByRole('link', { name: 'As a list' }).click();
  await expect(page).toHaveURL(`${conference}?view=list`);
  await page.getByLabel('Speaker’s name').fill(captionedTalk);
  await page.getByLabel('Only with a recording').check();
  await page.getByLabel('Order').selectOption('length');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/speaker=Emelyanov/);
  await expect(page).toHaveURL(/recorded=1/);
  await expect(talkLink(page, captionedTalk)).toBeVisible();
  await expect(talkLink(page, emptyTalk)).toHaveCount(0);
  await expect(page.getByLabel('Speaker’s name')).toHaveValue(captionedTalk);
  await page.getByRole('link', { name: 'Show all again' }).click();
  await expect(talkLink(page, emptyTalk)).toBeVisible();
});

test('every card says length, language and captions', async ({ page }) => {
  await page.goto(`${conference}?view=list`);
  const card = page.getByRole('main').locator(`article:has(a[href="${talkPath(captionedTalk)}"])`);
  await expect(card.locator('time[datetime^="PT"]')).toBeVisible();
  await expect(card.getByText(/^(English|Russian)$/)).toBeVisible();
  await expect(card.getByText(/^Captions: /)).toBeVisible();
});

test('a speaker’s page has all names, and the talks year by year', async ({ page }) => {
  await page.goto('/speakers/pavel-emelyanov');
  await expect(page.getByRole('main').locator('[lang="ru"]').first()).toContainText('Емельянов');
  await expect(page.getByRole('heading', { level: 2, name: /^\d{4}$/ }).first()).toBeVisible();
  await expect(talkLink(page, captionedTalk)).toBeVisible();
});

test.describe('without JavaScript, on a narrow screen', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });

  test('filters, orders and pages are forms and links, and nothing overflows', async ({ page }) => {
    await page.goto(`${conference}?view=list`);
    await page.getByLabel('Order').selectOption('title');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page).toHaveURL(/sort=title/);
    const shown = await page.getByRole('main').locator('h3 a[href^="/talks/"]').allTextContents();
    expect(shown.length).toBeGreaterThan(4);
    expect(shown).toEqual(shown.toSorted((a, b) => a.localeCompare(b, 'en')));
    for (const path of ['/talks', '/topics', '/conferences', conference]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const document = page.locator('html');
      const width = await document.boundingBox();
      expect(width?.width, path).toBeLessThanOrEqual(320);
    }
  });
});

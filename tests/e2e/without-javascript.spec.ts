import { captionedTalk, emptyTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { viewerPages } from './support/viewer-pages.ts';

test.use({ javaScriptEnabled: false });

test('pages read and link without JavaScript', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('main').locator('a[href^="/conferences/"]').first().click();
  await expect(page).toHaveURL(/\/conferences\//);
  await expect(page.getByRole('main').locator('a[href^="/talks/"]')).not.toHaveCount(0);
  await page
    .getByRole('main')
    .locator(`a[href="${talkPath(emptyTalk)}"]`)
    .first()
    .click();
  await expect(page).toHaveURL(talkPath(emptyTalk));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('main').locator('a[href^="/speakers/"]').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Monakhov');
  await page.getByRole('navigation').getByRole('link', { name: 'Speakers' }).first().click();
  // Other tests bring speakers of their own.
  await expect
    .poll(() => page.getByRole('main').locator('a[href^="/speakers/"]').count())
    .toBeGreaterThanOrEqual(8);
});

test('search works without JavaScript', async ({ page }) => {
  await page.goto('/');
  const field = page.getByLabel('Search talks and speakers').first();
  await field.fill('Emelyanov');
  await field.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=Emelyanov/);
  await expect(
    page
      .getByRole('main')
      .locator(`a[href="${talkPath(captionedTalk)}"]`)
      .first(),
  ).toBeVisible();
});

test('a talk offers a playable source and its downloads without JavaScript', async ({ page, request }) => {
  await page.goto(talkPath(captionedTalk));
  const video = page.locator('video[controls]');
  await expect(video).toBeVisible();
  const source = await video.locator('source[type="video/mp4"]').first().getAttribute('src');
  const ranged = await request.get(source?.split('#')[0] ?? '', { headers: { Range: 'bytes=0-1023' } });
  expect([ranged.status(), ranged.headers()['content-type']]).toEqual([206, 'video/mp4']);
  expect((await ranged.body()).subarray(4, 8).toString()).toBe('ftyp');
  const downloads = page.getByRole('main').locator('a[href*="/downloads/"]');
  await expect(downloads).not.toHaveCount(0);
  for (const link of await downloads.all()) {
    const answer = await request.fetch((await link.getAttribute('href')) ?? '', { method: 'HEAD' });
    expect(answer.status()).toBe(200);
  }
});

test('a talk has its captions, its chapters as links to their moments, and its words as a page', async ({
  page,
}) => {
  await page.goto(talkPath(captionedTalk));
  const track = page.locator('video > track[kind="captions"]').first();
  await expect(track).toHaveAttribute('srclang', 'en');
  expect((await page.request.get((await track.getAttribute('src')) ?? '')).status()).toBe(200);
  await page.getByRole('link', { name: /Middle/ }).click();
  await expect(page).toHaveURL(/[?]t=4$/);
  await expect(page.locator('video > source').first()).toHaveAttribute('src', /#t=4$/);
  await page.getByRole('link', { name: 'Read the transcript' }).click();
  await expect(page.getByRole('main')).toContainText('Line 7');
});

test('another language is chosen by a link, and stays', async ({ page }) => {
  await page.goto('/speakers');
  await page.getByRole('contentinfo').getByText('Русский').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await page.goto('/conferences');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
});

test('no page shows a dead button, an empty list or a control that waits for a script', async ({ page }) => {
  for (const [name, path] of viewerPages) {
    await page.goto(path(), { waitUntil: 'domcontentloaded' });
    const dead = await page
      .locator('button:visible, input:visible, select:visible, [role="button"]:visible')
      .evaluateAll((all) =>
        all
          .filter((one) => {
            const sends = one.closest('form')?.querySelector('button:not([type="button"])');
            return !sends || one.getAttribute('type') === 'button';
          })
          .map((one) => one.outerHTML.slice(0, 120)),
      );
    expect(dead, name).toEqual([]);
    expect(
      await page.locator('ul:visible:empty, ol:visible:empty, [data-action]:visible').count(),
      name,
    ).toBe(0);
  }
});

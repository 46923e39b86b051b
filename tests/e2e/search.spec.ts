import { captionedTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

test('searching "Emelyanov" leads to his page and from there to his talk', async ({ page }) => {
  await page.goto('/');
  const field = page.getByLabel('Search talks and speakers').first();
  await field.fill('Emelyanov');
  await field.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=Emelyanov/);
  const main = page.getByRole('main');
  await main
    .getByRole('link', { name: /Pavel Emelyanov/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/speakers\//);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Pavel Emelyanov');
  await main
    .locator(`a[href="${talkPath(captionedTalk)}"]`)
    .first()
    .click();
  await expect(page).toHaveURL(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  await watched.advances(1);
});

test('a name is found in Cyrillic too', async ({ page }) => {
  await page.goto('/search?q=Емельянов');
  await expect(
    page
      .getByRole('main')
      .locator(`a[href="${talkPath(captionedTalk)}"]`)
      .first(),
  ).toBeVisible();
});

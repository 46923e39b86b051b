import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { drawn, signIn } from './support/organizing.ts';
import { captionedTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { organizerPages, viewerPages } from './support/viewer-pages.ts';
import { watching } from './support/watching.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    for (const [name, path] of viewerPages) {
      test(`${name}: axe finds nothing`, async ({ page }) => {
        await page.goto(path());
        if (path() === talkPath(captionedTalk)) await watching(page).ready();
        expect(await violationsOf(page)).toEqual([]);
      });
    }
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`organizers, ${colorScheme}`, () => {
    test.use({ colorScheme });
    for (const [name, path] of organizerPages) {
      test(`${name}: axe finds nothing`, async ({ page }) => {
        await signIn(page);
        await page.goto(path());
        await drawn(page);
        expect(await violationsOf(page)).toEqual([]);
      });
    }

    test('signing in: axe finds nothing, also beside a refusal', async ({ page, trouble }) => {
      trouble.allow(/401/);
      await page.goto('/organize');
      await page.getByLabel('E-mail').fill('nobody@example.org');
      await page.getByLabel('Password').fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('alert').filter({ hasText: 'do not belong together' })).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });
  });
}

test('the open menu: axe finds nothing', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  await watched.openSettings(/^Speed/);
  const { violations } = await new AxeBuilder({ page }).include('[role="menu"]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('an unknown page says so and leads on', async ({ page, trouble }) => {
  trouble.allow(/404/);
  const answer = await page.goto('/talks/there-is-no-such-talk');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

/** What axe finds wrong with a page, with the elements. */
async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`);
}

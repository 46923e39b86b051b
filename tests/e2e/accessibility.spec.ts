import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { drawn, signIn } from './support/organizing.ts';
import { captionedTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { organizerPages, viewerPages } from './support/viewer-pages.ts';
import { watching } from './support/watching.ts';

test('pages of viewers: axe finds nothing, light and dark', async ({ page }) => {
  test.setTimeout(180_000);
  for (const [name, path] of viewerPages) {
    await page.goto(path());
    if (path() === talkPath(captionedTalk)) await watching(page).ready();
    await expectNothingFound(page, name);
  }
});

test('pages of organizers: axe finds nothing, light and dark', async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page);
  for (const [name, path] of organizerPages) {
    await page.goto(path());
    await drawn(page);
    await expectNothingFound(page, name);
  }
});

test('signing in: axe finds nothing, also beside a refusal, light and dark', async ({ page, trouble }) => {
  trouble.allow(/401/);
  await page.goto('/organize');
  await page.getByLabel('E-mail').fill('nobody@example.org');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'do not belong together' })).toBeVisible();
  await expectNothingFound(page, 'signing in');
});

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

/** Looks at a page as it stands in both colour schemes; a page is loaded once for both. */
async function expectNothingFound(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours on their way from one scheme to the other are nobody's.
    await page.evaluate(async () => {
      const changes = document.getAnimations().filter((one) => one instanceof CSSTransition);
      await Promise.allSettled(changes.map((one) => one.finished));
    });
    expect(await violationsOf(page), `${name}, ${colorScheme}`).toEqual([]);
  }
}

/** What axe finds wrong with a page, with the elements. */
async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`);
}

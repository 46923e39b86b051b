import type { Page } from '@playwright/test';
import { axeFaultsOf } from '../../scripts/bench/page/axe/faults.ts';
import { pageStates } from '../../scripts/bench/page/axe/states.ts';
import { someOf } from '../support/long-run.ts';
import { drawn, signIn } from './support/organizing.ts';
import { captionedTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { organizerPages, viewerPages } from './support/viewer-pages.ts';
import { watching } from './support/watching.ts';

const colorSchemes = ['light', 'dark'] as const;

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

test('a talk’s page in its states: axe finds nothing, light and dark', async ({ page }) => {
  test.setTimeout(120_000);
  for (const [index, { name, of, enter }] of pageStates.entries()) {
    await page.goto(of === 'home' ? '/' : talkPath(captionedTalk));
    await enter(page);
    // Each state by day or by night in every run, in turns.
    await expectNothingFound(
      page,
      name,
      someOf(colorSchemes, (scheme) => colorSchemes.indexOf(scheme) === index % 2),
    );
  }
});

test('an unknown page says so and leads on', async ({ page, trouble }) => {
  trouble.allow(/404/);
  const answer = await page.goto('/talks/there-is-no-such-talk');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
  await expectNothingFound(page, 'an unknown page');
});

/** Looks at a page as it stands in both colour schemes; a page is loaded once for both. */
async function expectNothingFound(
  page: Page,
  name: string,
  schemes: readonly ('light' | 'dark')[] = colorSchemes,
): Promise<void> {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFaultsOf(page), `${name}, ${colorScheme}`).toEqual([]);
  }
}

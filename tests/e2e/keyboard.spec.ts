import type { Page } from '@playwright/test';
import { captionedTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

/** Presses Tab until the focused element passes; fails after sixty. */
async function tabTo(page: Page, describe: string, passes: (focused: string) => boolean): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return `${element?.localName} ${element?.getAttribute('href') ?? ''} ${element?.getAttribute('aria-label') ?? ''}`;
    });
    if (passes(focused)) return;
    seen.push(focused);
  }
  throw new Error(`Tab never reached ${describe}: ${seen.join(', ')}`);
}

test('from the home page to a playing talk by keyboard alone', async ({ page }) => {
  const path = talkPath(captionedTalk);
  await page.goto('/');
  await tabTo(page, 'the talk', (focused) => focused.includes(path));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(path);
  const watched = watching(page);
  await watched.ready();
  await tabTo(page, 'the play button', (focused) => focused.startsWith('media-play-button'));
  await page.keyboard.press('Enter');
  await watched.advances(1);
  expect(await watched.colours()).toBeGreaterThan(4);
});

test('the skip link leads past the head of the page', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const isInContent = await page.evaluate(() => document.activeElement?.closest('main') !== null);
  expect(isInContent).toBe(true);
});

test('the keys of the player', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  const state = () =>
    watched.video.evaluate((element: HTMLVideoElement) => ({
      isPaused: element.paused,
      isMuted: element.muted,
      rate: element.playbackRate,
      seconds: Math.round(element.currentTime),
    }));
  await page.keyboard.press('5');
  await expect.poll(state).toMatchObject({ seconds: 6 });
  await page.keyboard.press('ArrowLeft');
  await expect.poll(state).toMatchObject({ seconds: 1 });
  await page.keyboard.press('l');
  await expect.poll(state).toMatchObject({ seconds: 11 });
  await page.keyboard.press('j');
  await expect.poll(state).toMatchObject({ seconds: 1 });
  await page.keyboard.press('m');
  await expect.poll(state).toMatchObject({ isMuted: true });
  await page.keyboard.press('Shift+>');
  await expect.poll(state).toMatchObject({ rate: 1.1 });
  await page.keyboard.press('k');
  await expect.poll(state).toMatchObject({ isPaused: false });
  await page.keyboard.press('Space');
  await expect.poll(state).toMatchObject({ isPaused: true });
});

test('keys typed into a field do not reach the player', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  const field = page.getByLabel('Search talks and speakers').first();
  await field.focus();
  await page.keyboard.type('km5 f');
  await expect(field).toHaveValue('km5 f');
  expect(
    await watched.video.evaluate((element: HTMLVideoElement) => [
      element.paused,
      element.muted,
      element.currentTime,
    ]),
  ).toEqual([true, false, 0]);
});

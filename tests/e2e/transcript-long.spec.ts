import type { Page } from '@playwright/test';
import { captionedTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

// A trace copies the page at every step, and this one has ten thousand lines.
test.use({ trace: 'off' });

/** A transcript as long as those of long days, in the place of the real one. */
const manyCues = (count: number) => {
  const time = (ms: number) => `${new Date(ms).toISOString().slice(11, 23)}`;
  const cues = Array.from(
    { length: count },
    (_, index) =>
      `${time(index * 1000)} --> ${time(index * 1000 + 900)}\nSentence number ${index} of a long talk${index % 3 === 2 ? '.' : ''}`,
  );
  return `WEBVTT\n\n${cues.join('\n\n')}\n`;
};
const withCues = (page: Page, count: number) =>
  page.route('**/captions/*.vtt', (route) =>
    route.fulfill({ contentType: 'text/vtt', body: manyCues(count) }),
  );

// By selectors and plain looks: roles, and matchers that wait, take Playwright seconds among so many elements.
const panelOf = (page: Page) => page.locator('[data-transcript-place]');
const scrollTop = (page: Page) =>
  panelOf(page)
    .locator('ol')
    .evaluate((list) => list.parentElement?.scrollTop ?? -1);
const said = (page: Page) => panelOf(page).locator('[data-now]');

test('ten thousand lines move with the picture, and stay where their reader looks', async ({ page }) => {
  await withCues(page, 10_000);
  await page.addInitScript(() => {
    Reflect.set(window, 'shift', 0);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        Reflect.set(
          window,
          'shift',
          Number(Reflect.get(window, 'shift')) + Number(Reflect.get(entry, 'value')),
        );
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  const panel = panelOf(page);
  await expect(panel.locator('[data-cue]').first()).toBeVisible();
  await watched.video.evaluate((video: HTMLVideoElement) => {
    video.currentTime = 11;
  });
  await expect(said(page)).toHaveText('Sentence number 11 of a long talk.');

  // The wheel takes the reader elsewhere: nothing moves any more until they come back.
  const box = await panel.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 250);
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 12_000);
      return scrollTop(page);
    })
    .toBeGreaterThan(10_000);
  await page.waitForTimeout(100); // the wheel comes to rest
  const before = await scrollTop(page);
  await watched.video.evaluate((video: HTMLVideoElement) => {
    video.currentTime = 2;
  });
  await expect(said(page)).toHaveText('Sentence number 2 of a long talk.');
  expect(await scrollTop(page)).toBe(before);
  await panel.locator('button', { hasText: 'Back to what is being said' }).click();
  await expect.poll(() => scrollTop(page)).toBeLessThan(100);
  await expect(panel.locator('li a').first()).toBeFocused();

  const searched = performance.now();
  await panel.locator('input').fill('number 9999');
  await expect
    .poll(() => page.evaluate(() => document.querySelector('[role="search"] p[role="status"]')?.textContent))
    .toBe('1 hit');
  expect(performance.now() - searched).toBeLessThan(2_500);
  await panel.locator('input').press('Enter');
  await expect
    .poll(() =>
      panel.evaluate((place) => {
        const last = Array.from(place.querySelectorAll('[data-cue]')).at(-1)?.getBoundingClientRect();
        const frame = place.getBoundingClientRect();
        return last !== undefined && last.top > frame.top && last.bottom < frame.bottom;
      }),
    )
    .toBe(true);
  expect(await page.evaluate(() => Number(Reflect.get(window, 'shift')))).toBeLessThan(0.02);
});

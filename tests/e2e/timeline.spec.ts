import { captionedTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

test('the seek bar shows a picture of the moment and its chapter under the pointer', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  await watched.advances(0.5);
  await expect
    .poll(() =>
      page.evaluate(
        () => document.querySelector<HTMLTrackElement>('track[label="thumbnails"]')?.track.cues?.length ?? 0,
      ),
    )
    .toBeGreaterThan(2);
  await watched.showControls();
  const range = page.locator('media-time-range');
  const box = await range.boundingBox();
  if (!box) throw new Error('The seek bar has no place.');
  const sheet = page.waitForResponse((response) => /storyboard\/sheet-\d+\.jpg/.test(response.url()));
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  expect((await sheet).status()).toBe(200);
  const shown = () =>
    range.evaluate((element) => {
      const chapter = element.shadowRoot?.querySelector('media-preview-chapter-display');
      const picture = element.shadowRoot?.querySelector('media-preview-thumbnail');
      return {
        chapter: chapter?.getAttribute('mediapreviewchapter') ?? '',
        coords: picture?.getAttribute('mediapreviewcoords') ?? '',
      };
    });
  await expect.poll(async () => (await shown()).chapter).toBe('Middle & <more>');
  expect((await shown()).coords).toMatch(/^\d+ \d+ 160 90$/);
  // Keys still move it.
  await range.getByRole('slider').focus();
  const before = await watched.seconds();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(watched.seconds).toBeLessThan(before + 0.5);
});

test('a chapter’s link moves the picture without loading the page again', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await page.getByRole('link', { name: /Middle & <more>/ }).click();
  await expect.poll(watched.seconds).toBeGreaterThan(4.1);
  expect(await watched.seconds()).toBeLessThan(7);
  expect(loads).toBe(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('chapters are links to the page at their second', async ({ page }) => {
    await page.goto(talkPath(captionedTalk));
    await page.getByRole('link', { name: /^0:08 ?End$/ }).click();
    await expect(page).toHaveURL(talkPath(captionedTalk, '?t=8'));
    await expect(page.locator('video source').first()).toHaveAttribute('src', /#t=8$/);
  });
});

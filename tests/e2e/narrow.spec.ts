import type { Page } from '@playwright/test';
import { someOf } from '../support/long-run.ts';
import { layoutFaultsOf } from './support/layout-faults.ts';
import { captionedTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { viewerPages } from './support/viewer-pages.ts';
import { watching } from './support/watching.ts';

/** A window of 1280 by 1024 pixels at 400 per cent; that pages fit its width in all languages is in layout.spec.ts. */
test.use({ viewport: { width: 320, height: 256 }, hasTouch: true });

/** WCAG 2.2, 1.4.12: what a reader may set. */
const readersSpacing = `* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }`;

const manyParts = ['home', 'conference as a list', 'talk', 'search', 'my list', 'embedded talk'];

test('wider letters, words and lines cut nothing off, and nothing lies over another', async ({ page }) => {
  test.setTimeout(180_000);
  for (const [name, path] of someOf(viewerPages, ([kind]) => manyParts.includes(kind))) {
    for (const language of someOf(['ru', 'ja', 'en'], name === 'talk' ? 3 : 1)) {
      const url = path();
      await page.goto(`${url}${url.includes('?') ? '&' : '?'}lang=${language}`);
      if (name === 'talk') await watching(page).ready();
      expect(await overlapsOn(page), `${name}, ${language}`).toEqual([]);
      expect(await smallTargetsOn(page), `${name}, ${language}`).toEqual([]);
      await page.evaluate((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets.push(sheet);
      }, readersSpacing);
      expect(await layoutFaultsOf(page), `${name}, ${language}, spaced`).toEqual([]);
    }
  }
});

test('a talk is watched in a window of 320 by 256: play, seek, settings, words, dialogs', async ({
  page,
}) => {
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  await page.getByRole('button', { name: 'Play' }).first().tap();
  await watched.advances(0.5);
  const small = await page.locator('[data-player]').evaluate((player) =>
    [
      ...player.querySelectorAll<HTMLElement>(
        'button, media-play-button, media-mute-button, media-fullscreen-button, media-time-range',
      ),
    ]
      .filter((one) => one.checkVisibility())
      .map((one) => ({ name: one.localName, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 44 || box.height < 44)
      .map(({ name, box }) => `${name} ${box.width}x${box.height}`),
  );
  expect(small, 'fingertips have 44 px').toEqual([]);

  const bar = page.locator('media-time-range');
  const place = await bar.boundingBox();
  await page.touchscreen.tap((place?.x ?? 0) + (place?.width ?? 0) * 0.75, (place?.y ?? 0) + 22);
  await expect.poll(watched.seconds).toBeGreaterThan(7);

  await page.getByRole('button', { name: 'Settings' }).tap();
  const menu = page.getByRole('menu');
  await expectInWindow(page, menu);
  await page.getByRole('menuitem', { name: /^Speed/ }).tap();
  await page.getByRole('menuitemradio', { name: /^1\.5/ }).tap();
  expect(await watched.video.evaluate((video: HTMLVideoElement) => video.playbackRate)).toBe(1.5);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Transcript' }).tap();
  await page.getByText('Line 3', { exact: true }).tap();
  await expect.poll(watched.seconds).toBeLessThan(7);
  await page.keyboard.press('k');

  await page.getByRole('button', { name: 'Share', exact: true }).tap();
  const dialog = page.getByRole('dialog');
  await expectInWindow(page, dialog);
  await dialog.getByRole('button', { name: 'Copy code' }).scrollIntoViewIfNeeded();
  await expect(dialog.getByRole('button', { name: 'Copy code' })).toBeInViewport();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expectInWindow(page, dialog);
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeInViewport();
  await dialog.getByText('This list').scrollIntoViewIfNeeded();
  await expect(dialog.getByText('This list')).toBeInViewport();
});

async function expectInWindow(page: Page, part: ReturnType<Page['locator']>): Promise<void> {
  await expect(part).toBeVisible();
  const box = await part.boundingBox();
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const { x = -1, y = -1, width: wide = 0, height: high = 0 } = box ?? {};
  expect([x >= 0, y >= 0, x + wide <= width + 1, y + high <= height + 1], JSON.stringify(box)).toEqual([
    true,
    true,
    true,
    true,
  ]);
}

/** Lines of text that lie over others of another part of the page; pictures carry words on purpose. */
function overlapsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isOver = (a: DOMRect, b: DOMRect) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5;
    const texts: { text: string; parent: Element; boxes: DOMRect[] }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      const text = (node.textContent ?? '').trim();
      const isHidden = !parent?.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (
        !parent ||
        text === '' ||
        isHidden ||
        parent.closest('script, [data-player], .skip-link, .visually-hidden')
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      texts.push({ text, parent, boxes: [...range.getClientRects()].filter(({ width }) => width > 1) });
    }
    return texts.flatMap((one, index) =>
      texts
        .slice(index + 1)
        .filter((other) => one.parent !== other.parent)
        .filter((other) => one.boxes.some((box) => other.boxes.some((its) => isOver(box, its))))
        .map((other) => `“${one.text.slice(0, 40)}” and “${other.text.slice(0, 40)}”`),
    );
  });
}

/** WCAG 2.2, 2.5.8: what is pressed has 24 px each way, or that much room around its middle; links in sentences are free. */
function smallTargetsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const targets = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input:not([type="hidden"]), select, summary',
      ),
    ]
      .filter(
        (one) =>
          one.checkVisibility({ visibilityProperty: true }) && !one.matches('.skip-link, .visually-hidden'),
      )
      .map((one) => ({ one, box: one.getBoundingClientRect() }));
    const gap = (a: DOMRect, x: number, y: number) =>
      Math.hypot(Math.max(a.left - x, 0, x - a.right), Math.max(a.top - y, 0, y - a.bottom));
    const isInSentence = (one: Element) =>
      getComputedStyle(one).display === 'inline' &&
      [...(one.parentElement?.childNodes ?? [])].some(
        (near) => near.nodeType === 3 && (near.textContent ?? '').trim().length > 2,
      );
    return targets
      .filter(({ one, box }) => box.width > 0 && (box.width < 24 || box.height < 24) && !isInSentence(one))
      .filter(({ one, box }) => {
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        return targets.some(
          ({ one: other, box: its }) => other !== one && !other.contains(one) && gap(its, x, y) < 12,
        );
      })
      .map(
        ({ one, box }) =>
          `${(one.textContent ?? '').trim().slice(0, 40)} ${Math.round(box.width)}x${Math.round(box.height)}`,
      );
  });
}

import type { Page } from '@playwright/test';
import { someOf } from '../support/long-run.ts';
import { captionedTalk, talkPath } from './support/scene.ts';
import { stopOf, tabWalk } from './support/tab-walk.ts';
import { expect, test } from './support/test.ts';
import { viewerPages } from './support/viewer-pages.ts';
import { watching } from './support/watching.ts';

const focused = async (page: Page) => (await stopOf(page)).name;

test('a whole visit without a mouse: find, play, seek, slow down, read, share, keep', async ({ page }) => {
  const path = talkPath(captionedTalk);
  const walk = tabWalk(page);
  await page.goto('/');
  expect((await walk.press('Tab')).name).toContain('Skip to the content');
  await page.keyboard.press('Enter');
  await walk.to(/^a \/conferences\/linux-containers-2015/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/conferences/linux-containers-2015');

  await walk.to(/^a #content/);
  await page.keyboard.press('Enter');
  await walk.to(/^input/);
  await page.keyboard.type('Emel');
  await walk.to(/^input/);
  await page.keyboard.press('Space');
  await walk.to(/^button Show/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/speaker=Emel&recorded=1/);
  await walk.to(new RegExp(`^a ${path} `));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(path);

  const watched = watching(page);
  await watched.ready();
  await walk.to(/^media-play-button/);
  await page.keyboard.press('Enter');
  await watched.advances(0.5);
  expect(await focused(page), 'the button pressed is gone, its like has the focus').toMatch(
    /^media-play-button/,
  );
  await page.keyboard.press('Enter');
  await expect.poll(() => watched.video.evaluate((video: HTMLVideoElement) => video.paused)).toBe(true);

  await walk.to(/^media-time-range/, 'Shift+Tab');
  const before = await watched.seconds();
  await page.keyboard.press('ArrowRight');
  await expect.poll(watched.seconds).toBeGreaterThan(before + 3);

  await walk.to(/^button Captions/);
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Captions' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  expect(await focused(page)).toMatch(/^button Close/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await focused(page)).toMatch(/^button Captions/);

  await walk.to(/^button Settings/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await walk.to(/^button Speed/, 'ArrowDown');
  await page.keyboard.press('Enter');
  expect(await focused(page)).toContain('Normal');
  await walk.to(/^button 0\.9/, 'ArrowUp');
  await page.keyboard.press('Enter');
  expect(await watched.video.evaluate((video: HTMLVideoElement) => video.playbackRate)).toBe(0.9);
  expect(await focused(page)).toMatch(/^button Speed/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  expect(await focused(page)).toMatch(/^button Settings/);

  await walk.to(/^input Find in the transcript/);
  await page.keyboard.type('line 1');
  await expect(page.getByText('4 hits')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 4')).toBeVisible();
  await walk.to(/^a \/talks\/.*0:00/);
  await page.keyboard.press('Enter');
  await expect.poll(watched.seconds).toBeLessThan(3);
  expect(await focused(page)).toMatch(/^a \/talks\/.*0:00/);
  await page.keyboard.press('k');

  await walk.to(/^button Watch later/);
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Watch later' })).toHaveAttribute('aria-pressed', 'true');
  await walk.to(/^button Share/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Share this talk' })).toBeVisible();
  await walk.to(/^button Copy code/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await focused(page)).toMatch(/^button Share/);

  await walk.to(/^a \/kept/, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/kept');
  const later = page.locator('[data-kept-section="later"]');
  await expect(later.getByRole('link')).toBeVisible();
  await walk.to(new RegExp(`^a ${path} `));
  await walk.to(/^button Remove/);
  await page.keyboard.press('Enter');
  await walk.press('Shift+Tab'); // the focus went to what undoes it: nothing is lost
  await walk.to(/^button Undo/);
});

test('Tab goes through pages from the top to the end: each stop seen, none covered, none lost, no trap', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const every = ['home', 'conference as a list', 'talk', 'search'];
  for (const [name, path] of someOf(viewerPages, ([kind]) => every.includes(kind))) {
    await page.goto(path());
    if (path() === talkPath(captionedTalk)) await watching(page).ready();
    const stops = await tabWalk(page).throughPage();
    const isFramed = name === 'embedded talk';
    expect(stops.length, name).toBeGreaterThan(isFramed ? 0 : 8);
    if (!isFramed) expect(stops[0]?.name, name).toContain('#content');
    expect(await upwardSteps(page), `${name}: the order of Tab is that of reading`).toEqual([]);
  }
});

/** Where one thing that Tab leads to stands wholly above the one before it, in the same column. */
function upwardSteps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [tabindex]',
      ),
    ]
      .filter(
        (one) =>
          one.tabIndex >= 0 && one.checkVisibility() && !one.closest('dialog, [popover], media-controller'),
      )
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1);
    const positive = all
      .filter(({ one }) => one.tabIndex > 0)
      .map(({ one }) => `tabindex: ${one.outerHTML.slice(0, 80)}`);
    const steps = all.flatMap(({ one, box }, index) => {
      const last = all[index - 1]?.box;
      const isAbove = last && box.bottom <= last.top + 1 && box.left < last.right && box.right > last.left;
      return isAbove ? [`up: ${(one.textContent ?? '').trim().slice(0, 60)}`] : [];
    });
    return [...positive, ...steps];
  });
}

test('a stop that is not seen, one that is covered and one above the last are found', async ({ page }) => {
  await page.goto('/search');
  await page.evaluate(() => {
    const main = document.querySelector('main') ?? document.body;
    const add = (text: string, style: Partial<CSSStyleDeclaration>) => {
      const button = document.createElement('button');
      button.textContent = text;
      Object.assign(button.style, style);
      main.append(button);
      return button;
    };
    add('planted unseen', { outline: 'none', display: 'block', position: 'absolute', top: '900px' });
    add('planted covered', { display: 'block' });
    const lid = document.createElement('div');
    Object.assign(lid.style, { position: 'fixed', inset: '0', zIndex: '99' });
    main.append(lid);
  });
  const found: Record<string, string[]> = {};
  for (const name of ['planted unseen', 'planted covered']) {
    await page.getByRole('button', { name, includeHidden: true }).focus();
    await page.keyboard.press('Shift');
    found[name] = (await stopOf(page)).faults;
  }
  expect(found).toEqual({
    'planted unseen': ['the focus is not seen', 'something covers it'],
    'planted covered': ['something covers it'],
  });
  expect(await upwardSteps(page)).toEqual(['up: planted covered']);
});

import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { captionedTalk, emptyTalk, longTalk, readScene, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

const titleOf = async (page: Page) => (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
const section = (page: Page, name: string) => page.getByRole('region', { name });

test('a talk goes on where it was left, says so, and starts over if asked', async ({ page }) => {
  await page.goto(talkPath(longTalk, '?t=50'));
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  await watched.advances(1);
  const title = await titleOf(page);

  // The home page lists it without anything moving, and its card shows how far it was watched.
  await noteShifts(page);
  await page.goto('/');
  const begun = section(page, 'Continue watching');
  await expect(begun.getByRole('link', { name: title })).toBeVisible();
  await expect(begun).toContainText('1 min left');
  await expect(begun).toContainText(/Watched to 4\d%/);
  expect(await shiftOf(page)).toBeLessThan(0.01);

  await begun.getByRole('link', { name: title }).click();
  await expect(page).toHaveURL(talkPath(longTalk));
  await watched.ready();
  await expect.poll(watched.seconds).toBeGreaterThan(50);
  expect(await watched.seconds()).toBeLessThan(60);
  await expect(page.getByRole('status').filter({ hasText: 'Goes on at 0:5' })).toBeVisible();
  await page.getByRole('button', { name: 'From the beginning' }).click();
  await expect.poll(watched.seconds).toBeLessThan(1);
  await expect(page.getByRole('button', { name: 'From the beginning' })).toHaveCount(0);

  // An address with a time has the last word.
  await page.goto(talkPath(longTalk, '?t=7'));
  await watched.ready();
  await expect.poll(watched.seconds).toBeCloseTo(7, 0);
  await expect(page.getByRole('button', { name: 'From the beginning' })).toHaveCount(0);
});

test('a place on the timeline of another edit starts where the server finds it now', async ({ page }) => {
  const slug = readScene().slugs[longTalk] ?? '';
  await keep(page, 'positions', { [slug]: { seconds: 40, durationMs: 120_000, editNumber: 9, atMs: 1 } });
  // The question for second 40 of that edit is answered for second 20 of this one: the answer has the last word.
  await page.route(/\/moment\?/, (route) => {
    expect(route.request().url()).toContain('/moment?t=40&e=9');
    return route.continue({ url: route.request().url().replace('t=40&e=9', 't=20&e=1') });
  });
  await page.goto(talkPath(longTalk));
  const watched = watching(page);
  await watched.ready();
  await expect.poll(watched.seconds).toBeCloseTo(20, 0);
});

test('a place beyond the end of a recording that is shorter now is none', async ({ page }) => {
  const slug = readScene().slugs[captionedTalk] ?? '';
  await keep(page, 'positions', { [slug]: { seconds: 40, durationMs: 120_000, editNumber: 1, atMs: 1 } });
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  expect(await watched.seconds()).toBeLessThan(0.5);
  await expect(page.getByRole('button', { name: 'From the beginning' })).toHaveCount(0);
});

test('a talk heard to its end is marked as watched, and stands in the history', async ({ page }) => {
  await page.goto(talkPath(captionedTalk, '?t=10'));
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  await expect.poll(() => watched.video.evaluate((element: HTMLVideoElement) => element.ended)).toBe(true);
  const title = await titleOf(page);
  await page.goto(talkPath(captionedTalk));
  await watched.ready();
  expect(await watched.seconds()).toBeLessThan(0.5);

  await page.goto('/search?q=Emelyanov');
  const hit = page.getByRole('main').getByRole('article').filter({ hasText: title }).first();
  await expect(hit.getByText('Watched', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'My list' }).click();
  const history = section(page, 'History');
  for (const fact of ['12 secs', 'Russian', 'Captions: English'])
    await expect(history.getByText(fact, { exact: true })).toBeVisible();
  await expect(history.getByRole('link', { name: title })).toBeVisible();
  await expect(section(page, 'Continue watching')).toContainText('Nothing begun');

  await history.getByRole('button', { name: 'Clear history' }).click();
  await expect(history).toContainText('Nothing watched yet');
  const undo = history.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(history.getByRole('link', { name: title })).toBeVisible();
  await history.getByRole('button', { name: 'Clear history' }).click();
  await page.reload();
  await expect(history).toContainText('Nothing watched yet');
  const left = await page.evaluate(() =>
    Object.keys(localStorage).filter((key) => key.startsWith('rostrum-kept')),
  );
  expect(left).toEqual([]);
});

test('talks for later: by keyboard, removed and brought back, taken along to another browser', async ({
  page,
  browser,
  baseURL,
}) => {
  const titles: string[] = [];
  for (const speaker of [emptyTalk, longTalk]) {
    await page.goto(talkPath(speaker));
    const button = page.getByRole('button', { name: 'Watch later' });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(button).toHaveAttribute('aria-pressed', 'true');
    titles.push(await titleOf(page));
  }
  const [first = '', second = ''] = titles;
  await page.reload();
  await expect(page.getByRole('button', { name: 'Watch later' })).toHaveAttribute('aria-pressed', 'true');

  await page.goto('/kept');
  const later = section(page, 'Watch later');
  await expect(later.getByRole('heading', { level: 3 })).toHaveText([second, first]);

  // Another tab takes one off and brings it back: this one follows.
  const tab = await page.context().newPage();
  await tab.goto('/kept');
  await section(tab, 'Watch later')
    .getByRole('button', { name: `Remove “${first}”` })
    .click();
  await expect(later.getByRole('heading', { level: 3 })).toHaveText([second]);
  await section(tab, 'Watch later').getByRole('button', { name: 'Undo' }).click();
  await expect(later.getByRole('heading', { level: 3 })).toHaveText([second, first]);
  await tab.close();

  await later.getByRole('button', { name: `Remove “${second}”` }).press('Enter');
  await expect(later).toContainText(`“${second}” was removed.`);
  await expect(later.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(later.getByRole('link', { name: second })).toBeFocused();
  await later.getByRole('button', { name: `Remove “${second}”` }).click();

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^rostrum-list-\d{4}-\d\d-\d\d\.json$/);
  const saved = await readFile(await file.path());
  const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' });
  const other = await elsewhere.newPage();
  await other.goto('/kept');
  await expect(section(other, 'Watch later')).toContainText('Nothing yet');
  const field = other.getByLabel('Open a saved file');
  await field.setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') });
  await expect(other.getByText('This file is not a saved list')).toBeVisible();
  await field.setInputFiles({ name: 'list.json', mimeType: 'application/json', buffer: saved });
  await expect(other.getByText('1 talk was added.')).toBeVisible();
  await expect(section(other, 'Watch later').getByRole('heading', { level: 3 })).toHaveText([first]);
  const { violations } = await new AxeBuilder({ page: other }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await elsewhere.close();
});

test('who does not want to be remembered says so once; a browser without room says so too', async ({
  page,
}) => {
  await page.goto('/kept');
  const remembered = section(page, 'What is remembered');
  await remembered.getByLabel('Do not remember what I watch').check();
  await expect(remembered.getByText('What you watch from now on is not remembered.')).toBeVisible();
  await page.goto(talkPath(longTalk, '?t=50'));
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  await watched.advances(0.5);
  const keys = () => page.evaluate(() => Object.keys(localStorage).filter((key) => /kept/.test(key)));
  await page.getByRole('button', { name: 'Watch later' }).click();
  expect((await keys()).sort()).toEqual(['rostrum-kept-later', 'rostrum-kept-notes', 'rostrum-kept-off']);

  // All of the room is taken: what is kept stays, and the reader is told once.
  await page.evaluate(() => {
    localStorage.removeItem('rostrum-kept-off');
    for (let length = 4_000_000; length >= 1; length = Math.floor(length / 2)) {
      for (let isFull = false; !isFull; ) {
        try {
          localStorage.setItem(`filler ${length} ${Math.random()}`, 'x'.repeat(length));
        } catch {
          isFull = true;
        }
      }
    }
  });
  const told = page.getByText('This browser has no more room for your list');
  await watched.video.evaluate((video: HTMLVideoElement) => {
    video.currentTime = 60;
  });
  await expect(told).toBeVisible();
  await page.goto('/kept');
  await expect(told).toBeVisible();
  await expect(remembered.getByLabel('Do not remember what I watch')).not.toBeChecked();
  await expect(section(page, 'Watch later').getByRole('heading', { level: 3 })).toHaveCount(1);
});

test('a browser that denies storage shows everything, and says that nothing lasts', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.goto(talkPath(longTalk));
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  await watched.advances(0.5);
  const button = page.getByRole('button', { name: 'Watch later' });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await page.goto('/kept');
  await expect(page.getByText('does not let the page store anything')).toBeVisible();
  await expect(section(page, 'Watch later')).toContainText('Nothing yet');
});

test('the list’s page is the same for everybody, explains itself without scripts, and is no find', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL: baseURL ?? '', javaScriptEnabled: false });
  const page = await context.newPage();
  const answer = await page.goto('/kept?lang=ru');
  expect(answer?.headers()['cache-control']).toContain('public');
  expect(await answer?.text()).toContain('<meta name="robots" content="noindex"/>');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Мой список');
  await expect(page.getByText('нужен JavaScript')).toBeVisible();
  // Nothing there would do nothing.
  for (const name of ['Очистить историю', 'Сохранить в файл'])
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await context.close();
});

/** Puts a document of kept things into the browser before any page is read. */
async function keep(page: Page, kind: string, items: object): Promise<void> {
  await page.addInitScript(([key, text]) => localStorage.setItem(key, text), [
    `rostrum-kept-${kind}`,
    JSON.stringify({ version: 1, items }),
  ] as const);
}

async function noteShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Reflect.set(window, 'shift', 0);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value } = entry as PerformanceEntry & { value: number }; // LayoutShift is not in the DOM library
        Reflect.set(window, 'shift', Number(Reflect.get(window, 'shift')) + value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

async function shiftOf(page: Page): Promise<number> {
  await page.waitForLoadState('networkidle');
  return page.evaluate(() => Number(Reflect.get(window, 'shift')));
}

import type { Page } from '@playwright/test';
import { captionedTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { viewerPages } from './support/viewer-pages.ts';
import { watching } from './support/watching.ts';

/** The colour of a part of the page, shadow roots included, next to what a system colour is now. */
async function colours(page: Page, path: readonly string[], property: string, system: string) {
  return page.evaluate(
    ([steps, name, colour]) => {
      let root: Document | ShadowRoot | null = document;
      let found: Element | null = null;
      for (const step of steps) {
        found = root?.querySelector(step) ?? null;
        root = found?.shadowRoot ?? null;
      }
      const sample = document.createElement('i');
      sample.style.color = colour;
      document.body.append(sample);
      const wanted = getComputedStyle(sample).color;
      sample.remove();
      return { is: found === null ? 'not there' : getComputedStyle(found).getPropertyValue(name), wanted };
    },
    [path, property, system] as const,
  );
}

test('forced colours: the player, its progress and the focus are drawn in the reader’s own colours', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  const expectColour = async (path: readonly string[], property: string, system: string) => {
    const { is, wanted } = await colours(page, path, property, system);
    expect(is, `${path.join(' ')}, ${property}`).toBe(wanted);
  };
  await expectColour(['media-control-bar'], 'background-color', 'Canvas');
  await expectColour(['media-time-range', '#progress'], 'background-color', 'Highlight');
  await expectColour(['media-time-range', '#thumb'], 'background-color', 'Highlight');
  await expectColour(['[data-player] [aria-haspopup="menu"]'], 'color', 'CanvasText');
  await expectColour(['[data-action="share"] button'], 'border-top-color', 'CanvasText');
  await page.getByRole('button', { name: 'Settings' }).focus();
  await page.keyboard.press('Shift+Tab');
  const captions = page.getByRole('button', { name: 'Captions' });
  await expect(captions).toBeFocused();
  await expect(captions).toHaveCSS('outline-style', 'solid');
  await expectColour(['[aria-label="Captions"]'], 'outline-color', 'Highlight');
  await page.locator('media-mute-button').focus();
  await expectColour(['media-mute-button'], 'outline-color', 'Highlight');
});

test('less motion: nothing moves by itself, nothing slides', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const path of ['/', talkPath(captionedTalk)]) {
    await page.goto(path);
    if (path !== '/') await watching(page).ready();
    const moving = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('*')].flatMap((element) => {
        const style = getComputedStyle(element);
        const isLong = (times: string) => times.split(',').some((time) => Number.parseFloat(time) > 0);
        const found = [
          isLong(style.transitionDuration) && style.transitionProperty !== 'none' && 'transition',
          style.animationName !== 'none' && isLong(style.animationDuration) && 'animation',
          style.scrollBehavior === 'smooth' && 'smooth scrolling',
        ].filter(Boolean);
        return found.map((what) => `${what} of ${element.localName}.${element.className}`);
      }),
    );
    expect(moving, path).toEqual([]);
  }
});

test('while a talk plays no live region says anything, and the words are followed in silence', async ({
  page,
}) => {
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  await watched.advances(0.5);
  await page.evaluate(() => {
    const said: string[] = [];
    Reflect.set(window, 'said', said);
    const roots: (Document | ShadowRoot)[] = [document];
    for (const root of roots) {
      for (const element of root.querySelectorAll('*'))
        if (element.shadowRoot) roots.push(element.shadowRoot);
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const near = target instanceof Element ? target : target.parentElement;
          const live = near?.closest(
            '[aria-live]:not([aria-live="off"]), [role="status"], [role="alert"], [role="log"], output',
          );
          if (live) said.push(`${live.outerHTML.slice(0, 120)}`);
        }
      }).observe(root, { subtree: true, childList: true, characterData: true });
    }
  });
  const passed = watched.seconds();
  await page.waitForTimeout(5_000);
  expect(await watched.seconds()).toBeGreaterThan((await passed) + 3);
  await expect(page.locator('[data-transcript-place] [data-now]')).toHaveCount(1);
  expect(await page.evaluate(() => Reflect.get(window, 'said'))).toEqual([]);

  // A search says its hits once it is typed, not at every letter.
  const field = page.getByRole('searchbox', { name: 'Find in the transcript' });
  await page.keyboard.press('k');
  await field.pressSequentially('line 1', { delay: 20 });
  await expect(page.getByText('4 hits')).toBeVisible();
  const said = await page.evaluate(() => Reflect.get(window, 'said') as string[]); // put there above
  expect(said.filter((text) => /hit/.test(text)).length).toBeLessThanOrEqual(2);
});

test('every page has its title, language, landmarks with names of their own, and headings in order', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const titles = new Map<string, string>();
  for (const [name, path] of viewerPages) {
    const language = name.includes('talk') ? 'ja' : 'en';
    const url = path();
    await page.goto(`${url}${url.includes('?') ? '&' : '?'}lang=${language}`, {
      waitUntil: 'domcontentloaded',
    });
    const title = await page.title();
    // A programme and its list are one page in two views; a talk in a frame is that talk.
    const place = new URL(page.url()).pathname.replace('/embed/', '/talks/');
    expect(titles.get(title) ?? place, `the title “${title}” is that of one page`).toBe(place);
    titles.set(title, place);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    expect(await outlineFaultsOf(page), name).toEqual([]);
  }
});

function outlineFaultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const isSeen = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(isSeen);
    if (levels.filter(({ localName }) => localName === 'h1').length !== 1) faults.push('not one h1');
    // The words beside the picture come before the title, as they do on the page.
    let last = 1;
    for (const heading of levels) {
      const level = Number(heading.localName[1]);
      if (level > last + 1) faults.push(`h${last} to h${level}: ${heading.textContent}`);
      last = level;
    }
    const nameOf = (element: Element) =>
      element.getAttribute('aria-label') ??
      (element.getAttribute('aria-labelledby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join(' ')
        .trim();
    if (document.querySelectorAll('main').length !== 1) faults.push('not one main');
    for (const kind of [
      'nav',
      'search, [role="search"]',
      'section[aria-label], section[aria-labelledby], [role="region"]',
      'form[aria-label]',
      'aside',
    ]) {
      const names = [...document.querySelectorAll(kind)].filter(isSeen).map(nameOf);
      for (const [index, name] of names.entries()) {
        if (names.length > 1 && name === '') faults.push(`${kind} without a name`);
        else if (names.indexOf(name) !== index) faults.push(`${kind} twice: ${name}`);
      }
    }
    for (const id of [...document.querySelectorAll('[id]')].map((element) => element.id)) {
      if (document.querySelectorAll(`#${CSS.escape(id)}`).length > 1) faults.push(`twice: #${id}`);
    }
    return faults;
  });
}

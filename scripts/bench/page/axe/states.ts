import type { Page } from '@playwright/test';

/** What a page is brought into before axe looks: by the keys and buttons of viewers, in any language. */
export interface PageState {
  name: string;
  /** Where it begins: a talk to watch, one that has captions, or the home page. */
  of: 'talk' | 'talk with words' | 'home';
  enter(page: Page): Promise<void>;
}

const ready = (page: Page) => page.locator('[data-player="ready"]').waitFor();
const settings = '[data-player] [aria-haspopup="menu"]';

/** Opens what a button under the title opens, and waits for it. */
async function openDialog(page: Page, action: 'share' | 'offline'): Promise<void> {
  await ready(page);
  await page.locator(`[data-action="${action}"] button`).click();
  await page.locator('dialog[open]').waitFor();
}

async function openMenu(page: Page): Promise<void> {
  await ready(page);
  await page.locator(settings).focus();
  await page.keyboard.press('Enter');
  await page.locator('[role="menu"]').waitFor();
}

export const pageStates: readonly PageState[] = [
  {
    name: 'captions on',
    of: 'talk with words',
    async enter(page) {
      await ready(page);
      await page.keyboard.press('c');
      await page.waitForFunction(() =>
        Array.from(document.querySelector('video')?.textTracks ?? []).some(
          ({ kind, mode }) => mode === 'showing' && kind !== 'metadata' && kind !== 'chapters',
        ),
      );
    },
  },
  { name: 'menu open', of: 'talk', enter: openMenu },
  {
    name: 'a page of the menu',
    of: 'talk',
    async enter(page) {
      await openMenu(page);
      await page.keyboard.press('Enter');
      await page.locator('[role="menuitemradio"]').first().waitFor();
    },
  },
  {
    name: 'list of keys open',
    of: 'talk',
    async enter(page) {
      await ready(page);
      await page.keyboard.press('?');
      await page.locator('dialog[open]').waitFor();
    },
  },
  { name: 'share dialog open', of: 'talk', enter: (page) => openDialog(page, 'share') },
  { name: 'offline dialog open', of: 'talk', enter: (page) => openDialog(page, 'offline') },
  {
    name: 'hits in the transcript',
    of: 'talk with words',
    async enter(page) {
      await ready(page);
      await page.locator('[data-transcript-place] [data-cue]').first().waitFor();
      await page.locator('[data-transcript-place] input[type="search"]').fill('e');
      await page.locator('[data-moments] > span').first().waitFor({ state: 'attached' });
    },
  },
  {
    name: 'played',
    of: 'talk',
    async enter(page) {
      await ready(page);
      await page.keyboard.press('k');
      await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.3);
      await page.keyboard.press('k');
    },
  },
  {
    name: 'suggestions open',
    of: 'home',
    async enter(page) {
      await page.locator('input[type="search"]').first().pressSequentially('co');
      await page.locator('[role="option"]').first().waitFor();
    },
  },
  {
    name: 'a list with talks',
    of: 'talk',
    async enter(page) {
      await ready(page);
      await page.locator('[data-action="later"] button').click();
      await page.goto('/kept');
      await page.locator('[data-kept-section="later"] li').first().waitFor();
    },
  },
];

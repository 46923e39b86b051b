import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { uiLanguages } from '#server/contract/languages.ts';
import { viewerPages } from '#server/web/pages.ts';
import type { Figure } from '../import/programmes.ts';
import type { PageSet } from './page-set.ts';

/** What a talk's page is brought into before axe looks; the page says itself whether it has come so far. */
const states: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async 'captions on'(page) {
    await page.keyboard.press('c');
    await page.waitForFunction(() =>
      Array.from(document.querySelector('video')?.textTracks ?? []).some(
        ({ kind, mode }) => mode === 'showing' && kind !== 'metadata' && kind !== 'chapters',
      ),
    );
  },
  async 'menu open'(page) {
    await page.locator('[data-player="ready"] video').hover();
    await page.locator('media-settings-menu-button').click();
    await page.locator('media-settings-menu').waitFor({ state: 'visible' });
  },
  async 'dialog open'(page) {
    await page.keyboard.press('?');
    await page.locator('dialog[open]').waitFor();
  },
};

/** Asks axe about every page for viewers, by day and by night, in all languages, and about a talk's page in its states. */
export async function measureAxe(
  browser: Browser,
  pages: PageSet,
  say: (sentence: string) => void,
): Promise<Figure[]> {
  let looks = 0;
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const language of uiLanguages) {
      const context = await browser.newContext({ colorScheme, locale: language, reducedMotion: 'reduce' });
      const page = await context.newPage();
      const look = async (name: string) => {
        looks += 1;
        const { violations } = await new AxeBuilder({ page }).analyze();
        for (const { id, nodes } of violations) {
          const fault = `${name}, ${colorScheme}, ${language}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`;
          say(fault);
          faults.push(fault);
        }
      };
      for (const path of pathsOf(pages)) {
        await page.goto(path);
        await look(new URL(path).pathname);
      }
      for (const [state, enter] of Object.entries(states)) {
        await page.goto(urlOf(pages, 'talk'));
        await page.locator('[data-player="ready"]').waitFor();
        try {
          await enter(page);
          await look(`a talk, ${state}`);
        } catch (error) {
          faults.push(`a talk, ${colorScheme}, ${language}: ${state} was not reached`);
          say(`${faults.at(-1)}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
        }
      }
      await context.close();
    }
  }
  return [
    {
      figure: `axe, every page and a talk’s states, by day and by night, in ${uiLanguages.length} languages`,
      must: '0 violations',
      measured: `${faults.length} in ${looks} looks`,
      holds: faults.length === 0,
    },
  ];
}

/** Every page of the table, with something to show; and one that there is not. */
function pathsOf(pages: PageSet): string[] {
  const origin = new URL(urlOf(pages, 'home')).origin;
  const slugs = {
    conferences: urlOf(pages, 'conference').split('/').at(-1),
    talks: urlOf(pages, 'talk').split('/').at(-1),
    speakers: urlOf(pages, 'speaker').split('/').at(-1),
  };
  const known = viewerPages.flatMap(({ path }) => {
    if (!path.includes(':slug')) return [path];
    const [, room] = path.split('/');
    const slug = Object.entries(slugs).find(([name]) => name === room)?.[1];
    return slug === undefined ? [] : [path.replace(':slug', slug)];
  });
  const searched = new URL(urlOf(pages, 'search'));
  return [...known, `${searched.pathname}${searched.search}`, '/talks/there-is-no-such-talk'].map(
    (path) => `${origin}${path}`,
  );
}

function urlOf(pages: PageSet, kind: PageSet[number]['kind']): string {
  const found = pages.find((page) => page.kind === kind);
  if (found === undefined) throw new Error(`The pages have no ${kind}.`);
  return found.url;
}

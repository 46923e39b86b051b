import type { Browser, Page } from '@playwright/test';
import { uiLanguages } from '#server/contract/languages.ts';
import { viewerPages } from '#server/web/pages.ts';
import type { Figure } from '../../import/programmes.ts';
import type { PageSet } from '../page-set.ts';
import { axeFaultsOf } from './faults.ts';
import { pageStates } from './states.ts';

const colorSchemes = ['light', 'dark'] as const;
const pagesAtOnce = 2;

/** One load of a page in one language; axe looks at it by day and by night. */
interface Look {
  name: string;
  path: string;
  enter?: (page: Page) => Promise<void>;
}

/**
 * Asks axe about every page for viewers, by day and by night, in all languages, and about a talk's page in its states.
 * A state that is not reached counts as a violation.
 */
export async function measureAxe(
  browser: Browser,
  pages: PageSet,
  say: (sentence: string) => void,
): Promise<Figure[]> {
  const looks = await looksOf(pages);
  const faults = new Set<string>();
  let count = 0;
  for (const language of uiLanguages) {
    const context = await browser.newContext({
      baseURL: new URL(urlOf(pages, 'home')).origin,
      locale: language,
      reducedMotion: 'reduce',
    });
    const left = [...looks];
    const work = async () => {
      const page = await context.newPage();
      for (let look = left.shift(); look !== undefined; look = left.shift()) {
        for (const fault of await faultsOf(page, look)) {
          say(`${language}: ${fault}`);
          faults.add(`${language}: ${fault}`);
        }
        count += colorSchemes.length;
      }
    };
    await Promise.all(Array.from({ length: pagesAtOnce }, work));
    await context.close();
    say(`${language}: axe has looked ${count} times`);
  }
  return [
    {
      figure: `axe, every page and the states of a talk’s, by day and by night, in ${uiLanguages.length} languages`,
      must: '0 violations',
      measured: `${faults.size} in ${count} looks`,
      holds: faults.size === 0,
    },
  ];
}

async function faultsOf(page: Page, { name, path, enter }: Look): Promise<string[]> {
  const faults: string[] = [];
  try {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(path);
    await enter?.(page);
    for (const colorScheme of colorSchemes) {
      await page.emulateMedia({ colorScheme });
      faults.push(...(await axeFaultsOf(page)).map((fault) => `${name}, ${colorScheme}: ${fault}`));
    }
  } catch (error) {
    faults.push(`${name} was not reached: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  }
  return faults;
}

/** Every page of the portal's table with something to show, one that there is not, signing in, and all states. */
async function looksOf(pages: PageSet): Promise<Look[]> {
  const { origin } = new URL(urlOf(pages, 'home'));
  const talk = pathOf(urlOf(pages, 'talk'));
  const conference = pathOf(urlOf(pages, 'conference'));
  const spoken = await spokenTalkOf(origin);
  const known: Record<string, string> = {
    '/conferences/:slug': conference,
    '/talks/:slug': talk,
    '/embed/:slug': talk.replace('/talks/', '/embed/'),
    '/speakers/:slug': pathOf(urlOf(pages, 'speaker')),
    ...(spoken === null ? {} : { '/talks/:slug/transcript': `${spoken}/transcript` }),
  };
  const all = viewerPages.map(({ path }) => known[path] ?? path).filter((path) => !path.includes(':'));
  const further = [
    `${conference}?view=list`,
    pathOf(urlOf(pages, 'search')),
    '/search?q=xyzzy',
    '/speakers?q=xyzzy',
    '/talks/there-is-no-such-talk',
  ];
  const signIn: Look = {
    name: 'signing in',
    path: '/organize',
    enter: (page) => page.locator('input[type="password"]').waitFor(),
  };
  const states = pageStates.flatMap(({ name, of, enter }) => {
    const path = { talk, 'talk with words': spoken, home: '/' }[of];
    return path === null ? [] : [{ name: `${path}, ${name}`, path, enter }];
  });
  return [...states, signIn, ...[...all, ...further].map((path) => ({ name: path, path }))];
}

/** The address of a talk whose words can be read; null where there is none. */
async function spokenTalkOf(origin: string): Promise<string | null> {
  const answer = await fetch(`${origin}/api/v1/talks?limit=50&lang=en`);
  const { items } = (await answer.json()) as { items: { slug: string }[] }; // our own API
  for (const { slug } of items) {
    const words = await fetch(`${origin}/talks/${slug}/transcript`, { method: 'HEAD' });
    if (words.ok) return `/talks/${slug}`;
  }
  return null;
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}

function urlOf(pages: PageSet, kind: PageSet[number]['kind']): string {
  const found = pages.find((page) => page.kind === kind);
  if (found === undefined) throw new Error(`The pages have no ${kind}.`);
  return found.url;
}

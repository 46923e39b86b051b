import { join } from 'node:path';
import { drawn, signIn } from './support/organizing.ts';
import { captionedTalk, emptyTalk, talkPath } from './support/scene.ts';
import { test } from './support/test.ts';
import { organizerPages } from './support/viewer-pages.ts';
import { watching } from './support/watching.ts';

/** Not a test but a tool: left out of the suite unless SCREENSHOTS names the folder to fill. */
const folder = process.env.SCREENSHOTS;

const views: [name: string, path: () => string][] = [
  ['home', () => '/'],
  ['conference', () => '/conferences/linux-containers-2015'],
  ['talk', () => talkPath(captionedTalk)],
  ['talk-empty', () => talkPath(emptyTalk)],
  ['speakers', () => '/speakers'],
  ['speaker', () => '/speakers/pavel-emelyanov'],
  ['search', () => '/search?q=Emelyanov'],
];

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

test.describe('screenshots', () => {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const language of ['en', 'ru', 'ja']) {
        test.describe(() => {
          test.use({ viewport, colorScheme });
          test(`${size} ${colorScheme} ${language}`, async ({ page }) => {
            test.setTimeout(120_000);
            const shot = (name: string, fullPage = false) =>
              page.screenshot({
                path: join(folder ?? '', `${name}-${size}-${colorScheme}-${language}.png`),
                fullPage,
              });
            for (const [name, path] of views) {
              const url = path();
              await page.goto(`${url}${url.includes('?') ? '&' : '?'}lang=${language}`);
              if (name === 'talk') await watching(page).ready();
              await page.waitForLoadState('networkidle');
              await shot(name, true);
            }
            await page.goto(talkPath(captionedTalk, `?t=4&lang=${language}`));
            await watching(page).ready();
            await page.keyboard.press('c');
            await page.waitForTimeout(500);
            await shot('player-captions');
            await page.locator('[data-player] [aria-haspopup="menu"]').click();
            await page.waitForTimeout(200);
            await shot('player-menu');
            await page.getByRole('menuitem').nth(1).click();
            await shot('player-speed');
            await page.goto(`/organize?lang=${language}`);
            await drawn(page);
            await shot('organize-sign-in', true);
            await signIn(page);
            for (const [name, path] of organizerPages) {
              await page.goto(`${path()}?lang=${language}`);
              await drawn(page);
              await page.waitForTimeout(300);
              await shot(`organize-${name}`, true);
            }
          });
        });
      }
    }
  }
});

import { paths } from '#server/contract/paths.ts';
import { longTalk, readScene, talkPath } from './support/scene.ts';
import { test } from './support/test.ts';
import { watching } from './support/watching.ts';

test('a page that was frozen asks for the recording before it goes on', async ({ page }) => {
  await page.goto(talkPath(longTalk));
  const watched = watching(page);
  await watched.ready();
  await page.waitForLoadState('networkidle');
  const asked = page.waitForRequest((request) =>
    new URL(request.url()).pathname.startsWith(paths.api.talk(readScene().slugs[longTalk] ?? '')),
  );
  // What browsers tell a page that they had frozen.
  await page.evaluate(() => document.dispatchEvent(new Event('resume')));
  await asked;
  await watched.play();
  await watched.advances(0.5);
});

import { captionedTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

test('a view is told once, after some seconds of real watching, and leaves nothing in the browser', async ({
  page,
  context,
}) => {
  const told: { body: string | null; cookie: string | undefined }[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/view'))
      told.push({ body: request.postData(), cookie: request.headers().cookie });
  });
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  // Of twelve seconds six are to be watched; what is skipped was not.
  for (const to of [9, 1]) {
    await watched.video.evaluate((video: HTMLVideoElement, seconds) => {
      video.currentTime = seconds;
    }, to);
    await watched.advances(0.5);
  }
  expect(told).toEqual([]);
  await expect.poll(() => told, { timeout: 20_000 }).toEqual([{ body: null, cookie: undefined }]);
  await watched.advances(1);
  await page.reload();
  await watched.ready();
  expect(told).toHaveLength(1);
  expect(await context.cookies()).toEqual([]);
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(stored).not.toMatch(/view/i);
});

import { join } from 'node:path';
import { makeClip } from './support/clips.ts';
import { comingTalk, readScene, talkPath } from './support/scene.ts';
import { runScript } from './support/shell.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

test('a page opened before the recording arrives shows its progress, then plays it on to the end without a reload', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const { folder, dataDir, slugs } = readScene();
  const file = join(folder, 'growing.mkv');
  await makeClip(file, { seconds: 60, size: '1280x720', framesPerSecond: 25, audio: ['eng'] });
  // Holds the queue for some seconds, so that waiting can be seen on a fast machine too.
  const before = join(folder, 'first in the queue.mkv');
  await makeClip(before, { seconds: 45, size: '1280x720', framesPerSecond: 25, audio: [] });
  const playlists = new Set<string>();
  page.on('request', (request) => {
    if (request.url().endsWith('/master.m3u8')) playlists.add(request.url());
  });
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });

  await page.goto(talkPath(comingTalk));
  await expect(page.locator('video')).toHaveCount(0);
  await runScript('scripts/ingest.ts', [before], { DATA_DIR: dataDir });
  await runScript('scripts/ingest.ts', [file, '--talk', slugs[comingTalk] ?? ''], { DATA_DIR: dataDir });
  const bar = page.getByRole('progressbar', { name: 'Progress of the recording' });
  await expect(bar).toBeVisible({ timeout: 20_000 });
  await expect(bar).toHaveAttribute('aria-valuenow', /^\d+$/);

  const watched = watching(page);
  const setRate = (rate: number) =>
    watched.video.evaluate((element: HTMLVideoElement, wanted) => {
      element.playbackRate = wanted;
    }, rate);
  await expect(page.locator('[data-player="ready"]')).toBeVisible({ timeout: 90_000 });
  await watched.ready();
  const events = await watched.noteEvents(['emptied', 'pause', 'error', 'ended']);
  // Slowly, so that a busy machine does not fall behind the viewer.
  await setRate(0.5);
  await watched.play();
  await watched.advances(1);
  expect(await watched.colours()).toBeGreaterThan(4);

  // The lasting version takes over while we watch.
  await expect.poll(() => playlists.size, { timeout: 90_000 }).toBe(2);
  const atTakeover = await watched.seconds();
  await watched.advances(1);
  expect((await watched.seconds()) - atTakeover).toBeLessThan(4);
  expect(await events()).toEqual([]);
  await setRate(1);
  await watched.video.evaluate((element: HTMLVideoElement) => {
    element.currentTime = 58;
  });
  await expect.poll(events, { timeout: 20_000 }).toContain('ended');
  expect(loads).toBe(1);
});

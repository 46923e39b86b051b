import { join } from 'node:path';
import { makeClip } from './support/clips.ts';
import { comingTalk, readScene, talkPath } from './support/scene.ts';
import { runScript } from './support/shell.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

test('a page opened before the recording arrives shows its progress, plays it while it grows, and goes over to the better lasting version unnoticed', async ({
  page,
}) => {
  test.setTimeout(360_000);
  const { folder, dataDir, slugs } = readScene();
  const file = join(folder, 'growing.mkv');
  await makeClip(file, {
    seconds: 60,
    size: '1280x720',
    framesPerSecond: 10,
    audio: ['eng'],
    picture: 'vp9',
  });
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
  const bar = page.getByRole('progressbar', { name: 'Progress of the recording' });
  await Promise.all([
    expect(bar).toBeVisible({ timeout: 60_000 }),
    runScript('scripts/ingest.ts', [file, '--talk', slugs[comingTalk] ?? ''], { DATA_DIR: dataDir }),
  ]);

  const watched = watching(page);
  const setRate = (rate: number) =>
    watched.video.evaluate((element: HTMLVideoElement, wanted) => {
      element.playbackRate = wanted;
    }, rate);
  await expect(page.locator('[data-player="ready"]')).toBeVisible({ timeout: 90_000 });
  await watched.ready();
  // Slowly, so that a busy machine does not fall behind the viewer.
  await setRate(0.25);
  await watched.play();
  await watched.advances(0.5);
  expect(await watched.height()).toBe(480);
  expect(await watched.colours()).toBeGreaterThan(4);
  expect(playlists.size).toBe(1);
  await expect(page.getByText(/^The rest is being prepared: \d+%$/)).toBeVisible();
  expect(await watched.storyboards()).toEqual([]);

  const smoothness = await watched.sample();
  await expect.poll(() => playlists.size, { timeout: 240_000 }).toBe(2);
  await watched.advances(2);
  expect(await smoothness()).toMatchObject({ hasGoneBack: false, events: [] });
  expect((await smoothness()).largestLeap).toBeLessThan(0.3);

  // The lasting version feeds the player now: its picture and its seek bar.
  expect(await watched.storyboards()).toHaveLength(1);
  await setRate(1);
  await watched.video.evaluate((element: HTMLVideoElement) => {
    element.currentTime = 57;
  });
  const ended = () => watched.video.evaluate((element: HTMLVideoElement) => element.ended);
  await expect.poll(ended, { timeout: 30_000 }).toBe(true);
  await watched.openSettings(/^Quality/);
  await expect(page.getByRole('menuitemradio', { name: '720p', exact: true })).toBeVisible();
  expect(loads).toBe(1);
});

import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeClip } from './support/clips.ts';
import { askApi } from './support/organizing.ts';
import { copiedTalk, readScene, soughtTalk, talkPath } from './support/scene.ts';
import { runScript } from './support/shell.ts';
import { expect, test } from './support/test.ts';
import { type Watching, watching } from './support/watching.ts';

/**
 * Opens the talk's page, then hands over a recording whose picture is copied at first; resolves when it plays, with the
 * milliseconds from the end of the ingest to the first picture. The length tells recordings apart: the same bytes are
 * one recording.
 */
async function watchFromIngest(
  page: Page,
  speaker: string,
  seconds: number,
): Promise<{ watched: Watching; playableMs: number }> {
  const { folder, dataDir, slugs } = readScene();
  const file = join(folder, `${speaker}.mp4`);
  await makeClip(file, { seconds, size: '640x360', framesPerSecond: 25, audio: ['eng'] });
  await page.goto(talkPath(speaker));
  await page.evaluate(() => {
    const look = setInterval(() => {
      const video = document.querySelector('video');
      if (!video || video.readyState < 2) return;
      clearInterval(look);
      Reflect.set(window, 'firstPictureMs', Date.now());
    }, 20);
  });
  await runScript('scripts/ingest.ts', [file, '--talk', slugs[speaker] ?? ''], { DATA_DIR: dataDir });
  const ingestedMs = Date.now();
  const firstPictureMs = () => page.evaluate(() => Number(Reflect.get(window, 'firstPictureMs') ?? 0));
  await expect.poll(firstPictureMs, { timeout: 60_000, intervals: [100] }).toBeGreaterThan(0);
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  // Slowly, so that the lasting version comes before the end on a busy machine too.
  await setRate(watched, 0.25);
  await watched.advances(0.5);
  return { watched, playableMs: (await firstPictureMs()) - ingestedMs };
}

const setRate = (watched: Watching, rate: number) =>
  watched.video.evaluate((element: HTMLVideoElement, wanted) => {
    element.playbackRate = wanted;
  }, rate);

/** The recording of a talk as its viewers see it, once the lasting version is there. */
async function lasting(speaker: string): Promise<{ playlistUrl: string; storyboardUrl: string }> {
  const ask = async () => {
    const talk = (await (await askApi(`/talks/${readScene().slugs[speaker]}`)).json()) as {
      recording: { status: string; playlistUrl: string; storyboardUrl: string };
    };
    return talk.recording;
  };
  await expect.poll(async () => (await ask()).status, { timeout: 180_000 }).toBe('ready');
  return ask();
}

test('a copied recording plays within 2 s of its ingest in a page that was open before; when the lasting version comes, a viewer in the middle notices nothing to the very end', async ({
  page,
}) => {
  test.setTimeout(360_000);
  const seconds = 90;
  const { watched, playableMs } = await watchFromIngest(page, copiedTalk, seconds);
  test.info().annotations.push({ type: 'first picture', description: `${playableMs} ms after the ingest` });
  expect(playableMs).toBeLessThan(2_000);
  await expect(page.getByText(/^The rest is being prepared/)).toBeHidden();
  const smoothness = await watched.sample();
  const { playlistUrl } = await lasting(copiedTalk);
  // Whole now, and the viewer still watches the picture of the source itself: nothing better has come.
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await setRate(watched, 1);
  await watched.advances(6);
  expect(await watched.video.evaluate((element: HTMLVideoElement) => element.paused)).toBe(false);
  const version = playlistUrl.slice(0, playlistUrl.lastIndexOf('/'));
  expect(asked.filter((url) => url.includes(version) && url.endsWith('.m4s'))).toEqual([]);
  const went = await smoothness();
  expect(went).toMatchObject({ hasGoneBack: false, events: [] });
  expect(went.largestLeap).toBeLessThan(0.3);
  expect(went.looks).toBeGreaterThan(50);

  await setRate(watched, 4);
  const ended = () => watched.video.evaluate((element: HTMLVideoElement) => element.ended);
  await expect.poll(ended, { timeout: 60_000 }).toBe(true);
  const position = await watched.seconds();
  expect(position).toBeGreaterThan(seconds - 0.2);
  expect((await smoothness()).hasGoneBack).toBe(false);
});

test('at a seek the player goes over to the lasting version: at the sought second, with its qualities and its storyboard', async ({
  page,
}) => {
  test.setTimeout(360_000);
  const { watched } = await watchFromIngest(page, soughtTalk, 80);
  expect(await watched.storyboards()).toEqual([]);
  const { playlistUrl, storyboardUrl } = await lasting(soughtTalk);
  const version = playlistUrl.slice(0, playlistUrl.lastIndexOf('/'));
  const fetched = page.waitForResponse(
    (response) => response.url().includes(version) && response.url().endsWith('.m4s'),
  );
  // The page knows of it before the viewer does anything.
  await expect.poll(watched.storyboards).toEqual([expect.stringContaining(storyboardUrl)]);
  const sought = 41.5;
  await watched.video.evaluate((element: HTMLVideoElement, to) => {
    element.currentTime = to;
  }, sought);
  await fetched;
  await expect.poll(watched.seconds).toBeGreaterThan(sought);
  expect(await watched.seconds()).toBeLessThan(sought + 5);
  await watched.advances(1);
  await watched.openSettings(/^Quality/);
  await expect(page.getByRole('menuitemradio', { name: '360p', exact: true })).toBeVisible();
  await expect(page.getByRole('menuitemradio', { name: '240p', exact: true })).toBeVisible();
});

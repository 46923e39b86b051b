import type { Page } from '@playwright/test';
import { captionedTalk, longTalk, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

const segment = /\/hls\/[^/]+\/[^/]+\/([^/]+)\/seg-\d+\.m4s$/;

/** Folders of the segments asked for from now on: `720p`, `audio-1`. */
function noteSegments(page: Page): { folders: () => string[]; forget: () => void } {
  let folders: string[] = [];
  page.on('request', (request) => {
    const folder = segment.exec(new URL(request.url()).pathname)?.[1];
    if (folder) folders.push(folder);
  });
  return {
    folders: () => folders,
    forget: () => {
      folders = [];
    },
  };
}

test('sound only, chosen by hand: it goes on at the same second without loading any picture, and back again', async ({
  page,
}) => {
  await page.goto(talkPath(longTalk));
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  await watched.advances(1);
  await page.keyboard.press('5');
  await expect.poll(watched.seconds).toBeGreaterThan(60);
  const before = await watched.seconds();
  const noted = noteSegments(page);
  await watched.openSettings(/^Picture/);
  await watched.choose('Sound only');
  await expect(page.getByText('Sound only: the picture is not loaded.')).toBeVisible();
  noted.forget();
  await expect.poll(watched.seconds, { timeout: 20_000 }).toBeGreaterThan(before + 1);
  expect(await watched.seconds()).toBeLessThan(before + 20);
  await expect.poll(() => watched.video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(0);
  // What is heard may have been loaded before.
  expect(noted.folders().filter((folder) => folder !== 'audio-1')).toEqual([]);
  await expect(watched.video).toHaveCSS('background-image', /poster\.jpg/);

  const listened = await watched.seconds();
  await page.getByRole('button', { name: 'Show the picture' }).click();
  await expect.poll(() => watched.height(), { timeout: 20_000 }).toBe(360);
  await watched.advances(1);
  expect(await watched.seconds()).toBeGreaterThan(listened);
  await expect(page.getByText('Sound only: the picture is not loaded.')).toBeHidden();
});

test('sound only keeps the language and captions; a quality brings the picture back', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  await watched.advances(0.5);
  await page.keyboard.press('k');
  await watched.openSettings(/^Audio/);
  await watched.choose('русский');
  const noted = noteSegments(page);
  await watched.openSettings(/^Picture/);
  await watched.choose('Sound only');
  await expect.poll(() => noted.folders().at(-1)).toBe('audio-2');
  await watched.openSettings(/^Audio/);
  noted.forget();
  await watched.choose(/English/);
  await expect.poll(() => new Set(noted.folders())).toEqual(new Set(['audio-1']));
  await watched.openSettings(/^Quality/);
  await watched.choose('480p');
  await expect.poll(() => watched.height()).toBe(480);
});

test('on a line too slow for the picture, the sound alone is offered, and plays', async ({
  page,
  context,
}) => {
  await page.goto(talkPath(longTalk));
  const watched = watching(page);
  await watched.ready();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 20,
    // Enough for the sound, 16 kB a second, and not for the smallest picture with it, 33.
    downloadThroughput: 21_000,
    uploadThroughput: 21_000,
  });
  await watched.play();
  await expect(page.getByText('The connection is too slow for the picture.')).toBeVisible({
    timeout: 40_000,
  });
  await page.getByRole('button', { name: 'Listen only' }).click();
  await expect(page.getByRole('button', { name: 'Show the picture' })).toBeFocused();
  const from = await watched.seconds();
  await expect.poll(watched.seconds, { timeout: 20_000 }).toBeGreaterThan(from + 1);
});

test('a line that is to be spared begins with the smallest picture and says so; downloads tell sizes', async ({
  page,
  request,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true });
  });
  const noted = noteSegments(page);
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  await expect(page.getByText('Data saver is on: the smallest picture plays.')).toBeVisible();
  noted.forget();
  await watched.play();
  await watched.advances(2);
  expect(await watched.height()).toBe(240);
  expect(new Set(noted.folders().filter((folder) => folder !== 'audio-1'))).toEqual(new Set(['240p']));
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('Data saver is on: the smallest picture plays.')).toBeHidden();

  // Downloads tell their sizes as they are.
  const links = page.getByRole('region', { name: 'Downloads' }).getByRole('link');
  expect(await links.count()).toBeGreaterThan(2);
  for (const link of await links.all()) {
    const path = await link.getAttribute('href');
    const answer = await request.head(path ?? '');
    const bytes = Number(answer.headers()['content-length']);
    const [, number = '', unit = ''] = /([\d.,]+)\s?([kM]?)B/.exec((await link.textContent()) ?? '') ?? [];
    const told = Number(number) * (unit === 'M' ? 1e6 : unit === 'k' ? 1e3 : 1);
    expect(told / bytes).toBeGreaterThan(0.9);
    expect(told / bytes).toBeLessThan(1.1);
  }
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { captionedTalk, longTalk, readScene, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

let elsewhere: Server;
let foreignUrl: string;
test.beforeAll(async () => {
  elsewhere = createServer((req, res) => {
    res.setHeader('Content-Type', 'text/html; charset=utf-8');
    const src = `${readScene().url}${talkPath(longTalk, req.url?.slice(1)).replace('/talks/', '/embed/')}`;
    res.end(`<!doctype html><html lang="en"><title>Elsewhere</title><link rel="icon" href="data:,">
      <iframe src="${src}" title="Talk" width="640" height="360" allow="autoplay; fullscreen"></iframe>`);
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, 'localhost', resolve));
  foreignUrl = `http://localhost:${(elsewhere.address() as AddressInfo).port}/`;
});
test.afterAll(() => {
  elsewhere.closeAllConnections();
  elsewhere.close();
});

test('a talk is shared at this time: link, code, clipboard, keyboard, and back to where the focus was', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(talkPath(longTalk, '?t=31&e=1'));
  await watching(page).ready();
  const button = page.getByRole('button', { name: 'Share', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Share this talk' });
  const link = dialog.getByLabel('Link to the talk');
  await expect(link).toBeFocused();
  const address = readScene().url + talkPath(longTalk);
  await expect(link).toHaveValue(address);
  await dialog.getByLabel('Start at 0:31').check();
  await expect(link).toHaveValue(`${address}?t=31&e=1`);
  const code = dialog.getByLabel('Code for your own page');
  await expect(code).toHaveValue(/^<iframe src="[^"]+\/embed\/[^"]+\?t=31&amp;e=1"/);
  await dialog.getByRole('button', { name: 'Copy link' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${address}?t=31&e=1`);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(button).toBeFocused();
});

test('a shared link begins at its time', async ({ page }) => {
  await page.goto(talkPath(longTalk, '?t=31&e=1'));
  const watched = watching(page);
  await watched.ready();
  expect(await watched.seconds()).toBeCloseTo(31, 0);
});

test('inside another site’s page the poster waits, loads nothing before it is pressed, and then plays', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${foreignUrl}?t=20&e=1`);
  const frame = page.frameLocator('iframe');
  const play = frame.getByRole('button', { name: /^Recording:/ });
  await expect(play).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(asked.filter((path) => /player-|hls-|\.m3u8|\.m4s|\/api\//.test(path))).toEqual([]);
  await play.click();
  const video = frame.locator('video');
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime), { timeout: 20_000 })
    .toBeGreaterThan(20.5);
  const way = frame.getByRole('heading').getByRole('link');
  await expect(way).toHaveAttribute('target', '_blank');
  await expect(frame.locator('header')).toHaveCSS('opacity', '0');
  await way.focus();
  await expect(frame.locator('header')).toHaveCSS('opacity', '1');
  expect(await page.context().cookies()).toEqual([]);
});

test('the page for frames is read by everybody, keeps its words inside, and needs no script to play', async ({
  page,
  browser,
}) => {
  const path = talkPath(captionedTalk).replace('/talks/', '/embed/');
  await page.setViewportSize({ width: 320, height: 180 });
  await page.goto(path);
  await expect(page.getByRole('button', { name: /^Recording:/ })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: readScene().url });
  const plain = await context.newPage();
  await plain.goto(path);
  const video = plain.locator('video[controls]');
  await expect(video).toBeVisible();
  await expect(video.locator('source').first()).toHaveAttribute('src', /\.mp4$/);
  await context.close();
});

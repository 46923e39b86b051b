import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { captionedTalk, readScene, talkPath } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

const russian = `WEBVTT\n\n00:00:02.000 --> 00:00:04.000\nПервая строка\n\n00:00:08.000 --> 00:00:09.000\nПоследняя строка\n`;

/** Captions in a second language, while this file runs. */
const bringRussian = async (method: 'PUT' | 'DELETE') => {
  const { url, token, captioned } = readScene();
  const answer = await fetch(`${url}/api/v1/recordings/${captioned.recordingId}/captions/ru`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/vtt' },
    ...(method === 'PUT' ? { body: russian } : {}),
  });
  expect(answer.ok).toBe(true);
};

const panelOf = (page: Page) => page.getByRole('region', { name: 'Transcript' });
const said = (page: Page) => panelOf(page).locator('[data-now]');

test.beforeAll(() => bringRussian('PUT'));
test.afterAll(() => bringRussian('DELETE'));

test('the words stand beside the picture, follow it, and lead to any moment by click and by key', async ({
  page,
}) => {
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  const panel = panelOf(page);
  await expect(panel.getByText('Line 5', { exact: true })).toBeVisible();
  const picture = await watched.video.boundingBox();
  const place = await panel.boundingBox();
  expect(place?.x).toBeGreaterThanOrEqual((picture?.x ?? 0) + (picture?.width ?? 0));
  expect(Math.abs((place?.height ?? 0) - (picture?.height ?? 0))).toBeLessThan(2);

  await panel.getByText('Line 7', { exact: true }).click();
  await expect.poll(watched.seconds).toBeGreaterThan(6.4);
  expect(await watched.seconds()).toBeLessThan(9);
  await expect(said(page)).toHaveText(/^Line (7|8)$/);
  await expect(said(page)).toHaveText(/^Line (9|10)$/); // and on, while it plays

  const link = panel.getByRole('link', { name: '0:00' });
  await expect(link).toHaveAttribute('aria-current', 'true');
  await link.focus();
  await page.keyboard.press('Enter');
  await expect.poll(watched.seconds).toBeLessThan(3);
  await expect(page).toHaveURL(talkPath(captionedTalk));
  expect((await new AxeBuilder({ page }).include('[data-transcript-place]').analyze()).violations).toEqual(
    [],
  );
});

test('hits are counted, walked through and shown on the seek bar', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  await watching(page).ready();
  const panel = panelOf(page);
  await expect(panel.getByText('Line 5', { exact: true })).toBeVisible();
  const field = panel.getByRole('searchbox');
  await field.fill('line 1');
  await expect(panel.getByText('4 hits')).toBeVisible();
  await expect(page.locator('[data-moments] > span')).toHaveCount(4);
  await field.press('Enter');
  await expect(panel.getByText('1 of 4')).toBeVisible();
  await panel.getByRole('button', { name: 'Previous hit' }).click();
  await expect(panel.getByText('4 of 4')).toBeVisible();
  expect(await page.evaluate(() => Array.from(CSS.highlights.get('transcript-hits') ?? [], String))).toEqual([
    'Line 1',
    'Line 1',
    'Line 1',
    'Line 1',
  ]);
  await field.fill('line 99');
  await expect(panel.getByText('Nothing found')).toBeVisible();
  await expect(page.locator('[data-moments] > span')).toHaveCount(0);
});

test('selected words become a link to their moment, or a quote with it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(talkPath(captionedTalk));
  const watched = watching(page);
  await watched.ready();
  const panel = panelOf(page);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect(panel.getByRole('button', { name: 'Copy link' })).toBeHidden();
  await panel.getByText('Line 4', { exact: true }).evaluate((first) => {
    const range = document.createRange();
    range.setStart(first.firstChild as Text, 0); // it holds its words
    range.setEnd(first.nextElementSibling?.firstChild as Text, 4);
    document.getSelection()?.addRange(range);
  });
  await expect(panel.getByText('From 0:03')).toBeVisible();
  await panel.getByRole('button', { name: 'Copy quote' }).click();
  await expect(panel.getByText('The quote has been copied.')).toBeVisible();
  const { url } = readScene();
  const address = `${url}${talkPath(captionedTalk)}?t=3&e=1`;
  const title = await page.getByRole('heading', { level: 1 }).textContent();
  expect(await clipboard()).toBe(`“Line 4 Line”\nPavel Emelyanov, “${title}”, 0:03\n${address}`);
  await panel.getByRole('button', { name: 'Copy link' }).click();
  await expect(panel.getByText('The link has been copied.')).toBeVisible();
  expect(await clipboard()).toBe(address);
  await page.goto(address);
  await watched.ready();
  await expect.poll(watched.seconds).toBeGreaterThanOrEqual(3);
});

test('another language is chosen, remembered, and taken along as a file', async ({ page }) => {
  await page.goto(talkPath(captionedTalk));
  const panel = panelOf(page);
  await panel.getByLabel('Language of the transcript').selectOption({ label: 'Русский' });
  await expect(panel.getByText('Первая строка')).toBeVisible();
  await expect(panel.getByRole('list')).toHaveAttribute('lang', 'ru');
  const files: { name: string; text: string }[] = [];
  for (const format of ['WebVTT', 'SubRip', 'text']) {
    const download = page.waitForEvent('download');
    await panel.getByRole('link', { name: `Download as ${format}` }).click();
    const file = await download;
    files.push({ name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') });
  }
  const title = await page.getByRole('heading', { level: 1 }).textContent();
  expect(files.map(({ name }) => name)).toEqual(
    ['vtt', 'srt', 'txt'].map((ending) => `${title?.replace(':', '')} (ru).${ending}`),
  );
  expect(files[0]?.text).toContain('00:00:02.000 --> 00:00:04.000\nПервая строка');
  expect(files[1]?.text).toContain('00:00:02,000 --> 00:00:04,000\nПервая строка');
  expect(files[2]?.text).toContain('[0:02]\nПервая строка');
  await page.reload();
  await expect(panel.getByText('Первая строка')).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the words wait under the picture until they are asked for, and are remembered open', async ({
    page,
  }) => {
    await page.goto(talkPath(captionedTalk));
    const panel = panelOf(page);
    const toggle = panel.getByRole('button', { name: 'Transcript' });
    await expect(toggle).toHaveAttribute('aria-expanded', 'false');
    await expect(panel.getByRole('searchbox')).toBeHidden();
    const picture = await page.locator('[data-player]').boundingBox();
    const place = await panel.boundingBox();
    expect(place?.y).toBeGreaterThanOrEqual((picture?.y ?? 0) + (picture?.height ?? 0));
    await toggle.tap();
    await expect(panel.getByText('Line 5', { exact: true })).toBeVisible();
    await page.reload();
    await expect(toggle).toHaveAttribute('aria-expanded', 'true');
    await expect(panel.getByText('Line 5', { exact: true })).toBeVisible();
    expect((await new AxeBuilder({ page }).include('[data-transcript-place]').analyze()).violations).toEqual(
      [],
    );
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the words are a page of their own, whose times lead into the recording', async ({ page }) => {
    await page.goto(talkPath(captionedTalk));
    await page.getByRole('link', { name: 'Read the transcript' }).click();
    await expect(page).toHaveURL(/\/transcript$/);
    await expect(page.getByText('Последняя строка')).toBeVisible(); // it is spoken in Russian
    await page.getByRole('main').getByRole('link', { name: 'English' }).click();
    await expect(page.getByText('Line 1 Line 2 Line 3')).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'Русский' }).click();
    await page.getByRole('link', { name: '0:08' }).click();
    await expect(page).toHaveURL(/\?t=8&e=1$/);
    await expect(page.locator('video source').first()).toHaveAttribute('src', /#t=8$/);
  });
});

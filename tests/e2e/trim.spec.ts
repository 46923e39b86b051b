import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { makeClip } from './support/clips.ts';
import { askApi, drawn, signIn } from './support/organizing.ts';
import { captionedTalk, longTalk, readScene } from './support/scene.ts';
import { runScript } from './support/shell.ts';
import { expect, test } from './support/test.ts';

/** Hands a recording of ten seconds over for a talk that has none; gives its id. */
async function record(nth: number): Promise<string> {
  const { folder, dataDir, slugs } = readScene();
  const free = Object.keys(slugs).filter((speaker) => speaker !== captionedTalk && speaker !== longTalk);
  const slug = slugs[free.at(-nth) ?? ''] ?? '';
  const file = join(folder, `to-edit-${nth}.mp4`);
  await makeClip(file, {
    seconds: 10,
    size: `${320 + 64 * nth}x${180 + 36 * nth}`,
    framesPerSecond: 25,
    audio: ['eng'],
  });
  await runScript('scripts/ingest.ts', [file, '--talk', slug, '--wait'], { DATA_DIR: dataDir });
  const { items } = (await (await askApi('/recordings')).json()) as {
    items: Array<{ id: string; arrivedAs: string }>;
  };
  const found = items.find(({ arrivedAs }) => arrivedAs.endsWith(`to-edit-${nth}.mp4`));
  if (found === undefined) throw new Error('It is not listed.');
  return found.id;
}

const lengthOf = (page: Page) =>
  page
    .locator('p')
    .filter({ hasText: /^Length/ })
    .locator('strong');
const secondsOf = (page: Page) => page.locator('video').evaluate((video: HTMLVideoElement) => video.duration);
const positionOf = (page: Page) =>
  page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);

test('a recording is trimmed by typed times, looked at before, and is shorter then', async ({ page }) => {
  const id = await record(1);
  await signIn(page);
  await page.goto(`/organize/recordings/${id}/trim`);
  await drawn(page);
  await expect(lengthOf(page)).toHaveText(/^0:10/);
  const start = page.getByLabel('Start', { exact: true });
  const end = page.getByLabel('End', { exact: true });

  await end.fill('0:02');
  await start.fill('0:03');
  await expect(
    page.getByRole('alert').filter({ hasText: 'The end must come after the start.' }),
  ).toBeVisible();
  await start.fill('what');
  await expect(page.getByRole('alert').filter({ hasText: 'Type a time such as' })).toBeVisible();

  await start.fill('0:02.5');
  await end.fill('0:08');
  await expect(lengthOf(page)).toHaveText('0:05.5');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await expect.poll(() => secondsOf(page)).toBeGreaterThan(9);
  await page.getByRole('button', { name: 'Play the start' }).click();
  await expect.poll(() => positionOf(page)).toBeGreaterThan(3);
  await expect.poll(() => positionOf(page), { timeout: 15_000 }).toBeGreaterThan(5.3);
  await expect(page.locator('video')).toHaveJSProperty('paused', true);
  // The keys take the place where the preview stands.
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('i');
  await expect(start).toHaveValue(/^0:05/);
  await start.fill('0:02.5');

  await page.getByRole('button', { name: 'Trim the recording' }).click();
  await expect(page.getByText('A newer version is being made')).toBeVisible();
  await expect(page.getByText('A newer version is being made')).toBeHidden({ timeout: 45_000 });
  await expect(page.getByRole('row', { name: /2 \(in force\).*0:02.5 – 0:08/ })).toBeVisible();
  await expect
    .poll(
      async () => ((await (await askApi(`/recordings/${id}`)).json()) as { durationMs: number }).durationMs,
    )
    .toBeLessThan(5700);

  await page.getByRole('button', { name: 'Go back to this' }).click();
  await expect(page.getByRole('row', { name: /3 \(in force\)/ })).toBeVisible();
});

test('a trim for privacy is asked about, and what was there is gone', async ({ page, trouble }) => {
  trouble.allow(/404/);
  const id = await record(2);
  await signIn(page);
  await page.goto(`/organize/recordings/${id}/trim`);
  await drawn(page);
  await page.getByLabel('Start', { exact: true }).fill('0:04');
  await page.getByLabel('Remove for privacy').check();
  await expect(page.getByText('The uploaded file still holds all of it.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove for privacy' }).click();
  await expect(page.getByRole('dialog')).toContainText('cannot be undone');
  await page.getByRole('button', { name: 'Remove for good' }).click();
  await expect(page.getByText('There is nothing to look at yet')).toBeVisible();
  await expect(page.getByText('A newer version is being made')).toBeHidden({ timeout: 45_000 });
  await expect(page.getByRole('button', { name: 'Go back to this' })).toHaveCount(0);
  await expect.poll(() => secondsOf(page)).toBeLessThan(6.2);
});

test('a recording of a room is cut into talks with the keyboard', async ({ page }) => {
  const id = await record(3);
  await signIn(page);
  await page.goto(`/organize/recordings/${id}/cut`);
  await drawn(page);
  for (const [nth, from, to] of [
    [0, '0:00', '0:04'],
    [1, '0:03', '0:09'],
  ] as const) {
    await page.getByRole('button', { name: 'Add a part' }).focus();
    await page.keyboard.press('Enter');
    const part = page.getByRole('group', { name: `Part ${nth + 1}` });
    const label = await part.locator('datalist option').nth(nth).getAttribute('value');
    await part.getByLabel('Talk').fill(label ?? '');
    await part.getByLabel('Start').fill(from);
    await part.getByLabel('End').fill(to);
  }
  await expect(page.getByText('It overlaps part 2.')).toBeVisible();
  await page.getByRole('group', { name: 'Part 2' }).getByLabel('Start').fill('0:04');
  await expect(page.getByText('It overlaps part 2.')).toBeHidden();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Cut into 2 parts' }).click();
  await expect(page).toHaveURL(/\/organize\/conferences\/\d+$/);
  const edits = (await (await askApi(`/recordings/${id}/edits`)).json()) as {
    isCut: boolean;
    alsoFrom: unknown[];
  };
  expect(edits).toMatchObject({ isCut: true });
  expect(edits.alsoFrom).toHaveLength(2);
});

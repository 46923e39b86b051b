import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Clip, makeClip } from './support/clips.ts';
import { signIn } from './support/organizing.ts';
import { readScene } from './support/scene.ts';
import { runScript } from './support/shell.ts';
import { expect, test } from './support/test.ts';

const conference = 'Board games';
const talks = ['A talk that is watched coming', 'One of two', 'Two of two', 'Nobody recorded this'] as const;
const slugOf = (title: string) => title.toLowerCase().replaceAll(' ', '-');

test.beforeAll(async () => {
  const { folder, dataDir } = readScene();
  const file = join(folder, 'board-games.json');
  const programme = {
    format: 'rostrum-programme/1',
    conference: {
      slug: 'board-games',
      timeZone: 'Asia/Tokyo',
      publish: 'review',
      startDay: '2024-05-01',
      endDay: '2024-05-01',
      texts: { en: { title: conference } },
    },
    talks: talks.map((title, index) => ({
      slug: slugOf(title),
      language: 'en',
      texts: { en: { title } },
      slots: [
        {
          day: '2024-05-01',
          start: `2024-05-01T${10 + index}:00:00+09:00`,
          room: index < 2 ? 'Great hall' : 'Small hall',
          durationMinutes: 45,
        },
      ],
    })),
  };
  await writeFile(file, JSON.stringify(programme));
  // As a draft, so that the pages of other tests stay as they are.
  await runScript('scripts/import.ts', [file, '--draft'], { DATA_DIR: dataDir });
});
test.beforeEach(({ page }) => signIn(page));

/** Hands a recording of a talk over. */
async function ingest(title: string, o: { seconds: number; size: Clip['size'] }): Promise<void> {
  const { folder, dataDir } = readScene();
  const file = join(folder, `${slugOf(title)}.mkv`);
  // The title inside makes it a file of its own: the same bytes are not taken twice.
  const chapters = [title];
  await makeClip(file, { ...o, framesPerSecond: 25, audio: ['eng'], chapters });
  await runScript('scripts/ingest.ts', [file, '--talk', slugOf(title)], { DATA_DIR: dataDir });
}

async function openBoard(page: Page): Promise<void> {
  await page.goto('/organize');
  await page.getByRole('link', { name: conference }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Board' })).toBeVisible();
}

const cellOf = (page: Page, title: string) => page.getByRole('article').filter({ hasText: title });

test('a recording goes from processing to review to published under the eyes of an organizer, without a reload', async ({
  page,
}) => {
  test.setTimeout(120_000);
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  await openBoard(page);
  await expect(page.getByRole('region', { name: /^Programme of/ })).toBeVisible();
  await expect(page.getByText('11:00', { exact: true }).first()).toBeVisible();
  const [title] = talks;
  const cell = cellOf(page, title);
  await expect(cell.getByText('Missing')).toBeVisible();
  await ingest(title, { seconds: 40, size: '1280x720' });
  await expect(cell.getByRole('progressbar')).toBeVisible({ timeout: 30_000 });
  await expect(cell.getByText('Needs review')).toBeVisible({ timeout: 60_000 });

  await cell.getByRole('button', { name: title }).press('Enter');
  const panel = page.getByRole('dialog', { name: title });
  await panel.getByRole('button', { name: 'Publish' }).click();
  await expect(panel.getByText('Published', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(cell.getByRole('button', { name: title })).toBeFocused();
  await expect(cell.getByText('Published')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cell.getByText('Taken back')).toBeVisible();
  expect(loads).toBe(1);
});

test('all that are ready are published in one go; a selection is scheduled by the clocks of the conference', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const [, one, two] = talks;
  for (const title of [one, two]) await ingest(title, { seconds: 3, size: '320x180' });
  await openBoard(page);
  await page.getByRole('link', { name: /Needs review 2/ }).click({ timeout: 90_000 });
  await expect(page).toHaveURL(/state=needs_review/);
  await expect(page.getByRole('article')).toHaveCount(2);

  await page.getByLabel(`Select: ${one}`).check();
  await expect(page.getByText('1 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Schedule…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(dialog.getByText('Choose a day and a time.')).toBeVisible();
  await dialog.getByLabel('Day and time (Asia/Tokyo)').fill('2099-05-01T20:00');
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(page.getByRole('article')).toHaveCount(1);

  await page.getByRole('button', { name: 'Publish all that are ready (1)' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('No talk is in this state now.')).toBeVisible();
  await page.getByRole('link', { name: /All talks/ }).click();
  await expect(cellOf(page, two).getByText('Published')).toBeVisible();
  await expect(cellOf(page, one).getByText('1 May 2099, 20:00 GMT+9')).toBeVisible();
});

test('an opt-out blocks publishing until it is lifted', async ({ page }) => {
  await openBoard(page);
  const title = talks[3];
  const cell = cellOf(page, title);
  await cell.getByRole('button', { name: title }).click();
  const panel = page.getByRole('dialog', { name: title, exact: true });
  await panel.getByRole('button', { name: 'Opt out…' }).click();
  await page.getByRole('button', { name: 'Opt out', exact: true }).click();
  await expect(panel.getByText('Opted out')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Publish' })).toHaveCount(0);
  await panel.getByRole('button', { name: 'Lift the opt-out…' }).click();
  await page.getByRole('button', { name: 'Lift the opt-out', exact: true }).click();
  await expect(panel.getByText('Missing')).toBeVisible();
});

for (const [name, width, colorScheme] of [
  ['a desktop', 1440, 'light'],
  ['a phone', 390, 'dark'],
] as const) {
  test(`on ${name} axe finds nothing, and nothing stands over the edge`, async ({ page }) => {
    await page.setViewportSize({ width, height: 850 });
    await page.emulateMedia({ colorScheme });
    await openBoard(page);
    await expect(page.getByRole('article')).toHaveCount(4);
    const look = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    };
    await look();
    await page.getByRole('button', { name: talks[3] }).click();
    await expect(page.getByRole('dialog', { name: talks[3] })).toBeVisible();
    await look();
  });
}

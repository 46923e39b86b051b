import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { scheduleXml } from '../support/schedule-xml.ts';
import { askApi, signIn } from './support/organizing.ts';
import { readScene } from './support/scene.ts';
import { expect, test } from './support/test.ts';

const conference = { acronym: 'imported24', title: 'Imported Conference' };

const first = scheduleXml(
  [
    { guid: 'e2e-a', id: 1, title: 'Opening words', start: '10:00', room: 'Hall', person: 'Ada Lovelace' },
    { guid: 'e2e-b', id: 2, title: 'Waiting lines', start: '11:00', room: 'Hall', person: 'Борис Годунов' },
    { guid: 'e2e-c', id: 3, title: 'Closing words', start: '12:00', room: 'Hall', person: 'Ada Lovelace' },
    {
      guid: 'e2e-e',
      id: 5,
      title: 'Kept as it is',
      start: '13:00',
      room: 'Hall',
      person: 'Alan Turing',
      about: 'it',
    },
  ],
  conference,
);
const second = scheduleXml(
  [
    { guid: 'e2e-a', id: 1, title: 'Grand opening', start: '10:00', room: 'Hall', person: 'Ada Lovelace' },
    { guid: 'e2e-b', id: 2, title: 'Waiting lines', start: '11:30', room: 'Attic', person: 'Борис Годунов' },
    { guid: 'e2e-d', id: 4, title: 'Party', start: '20:00', room: 'Attic', person: 'Grace Hopper' },
    {
      guid: 'e2e-e',
      id: 5,
      title: 'What the file says',
      start: '13:00',
      room: 'Hall',
      person: 'Alan Turing',
      about: 'it',
    },
  ],
  conference,
);

async function choose(page: Page, name: string, text: string): Promise<void> {
  const file = join(readScene().folder, name);
  writeFileSync(file, text);
  await page.getByLabel('Choose a file').setInputFiles(file);
  await expect(page.getByText(name)).toBeVisible();
}

/** Edits a talk's title by hand, as the page of the talk does. */
async function editTitle(from: string, title: string): Promise<void> {
  const { items } = (await (await askApi('/organize/conferences')).json()) as {
    items: Array<{ id: number; slug: string }>;
  };
  const { id } = items.find((each) => each.slug === conference.acronym) ?? {};
  const programme = (await (await askApi(`/organize/conferences/${id}/talks`)).json()) as {
    items: Array<{ id: number; title: string }>;
  };
  const talk = programme.items.find((each) => each.title === from);
  const path = `/organize/talks/${talk?.id}`;
  const { edition } = (await (await askApi(path)).json()) as { edition: number };
  const { url, token } = readScene();
  const saved = await fetch(`${url}/api/v1${path}`, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'if-match': `"${edition}"`,
    },
    body: JSON.stringify({ texts: { en: { title } } }),
  });
  expect(saved.status).toBe(200);
}

const kinds = (page: Page) => page.getByRole('group', { name: 'What would change' });

test('a programme is imported, and imported again: what changed is shown, applied, and edits stay', async ({
  page,
}) => {
  await signIn(page);
  await page.goto('/organize/import');
  await choose(page, 'first.xml', first);
  await expect(page.getByText('New conference: Imported Conference')).toBeVisible();
  await expect(kinds(page).getByRole('button')).toHaveText(['New4']);
  await expect(page.getByText('Opening words')).toBeVisible();
  await page.getByLabel('Public at once').check();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('The programme was imported')).toBeVisible();
  await page.getByRole('link', { name: 'Go to the board' }).click();
  await expect(page).toHaveURL(/\/organize\/conferences\/\d+$/);
  const board = page.url();

  await editTitle('Kept as it is', 'By hand');
  await page.goto(`${board}/import`);
  await choose(page, 'second.xml', second);
  await expect(kinds(page).getByRole('button')).toHaveText([
    'New1',
    'Changed1',
    'Moved1',
    'Withdrawn1',
    'Kept1',
  ]);
  await kinds(page).getByRole('button', { name: 'Changed' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Grand opening' })).toContainText(
    'Opening words',
  );
  await kinds(page).getByRole('button', { name: 'Moved' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Waiting lines' })).toContainText(
    '1 May 2024 · 11:30 · 30 mins · Attic',
  );
  await kinds(page).getByRole('button', { name: 'Kept' }).click();
  await expect(page.getByText('edited by hand', { exact: true })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await kinds(page).getByRole('button', { name: 'New' }).click();
  await page.getByRole('checkbox', { name: 'Take over: Party' }).uncheck();
  await expect(page.getByText('1 left out')).toBeVisible();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('changed 1 · moved 1 · withdrawn 1 · unchanged 1 · left out 1')).toBeVisible();
  await expect(page.getByText('By hand: Title (English)')).toBeVisible();

  await page.goto(`/conferences/${conference.acronym}`);
  await expect(page.getByText('Grand opening')).toBeVisible();
  await expect(page.getByText('By hand')).toBeVisible();
  await expect(page.getByText('Closing words')).toBeVisible();
  await expect(page.getByText('Party')).toHaveCount(0);
});

test('a file that cannot be read is refused in a sentence, and another can be chosen', async ({
  page,
  trouble,
}) => {
  trouble.allow(/status of 400/);
  await signIn(page);
  await page.goto('/organize/import');
  const file = join(readScene().folder, 'no-programme.xml');
  writeFileSync(file, '<html><body>Not found</body></html>');
  await page.getByLabel('Choose a file').setInputFiles(file);
  await expect(page.getByRole('alert')).toContainText(/\w/);
  await choose(page, 'again.xml', first);
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText('The import was discarded; nothing was changed.')).toBeVisible();
});

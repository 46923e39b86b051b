import { AxeBuilder } from '@axe-core/playwright';
import { signIn } from './support/organizing.ts';
import { readScene } from './support/scene.ts';
import { expect, test } from './support/test.ts';

test.describe.configure({ mode: 'serial' });

let talkPath = '';

test('a person makes a conference, a talk and a speaker by hand, previews and publishes them', async ({
  page,
  trouble,
}) => {
  trouble.allow(/400/);
  await signIn(page);
  await page.goto('/organize/conferences/new');
  await page.getByLabel('Title', { exact: true }).fill('Handmade Days');
  await page.getByLabel('First day').fill('2026-05-01');
  await page.getByLabel('Last day').fill('2026-04-01');
  await page.getByLabel('Time zone').fill('Europe/Berlin');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByText('must not be before the first day').first()).toBeVisible();
  await page.getByLabel('Last day').fill('2026-05-02');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();

  await page.getByRole('link', { name: 'Programme' }).click();
  await expect(page.getByText('No talks yet')).toBeVisible();
  await page.getByLabel('New talk').fill('Clay and code');
  await page.getByRole('button', { name: 'Add a talk' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Clay and code' })).toBeVisible();
  talkPath = new URL(page.url()).pathname;

  await page.getByLabel('Add a speaker: type a name').fill('Potter Pan');
  await page.getByRole('button', { name: 'New speaker “Potter Pan”' }).click();
  await expect(page.getByLabel('Name on this talk')).toHaveValue('Potter Pan');
  await page.getByRole('button', { name: 'Add a time' }).click();
  await page.getByLabel('Starts at').fill('10:30');
  await page.getByLabel('Room').fill('Kiln');
  await page.getByLabel('Abstract').fill('A **hands-on** talk.');
  await expect(page.getByText('Not saved yet.')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('All changes are saved.')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByRole('link', { name: 'Preview' }).click();
  await expect(page.getByRole('note')).toContainText('Draft');
  await expect(page.getByRole('heading', { level: 1, name: 'Clay and code' })).toBeVisible();
  await expect(page.getByText('hands-on')).toBeVisible();
  const address = new URL(page.url());
  expect((await page.request.get(`${address.origin}${address.pathname}`)).status()).toBe(404);

  await page.goto(talkPath);
  await page.getByLabel('Who sees it').selectOption('public');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('All changes are saved.')).toBeVisible();
  await page.getByRole('link', { name: 'Handmade Days' }).click();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByLabel('Who sees it').selectOption('public');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('All changes are saved.')).toBeVisible();
  await page.goto(address.pathname);
  await expect(page.getByRole('link', { name: 'Potter Pan' })).toBeVisible();
});

test('what was saved is taken back from the message that says so', async ({ page }) => {
  await signIn(page);
  await page.goto(talkPath);
  const title = page.getByLabel('Title', { exact: true });
  await title.fill('Wrong words');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Wrong words' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Taken back.')).toBeVisible();
  await expect(title).toHaveValue('Clay and code');
});

test('two people edit one talk: the second chooses field by field, and nothing is lost', async ({
  page,
  context,
  trouble,
}) => {
  trouble.allow(/409/);
  await signIn(page);
  const other = await context.newPage();
  await page.goto(`${readScene().url}${talkPath}`);
  await other.goto(`${readScene().url}${talkPath}`);
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Clay and code');
  await expect(other.getByLabel('Title', { exact: true })).toHaveValue('Clay and code');

  await page.getByLabel('Title', { exact: true }).fill('First title');
  await page.getByLabel('Tags', { exact: true }).fill('pottery');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('All changes are saved.')).toBeVisible();

  await other.getByLabel('Title', { exact: true }).fill('Second title');
  await other.getByLabel('Subtitle').fill('Of the second');
  await other.getByRole('button', { name: 'Save' }).click();
  const conflict = other.getByRole('region', { name: 'Title (English)' });
  await expect(conflict).toContainText('First title');
  await expect(conflict).toContainText('Second title');
  await expect(other.getByLabel('Tags', { exact: true })).toHaveValue('pottery');
  await expect(other.getByLabel('Subtitle')).toHaveValue('Of the second');
  await expect(other.getByRole('button', { name: 'Save' })).toBeDisabled();
  expect((await new AxeBuilder({ page: other }).analyze()).violations).toEqual([]);

  await conflict.getByRole('button', { name: 'Keep yours' }).click();
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText('All changes are saved.')).toBeVisible();
  await other.reload();
  await expect(other.getByLabel('Title', { exact: true })).toHaveValue('Second title');
  await expect(other.getByLabel('Subtitle')).toHaveValue('Of the second');
  await expect(other.getByLabel('Tags', { exact: true })).toHaveValue('pottery');
});

test('leaving with unsaved words is asked about first', async ({ page }) => {
  await signIn(page);
  await page.goto(talkPath);
  await page.getByLabel('Title', { exact: true }).fill('Half a thought');
  page.once('dialog', (dialog) => dialog.dismiss());
  await page.getByRole('link', { name: 'Speakers' }).first().click();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Half a thought');
  page.once('dialog', (dialog) => dialog.accept());
  await page.getByRole('link', { name: 'Speakers' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Speakers' })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

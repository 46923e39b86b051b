import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeClip } from './support/clips.ts';
import { askApi, drawn, signIn } from './support/organizing.ts';
import { captionedTalk, organizer, readScene } from './support/scene.ts';
import { runScript } from './support/shell.ts';
import { expect, test } from './support/test.ts';

const refusedOnPurpose = /Failed to load resource/;

/** Hands a fresh recording over; resolves to the name under which its job is listed. */
async function ingest(name: string, seconds: number): Promise<string> {
  const { folder, dataDir } = readScene();
  const file = join(folder, `${name}.mkv`);
  await makeClip(file, { seconds, size: '1280x720', framesPerSecond: 25, audio: ['eng'] });
  await runScript('scripts/ingest.ts', [file], { DATA_DIR: dataDir });
  return name;
}

const rowOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

/** Notes from now on what is told of a job's progress; the function gives all of it, in order. */
async function noteProgress(page: Page, name: string): Promise<() => Promise<string[]>> {
  await page.evaluate((label) => {
    const told: string[] = [];
    Reflect.set(window, 'told', told);
    setInterval(() => {
      const text = document.querySelector(`[role="progressbar"][aria-label*="${label}"]`)?.ariaValueText;
      if (text && text !== told.at(-1)) told.push(text);
    }, 50);
  }, name);
  return () => page.evaluate(() => Reflect.get(window, 'told') as string[]); // put there just above
}

test.describe('signing in', () => {
  test('a wrong password gets a clear sentence, the right one the page; it lasts until signing out', async ({
    page,
    trouble,
  }) => {
    trouble.allow(/401/);
    await page.goto('/organize/jobs');
    const email = page.getByLabel('E-mail');
    await expect(email).toBeFocused();
    await email.fill(organizer.email);
    await page.getByLabel('Password').fill('not the password');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert').filter({ hasText: 'do not belong together' })).toBeVisible();
    await expect(email).toBeFocused();
    await page.getByLabel('Password').fill(organizer.password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Jobs' })).toBeVisible();

    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Jobs' })).toBeVisible();
    const readable = () => [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie];
    expect((await page.evaluate(readable)).join()).not.toMatch(/rostrum\.|correct horse/);
    await page.getByRole('button', { name: organizer.email }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(email).toBeVisible();
  });

  test('a session that was ended elsewhere leads back to signing in, at the same page', async ({
    page,
    trouble,
  }) => {
    trouble.allow(/401/);
    await signIn(page);
    await page.goto('/organize/recordings');
    await expect(page.getByRole('heading', { level: 1, name: 'Recordings' })).toBeVisible();
    const ended = await page.request.post('/api/v1/auth/sign-out', {
      headers: { origin: readScene().url },
    });
    expect(ended.ok()).toBe(true);
    await page.getByRole('link', { name: 'Jobs' }).click();
    await page.getByLabel('E-mail').fill(organizer.email);
    await page.getByLabel('Password').fill(organizer.password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Jobs' })).toBeVisible();
  });
});

test.describe('the queue', () => {
  test.beforeEach(({ page }) => signIn(page));

  test('a new job appears, goes on with time left and ends, without a reload; its log can be read', async ({
    page,
  }) => {
    test.setTimeout(180_000);
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    await page.goto('/organize/jobs');
    await expect(page.getByText('Up to date')).toBeVisible();
    const name = await ingest('seen from start to end', 30);
    const row = rowOf(page, name);
    await expect(row).toBeVisible();
    const told = await noteProgress(page, name);
    await expect(row.getByText('making it for good')).toBeVisible({ timeout: 60_000 });

    await row.getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    const log = page.getByRole('region', { name: `Log: ${name}` });
    await expect(log).toContainText(/\d{4}-\d\d-\d\dT/);
    await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 120_000 });
    await page.getByRole('link', { name: 'All jobs' }).click();
    await expect(row.getByText('Finished')).toBeVisible();
    const texts = await told();
    expect(texts.filter((text) => /^\d+%, .+ left$/.test(text))).not.toEqual([]);
    const shares = texts.map((text) => Number.parseInt(text, 10));
    expect(new Set(shares).size).toBeGreaterThan(3);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(loads).toBe(1);
  });

  test('a job is cancelled and tried again', async ({ page }) => {
    test.setTimeout(120_000);
    await page.goto('/organize/jobs');
    const name = await ingest('cancelled and tried again', 120);
    const row = rowOf(page, name);
    await expect(row.getByText('Working')).toBeVisible({ timeout: 60_000 });
    await row.getByRole('button', { name: `Cancel: ${name}` }).click();
    await expect(row.getByText('Cancelled', { exact: true })).toBeVisible({ timeout: 10_000 });
    await page.getByRole('link', { name: 'Unfinished' }).click();
    await expect(row).toHaveCount(0);
    await page.getByRole('link', { name: 'All', exact: true }).click();

    await row.getByRole('button', { name: `Try again: ${name}` }).click();
    await expect(row.getByText('It is in the queue again.')).toBeVisible();
    await expect(row.getByText('Working')).toBeVisible({ timeout: 60_000 });
    await row.getByRole('button', { name: `Cancel: ${name}` }).click();
    await expect(row.getByText('Cancelled', { exact: true })).toBeVisible({ timeout: 10_000 });
  });

  test('what the portal answers to a click that comes too late is shown', async ({ page, trouble }) => {
    test.setTimeout(120_000);
    trouble.allow(refusedOnPurpose);
    // Without its news, the page does not know that the job ended.
    await page.route('**/api/v1/jobs/events', (route) => route.abort());
    const name = await ingest('over too soon', 4);
    await page.goto('/organize/jobs');
    const row = rowOf(page, name);
    const button = row.getByRole('button', { name: `Cancel: ${name}` });
    await expect(button).toBeVisible();
    const stateOf = async () => {
      const list = (await (await askApi('/jobs')).json()) as { items: { subject: string; state: string }[] };
      return list.items.find(({ subject }) => subject.includes(name))?.state;
    };
    await expect.poll(stateOf, { timeout: 90_000 }).toBe('done');
    await button.click();
    await expect(row.getByRole('alert')).toContainText('That did not work: There is nothing left to cancel');
  });

  test('a lost connection is said calmly, and the return too', async ({ page, trouble }) => {
    trouble.allow(refusedOnPurpose);
    await page.route('**/api/v1/jobs/events', (route) => route.abort());
    await page.goto('/organize/jobs');
    await expect(page.getByText(/^Connection lost\. You see how things were at \d\d:\d\d/)).toBeVisible();
    await expect(rowOf(page, '').first()).toBeVisible();
    await page.unroute('**/api/v1/jobs/events');
    await expect(page.getByText('Connected again.')).toBeVisible();
    await expect(page.getByText('Up to date')).toBeVisible();
  });
});

test.describe('a recording', () => {
  test.beforeEach(({ page }) => signIn(page));

  test('shows its qualities with sizes, and its loudness before and after', async ({ page }) => {
    const { captioned, slugs } = readScene();
    await page.goto('/organize/recordings');
    await drawn(page);
    await page.locator(`a[href$="${captioned.recordingId}"]`).click();
    const qualities = page.getByRole('table').first();
    await expect(qualities.getByRole('rowheader').first()).toHaveText('720p');
    await expect(qualities.getByRole('row').nth(1)).toContainText(/1280×720.*\d (kB|MB)/);
    await expect(qualities.getByRole('row').nth(1)).toContainText(/copied from the file|encoded/);
    const sound = page.getByRole('region', { name: 'Sound' });
    const loudness = sound.getByRole('row', { name: /Loudness/ }).first();
    await expect(loudness).toContainText(/−\d+\.\d LUFS−1[56]\.\d LUFS/);
    await expect(sound.getByRole('row', { name: /True peak/ }).first()).toContainText(/−\d+\.\d dBTP/);
    await expect(sound.getByText(/^(Raised|Lowered) by \d+\.\d dB/).first()).toBeVisible();
    await page.getByRole('link', { name: 'To the talk’s page' }).click();
    await expect(page).toHaveURL(new RegExp(`/talks/${slugs[captionedTalk]}$`));
  });
});

test('the shell is nobody’s to keep or to find, and loads nothing of a viewer’s page', async ({ page }) => {
  const answer = await page.goto('/organize/jobs/anything');
  expect(answer?.headers()).toMatchObject({
    'cache-control': 'private, no-store',
    'x-robots-tag': 'noindex',
  });
  expect(answer?.headers()['content-security-policy']).not.toContain('unsafe');
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await page.goto('/');
  expect(scripts.filter((url) => url.includes('organize'))).toEqual([]);
});

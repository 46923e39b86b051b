import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Matches } from '#server/contract/wire.ts';
import { makeClip } from './support/clips.ts';
import { askApi, drawn, signIn } from './support/organizing.ts';
import { readScene } from './support/scene.ts';
import { runScript } from './support/shell.ts';
import { expect, test } from './support/test.ts';

const day = '2024-06-01';
const talk = (title: string, hour: number) => ({
  texts: { en: { title } },
  slots: [{ day, start: `${day}T${hour}:00:00Z`, durationMinutes: 30, room: 'Janson' }],
});
const programme = {
  format: 'rostrum-programme/1',
  conference: { slug: 'keyfest', texts: { en: { title: 'Key Fest' } } },
  rooms: ['Janson'],
  talks: [
    talk('Linux containers in practice', 10),
    talk('Security of Linux containers', 11),
    talk('Poetry of databases', 12),
    talk('Diving into deep water', 13),
  ],
};

let conferenceId: number;

test.beforeAll(async () => {
  const { folder, dataDir } = readScene();
  const inbox = join(folder, 'keyfest');
  await mkdir(inbox, { recursive: true });
  const file = join(folder, 'keyfest.json');
  await writeFile(file, JSON.stringify(programme));
  await runScript('scripts/import.ts', [file], { DATA_DIR: dataDir });
  for (const [at, name] of ['linux containers', 'poetry', 'something strange'].entries())
    await makeClip(join(inbox, `${name}.mkv`), {
      seconds: 1 + at,
      size: '320x180',
      framesPerSecond: 10,
      audio: ['eng'],
    });
  await runScript('scripts/ingest.ts', [inbox, '--conference', 'keyfest'], { DATA_DIR: dataDir });
  const { items } = (await (await askApi('/organize/conferences')).json()) as {
    items: Array<{ id: number; slug: string }>;
  };
  conferenceId = items.find(({ slug }) => slug === 'keyfest')?.id ?? 0;
});

const matches = async () =>
  (await (await askApi(`/organize/conferences/${conferenceId}/matches`)).json()) as Matches;

async function matchedTitles(): Promise<Array<string | undefined>> {
  const { talks, recordings } = await matches();
  const titleOf = (id: number | null) => talks.find((one) => one.id === id)?.title;
  return recordings
    .toSorted((a, b) => (a.arrivedAs < b.arrivedAs ? -1 : 1))
    .map(({ talkId }) => titleOf(talkId));
}

test('every recording is matched by keyboard alone, taken back, and nothing is lost when others decide meanwhile', async ({
  page,
}) => {
  await signIn(page);
  await page.goto(`/organize/conferences/${conferenceId}/matching`);
  await drawn(page);
  const progress = page.getByText(/of 3 recordings have their talk/);
  await expect(progress).toHaveText(/^0 of 3/);
  await expect(page.getByRole('heading', { level: 2, name: /linux containers/ })).toBeVisible();
  await expect(page.getByText(/words of the title/).first()).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  const second = page.getByRole('radio').nth(1);
  await page.keyboard.press('2');
  await expect(second).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(progress).toHaveText(/^1 of 3/);
  await expect(page.getByRole('heading', { level: 2, name: /poetry/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(progress).toHaveText(/^2 of 3/);

  await page.keyboard.press('/');
  await page.getByRole('dialog').getByRole('combobox').fill('deep');
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Every recording has been decided')).toBeVisible();
  await expect
    .poll(async () => (await matchedTitles()).slice(1))
    .toEqual(['Poetry of databases', 'Diving into deep water']);

  await page.keyboard.press('u');
  await expect(progress).toHaveText(/^2 of 3/);
  await page.keyboard.press('n');
  await expect(progress).toHaveText(/^3 of 3/);
  await expect.poll(async () => (await matchedTitles())[2]).toBeUndefined();

  await page.keyboard.press('u');
  await expect(progress).toHaveText(/^2 of 3/);
  await expect(page.getByText('Saving…')).toHaveCount(0);
  await decideElsewhere(/strange/, 'Diving into deep water');
  await page.keyboard.press('n');
  await expect(page.getByText(/Somebody else decided/)).toBeVisible();
  expect((await matchedTitles())[2]).toBe('Diving into deep water');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(progress).toHaveText(/^3 of 3/);
});

/** As another organizer would, in another browser. */
async function decideElsewhere(name: RegExp, title: string): Promise<void> {
  const { url, token } = readScene();
  const { talks, recordings } = await matches();
  const recording = recordings.find(({ arrivedAs }) => name.test(arrivedAs));
  const talkId = talks.find((one) => one.title === title)?.id;
  const decision = { kind: 'talk', recordingId: recording?.id, talkId, was: recording?.talkId ?? null };
  await fetch(`${url}/api/v1/organize/conferences/${conferenceId}/matches`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ decisions: [decision] }),
  });
}

test('two names of one person are merged on a page, and taken apart again', async ({ page }) => {
  const { folder, dataDir } = readScene();
  for (const [slug, name] of [
    ['peoplefest-1', 'Robert Q. Quillfeather'],
    ['peoplefest-2', 'Robert Quillfeather'],
  ] as const) {
    const file = join(folder, `${slug}.json`);
    const billed = {
      format: 'rostrum-programme/1',
      conference: { slug, texts: { en: { title: slug } } },
      speakers: [{ key: 'a', names: [{ name }] }],
      talks: [{ texts: { en: { title: `A talk at ${slug}` } }, speakers: [{ key: 'a' }] }],
    };
    await writeFile(file, JSON.stringify(billed));
    await runScript('scripts/import.ts', [file], { DATA_DIR: dataDir });
  }
  await signIn(page);
  await page.goto('/organize/speakers/same');
  await drawn(page);
  const pair = page.getByRole('listitem').filter({ hasText: 'Robert Quillfeather' });
  await expect(pair.first()).toContainText('middle name or initial');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'One person: keep Robert Quillfeather' }).click();
  await expect(page.getByText('Merged into Robert Quillfeather.')).toBeVisible();
  await expect(page.getByText('Robert Q. Quillfeather is part of Robert Quillfeather')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('They are two again.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^One person: keep/ })).toHaveCount(0);
});

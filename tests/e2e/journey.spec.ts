import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { makeClip } from './support/clips.ts';
import { type RunningPortal, startPortal } from './support/portal.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

const ada = { email: 'ada@example.org', password: 'a long enough password' };
const congress = join(process.env.CORPUS_DIR ?? '', 'schedules/38c3.xml');
const hasCongress = process.env.CORPUS_DIR !== undefined && existsSync(congress);

/** Three talks of the programme: two whose files tell it, one whose camera named the file. */
const told = {
  file: '38c3-opening-ceremony.mp4',
  title: '38C3: Opening Ceremony',
  query: 'opening ceremony',
};
const alsoTold = {
  file: 'bioterrorism-will-save-your-life-with-the-4-thieves-vinegar-collective.mp4',
  title: 'BioTerrorism Will Save Your Life with the 4 Thieves Vinegar Collective',
};
const untold = { file: 'MVI_0042.mp4', title: 'sixos: a nix os without systemd', query: 'sixos' };

let folder: string;
let portal: RunningPortal;
let programme: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = await mkdtemp(join(tmpdir(), 'rostrum-e2e-journey-'));
  const dataDir = join(folder, 'media');
  await mkdir(dataDir);
  programme = hasCongress ? congress : join(folder, '38c3.xml');
  if (!hasCongress) await writeFile(programme, smallProgramme());
  for (const [index, { file }] of [told, alsoTold, untold].entries()) {
    await makeClip(join(folder, file), {
      ...{ seconds: 12 + index, size: '640x360', framesPerSecond: 25, audio: ['eng'] },
    });
  }
  portal = await startPortal(dataDir, { ORGANIZER_EMAIL: ada.email, ORGANIZER_PASSWORD: ada.password });
});

test.afterAll(async () => {
  await portal?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a programme and a folder of files become a published conference, and one talk is taken back', async ({
  browser,
  page,
  trouble,
}) => {
  test.setTimeout(240_000);
  // What a browser writes when the network is cut on purpose, and for what is gone on purpose.
  trouble.allow(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK|status of 40[14]/);
  const api = apiOf(page.context());

  await test.step('sign in', async () => {
    await page.goto(`${portal.url}/organize`);
    await page.getByLabel('E-mail').fill(ada.email);
    await page.getByLabel('Password').fill(ada.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(
      page.getByRole('heading', { name: 'No conferences yet' }).or(page.getByText('No conferences yet')),
    ).toBeVisible();
  });

  await test.step('import the programme', async () => {
    await page.getByRole('link', { name: 'Import a programme' }).click();
    await page.locator('input[type="file"]').setInputFiles(programme);
    await page.getByText('Public at once').click();
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByText('The programme was imported')).toBeVisible({ timeout: 30_000 });
  });

  await test.step('upload three recordings, with the page closed in the middle', async () => {
    await page.getByRole('link', { name: 'Upload recordings' }).click();
    const line = await page.context().newCDPSession(page);
    const slow = { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: 150_000 };
    await line.send('Network.emulateNetworkConditions', slow);
    const files = [told, alsoTold, untold].map(({ file }) => join(folder, file));
    const choose = () => page.locator('input[type="file"]').first().setInputFiles(files);
    await choose();
    await expect(page.getByRole('progressbar', { name: `Progress of ${told.file}` })).toBeVisible();
    await page.waitForTimeout(1_500);
    await page.reload();
    await expect(page.getByText(/Choose the same files? again to go on/).first()).toBeVisible();
    expect(await page.getByText('In the library', { exact: true }).count()).toBeLessThan(3);
    await line.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
    await choose();
    await expect(page.getByText('In the library', { exact: true })).toHaveCount(3, { timeout: 60_000 });
    await expect(page.getByRole('link', { name: told.title })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Waits for matching' })).toHaveCount(1);
  });

  await test.step('match the one whose name says nothing, by keyboard', async () => {
    await page.getByRole('link', { name: 'Matching', exact: true }).click();
    await expect(page.getByText('No talk of the programme fits the name.')).toBeVisible();
    await page.keyboard.press('/');
    await page.getByLabel('Title, speaker or room').fill(untold.query);
    await expect(
      page.getByRole('option', { name: untold.title }).or(page.getByText(untold.title)).first(),
    ).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Every recording has been decided')).toBeVisible();
  });

  const recording = await test.step('trim one', async () => {
    await expect
      .poll(async () => (await api.recordings()).map(({ status }) => status), { timeout: 120_000 })
      .toEqual(['ready', 'ready', 'ready']);
    const found = (await api.recordings()).find(({ talk }) => talk?.title === told.title);
    if (!found) throw new Error('The recording has no talk.');
    await page.goto(`${portal.url}/organize/recordings/${found.id}/trim`);
    await page.getByLabel('Start', { exact: true }).fill('0:02');
    await page.getByLabel('End', { exact: true }).fill('0:08.5');
    await page.getByRole('button', { name: 'Trim the recording' }).click();
    await expect
      .poll(async () => (await api.recordings()).find(({ id }) => id === found.id)?.durationMs, {
        timeout: 60_000,
      })
      .toBeLessThan(6_700);
    await expect
      .poll(async () => (await api.recordings()).find(({ id }) => id === found.id)?.status, {
        timeout: 60_000,
      })
      .toBe('ready');
    return found;
  });

  await test.step('publish all', async () => {
    await page.getByRole('link', { name: 'Conferences' }).last().click();
    await page.goto(`${portal.url}/organize/conferences/1`);
    await page.getByRole('button', { name: 'Publish all that are ready (3)' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByText('3 recordings are published.')).toBeVisible();
  });

  const visitor = await browser.newContext();
  const seen = await test.step('an anonymous visitor watches it', async () => {
    const view = await visitor.newPage();
    const talk = await publicTalk(visitor, recording.talk?.slug ?? '');
    expect(talk.recording?.durationMs).toBeGreaterThan(6_300);
    expect(talk.recording?.durationMs).toBeLessThan(6_700);
    await view.goto(`${portal.url}/talks/${recording.talk?.slug}`);
    const watch = watching(view);
    await watch.ready();
    await watch.play();
    await watch.advances(1);
    expect(await watch.colours()).toBeGreaterThan(3);
    await view.close();
    const segment = await firstSegment(visitor, talk.recording?.playlistUrl ?? '');
    const files = [
      talk.recording?.playlistUrl,
      talk.recording?.downloads[0]?.url,
      talk.recording?.posterUrl,
      segment,
    ];
    for (const file of files)
      expect((await visitor.request.get(`${portal.url}${file}`)).status(), file ?? '').toBe(200);
    expect(await watchableInSearch(visitor)).toEqual([told.title]);
    expect(await scheduleOf(visitor)).toContain(`/talks/${recording.talk?.slug}`);
    return files;
  });

  await test.step('it is taken back, and gone at once everywhere', async () => {
    await page.getByRole('button', { name: told.title }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Unpublish' }).click();
    await expect(page.getByText(`“${told.title}” is taken back.`)).toBeVisible();
    for (const file of seen)
      expect((await visitor.request.get(`${portal.url}${file}`)).status(), file ?? '').toBe(404);
    expect((await publicTalk(visitor, recording.talk?.slug ?? '')).recording).toBeNull();
    expect(await watchableInSearch(visitor)).toEqual([]);
    const html = await (await visitor.request.get(`${portal.url}/talks/${recording.talk?.slug}`)).text();
    expect(html).not.toContain('<video');
    expect(html).not.toContain(`/hls/${recording.id}`);
    expect(await scheduleOf(visitor)).not.toContain(`/hls/${recording.id}`);
  });
  await visitor.close();
});

interface ListedRecording {
  id: string;
  status: string;
  durationMs: number | null;
  talk: { slug: string; title: string } | null;
}

function apiOf(context: BrowserContext) {
  return {
    async recordings(): Promise<ListedRecording[]> {
      const answer = await context.request.get(`${portal.url}/api/v1/recordings`);
      return ((await answer.json()) as { items: ListedRecording[] }).items;
    },
  };
}

interface PublicTalk {
  recording: {
    durationMs: number;
    playlistUrl: string;
    posterUrl: string;
    downloads: { url: string }[];
  } | null;
}

async function publicTalk(visitor: BrowserContext, slug: string): Promise<PublicTalk> {
  return (await visitor.request.get(`${portal.url}/api/v1/talks/${slug}`)).json() as Promise<PublicTalk>;
}

/** Path of the first segment of the first rendition, as a player finds it. */
async function firstSegment(visitor: BrowserContext, master: string): Promise<string> {
  const read = async (path: string) => (await visitor.request.get(`${portal.url}${path}`)).text();
  const firstLine = (text: string) =>
    text.split('\n').find((line) => line !== '' && !line.startsWith('#')) ?? '';
  const media = new URL(firstLine(await read(master)), `${portal.url}${master}`).pathname;
  return new URL(firstLine(await read(media)), `${portal.url}${media}`).pathname;
}

/** Titles of the talks that a search shows as watchable. */
async function watchableInSearch(visitor: BrowserContext): Promise<string[]> {
  const answer = await visitor.request.get(
    `${portal.url}/api/v1/search?q=${encodeURIComponent(`"${told.query}"`)}`,
  );
  const { items } = (await answer.json()) as { items: { talk: { title: string; state: string } }[] };
  return items.filter(({ talk }) => talk.state === 'watchable').map(({ talk }) => talk.title);
}

async function scheduleOf(visitor: BrowserContext): Promise<string> {
  const answer = await visitor.request.get(`${portal.url}/conferences/38c3/schedule.xml`);
  expect(answer.status()).toBe(200);
  return answer.text();
}

/** A programme with the three talks, for a machine without the congress's own. */
function smallProgramme(): string {
  const events = [told, alsoTold, untold].map(
    ({ title }, index) => `
      <event id="${index + 1}" guid="6f6b1f2e-0000-4000-8000-00000000000${index + 1}">
        <date>2024-12-27T1${index}:00:00+01:00</date><start>1${index}:00</start><duration>00:40</duration>
        <room>Saal 1</room><slug>38c3-${index + 1}</slug><title>${title}</title><language>en</language>
        <persons><person id="${index + 1}">Speaker ${index + 1}</person></persons>
      </event>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<schedule><version>1</version>
  <conference><acronym>38c3</acronym><title>38C3</title><start>2024-12-27</start><end>2024-12-27</end><days>1</days>
    <time_zone_name>Europe/Berlin</time_zone_name></conference>
  <day index="1" date="2024-12-27" start="2024-12-27T10:00:00+01:00" end="2024-12-28T03:00:00+01:00">
    <room name="Saal 1">${events.join('')}
    </room>
  </day>
</schedule>`;
}

import type { BrowserContext, Page } from '@playwright/test';
import { startPortal } from './support/portal.ts';
import { captionedTalk, readScene, talkPath } from './support/scene.ts';
import { runScript } from './support/shell.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

test.use({ serviceWorkers: 'allow' });

const refusedOnPurpose = /Failed to load resource|net::ERR_|sw\.js/;

/** Waits until the service worker answers for this page. */
async function isWorking(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

async function keep(page: Page, quality: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Keep for offline' }).click();
  const dialog = page.getByRole('dialog', { name: 'Watch without a connection' });
  await dialog.getByRole('radio', { name: quality }).check();
  await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
}

const isKept = (page: Page) =>
  expect(page.getByText(/is kept in this browser/)).toBeVisible({ timeout: 30_000 });

/** Names of all caches of kept talks. */
const keptCaches = (page: Page) =>
  page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('rostrum-kept')));

test('a kept talk plays with the server stopped: picture, seeking, captions, sizes, and is removed again', async ({
  page,
  context,
  trouble,
}) => {
  trouble.allow(refusedOnPurpose);
  // A second server on the same library, which this test may stop.
  const portal = await startPortal(readScene().dataDir);
  let isUp = true;
  try {
    await page.goto(`${portal.url}${talkPath(captionedTalk)}`);
    await isWorking(page);
    await page.getByRole('button', { name: 'Keep for offline' }).click();
    const dialog = page.getByRole('dialog', { name: 'Watch without a connection' });
    // Sizes are told before.
    await expect(dialog.getByRole('radio', { name: /^360p .*\d\s?[kM]B/ })).toBeVisible();
    await expect(dialog.getByText(/^About .+ is free\.$/)).toBeVisible();
    const told = megabytes(await dialog.getByText(/^360p/).locator('..').textContent());
    await dialog.getByRole('radio', { name: /^360p/ }).check();
    await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
    await isKept(page);
    const taken = megabytes(await dialog.getByText(/is kept in this browser/).textContent());
    expect(taken / told).toBeGreaterThan(0.85);
    expect(taken / told).toBeLessThan(1.15);
    // Nothing of it may be owed to what the browser happens to remember.
    const session = await context.newCDPSession(page);
    await session.send('Network.clearBrowserCache');
    await portal.stop();
    isUp = false;

    await page.goto(`${portal.url}${talkPath(captionedTalk, '?t=2')}`);
    const watched = watching(page);
    await watched.ready();
    await watched.play();
    await watched.advances(1);
    expect(await watched.height()).toBe(360);
    await watched.video.evaluate((element: HTMLVideoElement) => {
      element.currentTime = 9;
    });
    await watched.advances(0.5);
    expect(await watched.seconds()).toBeGreaterThan(9);
    await watched.video.evaluate((element: HTMLVideoElement) => element.pause());
    await page.keyboard.press('c');
    const cues = () =>
      watched.video.evaluate((element: HTMLVideoElement) =>
        Array.from(element.textTracks)
          .filter(({ kind, mode }) => kind === 'captions' && mode === 'showing')
          .reduce((sum, { cues: all }) => sum + (all?.length ?? 0), 0),
      );
    await expect.poll(cues).toBeGreaterThan(5);
    expect(await page.title()).toContain('Moving live containers');

    // Any other page says what there is to watch.
    await page.goto(`${portal.url}/speakers`);
    await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible();
    const link = page.getByRole('link', { name: /Moving live containers/ });
    await expect(link).toHaveAttribute('href', talkPath(captionedTalk));
    await expect(page.getByText(/in all$/)).toBeVisible();
    await page.getByRole('button', { name: /^Remove “Moving live containers/ }).click();
    await expect(page.getByText(/^Nothing is kept yet/)).toBeVisible();
    expect(await keptCaches(page)).toEqual([]);
  } finally {
    if (isUp) await portal.stop();
    await context.close();
  }
});

test('keeping waits out a lost line, rests when told to, and goes on from another page', async ({
  page,
  context,
  trouble,
}) => {
  trouble.allow(refusedOnPurpose);
  await page.goto(talkPath('Davydov'));
  await isWorking(page);
  await slowDown(context, 60_000);
  await keep(page, /^360p/);
  const dialog = page.getByRole('dialog');
  await expect.poll(() => dialog.getByRole('progressbar').getAttribute('value')).not.toBe('0');
  await context.setOffline(true);
  await expect(dialog.getByText('No connection. It goes on by itself.')).toBeVisible();
  await context.setOffline(false);
  await expect(dialog.getByText('No connection. It goes on by itself.')).toBeHidden();

  await dialog.getByRole('button', { name: 'Pause' }).click();
  await expect(dialog.getByText(/^Paused at \d+\s?%$/)).toBeVisible();
  const paused = await storedFiles(page);
  await page.waitForTimeout(700);
  expect(await storedFiles(page)).toBe(paused);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect.poll(() => storedFiles(page)).toBeGreaterThan(paused);

  // The page is left in the middle; whatever page is opened next goes on.
  await page.goto('/speakers');
  await slowDown(context, 0);
  await expect.poll(() => keptState(page), { timeout: 30_000 }).toBe('whole');
});

test('a kept talk is gone when its recording was taken back', async ({ page, trouble }) => {
  trouble.allow(refusedOnPurpose);
  const { dataDir, url, slugs } = readScene();
  await page.goto(talkPath('Davydov'));
  await isWorking(page);
  await keep(page, /^Sound only/);
  await isKept(page);
  const talk = (await (await fetch(`${url}/api/v1/talks/${slugs.Davydov}`)).json()) as {
    recording: { id: string };
  };
  await runScript('scripts/recordings.ts', ['unpublish', talk.recording.id], { DATA_DIR: dataDir });
  try {
    await page.goto(talkPath('Davydov'));
    await expect.poll(() => keptCaches(page)).toEqual([]);
  } finally {
    await runScript('scripts/recordings.ts', ['publish', talk.recording.id], { DATA_DIR: dataDir });
  }
});

test('a full device keeps nothing of a talk and says so; a kept talk brings its own files: those of the portal may change', async ({
  page,
  trouble,
}) => {
  trouble.allow(refusedOnPurpose);
  await page.goto(talkPath(captionedTalk));
  await isWorking(page);

  // The device is full in the middle of it: a sentence says how much is missing, and nothing half is kept.
  const session = await page.context().newCDPSession(page);
  const origin = new URL(page.url()).origin;
  await page.exposeFunction('fillUp', () =>
    session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 }),
  );
  await page.evaluate(() => {
    const { fetch: load } = window;
    window.fetch = async (input, init) => {
      const fillUp: unknown = Reflect.get(window, 'fillUp');
      if (/seg-\d+\.m4s$/.test(String(input)) && typeof fillUp === 'function') {
        window.fetch = load;
        await fillUp();
      }
      return load(input, init);
    };
  });
  await keep(page, /^Sound only/);
  await expect(
    page.getByText(/about [\d.,]+ ?[kM]?B more would be needed\. Nothing was kept\./),
  ).toBeVisible();
  expect(await keptCaches(page)).toEqual([]);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  const dialog = page.getByRole('dialog', { name: 'Watch without a connection' });
  await dialog.getByRole('radio', { name: /^Sound only/ }).check();
  await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
  await isKept(page);
  const stored = await page.evaluate(async () => {
    const [name = ''] = (await caches.keys()).filter((key) => key.startsWith('rostrum-kept'));
    const requests = await (await caches.open(name)).keys();
    return requests.map(({ url }) => new URL(url).pathname);
  });
  const html = await (await page.request.get(talkPath(captionedTalk))).text();
  const named = Array.from(html.matchAll(/\/assets\/[\w.-]+\.(?:js|css)/g), ([path]) => path);
  expect(named.length).toBeGreaterThan(3);
  expect(stored).toEqual(expect.arrayContaining(named));
  expect(stored.some((path) => /\/assets\/hls-engine-/.test(path))).toBe(true);
  expect(stored.some((path) => path.startsWith('/organize') || /\/assets\/organize-/.test(path))).toBe(false);
  expect(stored.filter((path) => path.endsWith('.m4s') && /\/\d+p\//.test(path))).toEqual([]);
});

test('the portal can be installed', async ({ page }) => {
  await page.goto('/');
  const manifest = (await (await page.request.get('/site.webmanifest')).json()) as {
    id: string;
    start_url: string;
    display: string;
    icons: { src: string; sizes: string; purpose?: string }[];
  };
  expect(manifest).toMatchObject({ id: '/', start_url: '/', display: 'standalone' });
  for (const { src } of manifest.icons) expect((await page.request.get(src)).status()).toBe(200);
  expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // Windows of tests are private ones, where nothing can be installed.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
});

/** The size that a text tells. */
function megabytes(text: string | null): number {
  const [, number = '', unit = ''] = /([\d.,]+)\s?([kM])B/.exec(text ?? '') ?? [];
  return Number(number) / (unit === 'k' ? 1000 : 1);
}

async function slowDown(context: BrowserContext, bytesPerSecond: number): Promise<void> {
  for (const page of context.pages()) {
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const throughput = bytesPerSecond === 0 ? -1 : bytesPerSecond;
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: throughput,
      uploadThroughput: -1,
    });
  }
}

const storedFiles = (page: Page) =>
  page.evaluate(async () => {
    const [name = ''] = (await caches.keys()).filter((key) => key.startsWith('rostrum-kept'));
    return (await (await caches.open(name)).keys()).length;
  });

const keptState = (page: Page) =>
  page.evaluate(async () => {
    const answer = await caches.match('/.kept/talk.json');
    const talk = (await answer?.json()) as { state: string } | undefined;
    return talk?.state;
  });

import { accessSync, constants } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type PageWatch, watchPage } from './page-watch.ts';
import { runCommand, startPortal } from './portal.ts';

export interface BrowserRun {
  /** From the start of the ingest to the first decoded frame; null where there was none. */
  firstFrameMs: number | null;
  playedSeconds: number;
  stalls: number;
  stalledMs: number;
  droppedFrames: number;
  /** Lines of the picture at the end. */
  height: number;
  /** Of the server's process; null where the system does not say. */
  serverPeakMemoryBytes: number | null;
  /** Why the playing ended before its time; null where it did not. */
  problem: string | null;
}

const firstFrameWaitMs = 120_000;

/**
 * Brings a recording into a real portal while the page of its talk is open in Chromium, and watches it there.
 * @param o.folder for the library; removed again
 * @param o.playSeconds how long to watch
 */
export async function runInBrowser(o: {
  input: string;
  folder: string;
  playSeconds: number;
}): Promise<BrowserRun> {
  await mkdir(o.folder, { recursive: true });
  const dataDir = await mkdtemp(join(o.folder, 'library-'));
  const portal = await startPortal(dataDir);
  try {
    const { chromium } = await import('@playwright/test');
    const browser = await chromium.launch({ executablePath: findChromium(), args: launchArguments() });
    try {
      const [slug] = portal.slugs;
      if (slug === undefined) throw new Error('The example programme has no talks.');
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
      await page.addInitScript(watchPage);
      await page.goto(`${portal.url}/talks/${slug}`, { waitUntil: 'load' });
      await page.locator('[data-player="mounted"]').waitFor({ state: 'attached' });
      const startedAtMs = Date.now();
      const ingested = runCommand('scripts/ingest.ts', [o.input, '--talk', slug], portal.env);
      const look = async () => {
        const watch = await page.evaluate(() => window.pageWatch);
        if (watch === undefined) throw new Error('The page does not watch its video.');
        return watch;
      };
      const watch = await watchUntil(look, o.playSeconds, startedAtMs);
      await ingested;
      return {
        ...readRun(watch, o.playSeconds, startedAtMs),
        serverPeakMemoryBytes: portal.peakMemoryBytes(),
      };
    } finally {
      await browser.close();
    }
  } finally {
    await portal.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function watchUntil(
  look: () => Promise<PageWatch>,
  playSeconds: number,
  startedAtMs: number,
): Promise<PageWatch> {
  for (;;) {
    const watch = await look();
    const hasPlayed = watch.playedSeconds >= playSeconds || watch.hasEnded || watch.error !== null;
    const lateAtMs =
      watch.firstFrameAtMs === null
        ? startedAtMs + firstFrameWaitMs
        : watch.firstFrameAtMs + playSeconds * 2000 + 10_000;
    if (hasPlayed || Date.now() > lateAtMs) return watch;
    await sleep(200);
  }
}

/** What a page saw, as figures. @param startedAtMs when the ingest was started, milliseconds since 1970 */
export function readRun(
  watch: PageWatch,
  playSeconds: number,
  startedAtMs: number,
): Omit<BrowserRun, 'serverPeakMemoryBytes'> {
  const { firstFrameAtMs, playedSeconds, stalls, stalledMs, droppedFrames, height } = watch;
  const problem = () => {
    if (watch.error !== null) return `the video failed: ${watch.error}`;
    if (firstFrameAtMs === null) return `no frame within ${firstFrameWaitMs / 1000} s`;
    if (playedSeconds < playSeconds) return `it stopped at ${playedSeconds.toFixed(1)} s`;
    return null;
  };
  return {
    firstFrameMs: firstFrameAtMs === null ? null : firstFrameAtMs - startedAtMs,
    playedSeconds,
    stalls,
    stalledMs,
    droppedFrames,
    height,
    problem: problem(),
  };
}

/** How the browser of a measurement is started. */
export function launchArguments(): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--autoplay-policy=no-user-gesture-required',
  ];
}

/** The browser of the tests: CHROMIUM_PATH, or what PATH has. @throws where there is none */
export function findChromium(): string {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const found = names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
  if (found === undefined)
    throw new Error(
      'There is no Chromium: npm test installs it, or leave the browser out with --no-browser.',
    );
  return found;
}

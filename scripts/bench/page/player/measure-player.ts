import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import type { Figure } from '../../import/programmes.ts';
import { median } from '../../numbers.ts';
import { runCommand } from '../../transcode/portal.ts';
import { makeClip } from '../library/large-library.ts';
import { serveLibrary } from '../library/serve.ts';
import { type Moments, noteMoments } from './moments.ts';
import { serveSideBySide } from './side-by-side.ts';

/** Longer than the ten minutes that hls.js may buffer of a small picture. */
const clipSeconds = 720;
const seekSeconds = 690;
const mostOfBare = 1.15;
const patienceMs = 15_000;

type Side = 'ours' | 'bare';

/**
 * Presses play and seeks far ahead, in turn on a talk's page and on a bare page with the same hls.js and the same stream of the
 * same server; medians of each side.
 * @param o.folder for a library with one recording
 */
export async function measurePlayer(
  browser: Browser,
  o: { folder: string; runs: number; say: (sentence: string) => void },
): Promise<Figure[]> {
  const dataDir = join(o.folder, 'player');
  await mkdir(dataDir, { recursive: true });
  const env = { DATA_DIR: dataDir, EXAMPLE: 'off', LOG_LEVEL: 'error' };
  const clip = join(o.folder, 'player.mp4');
  o.say(`making a recording of ${clipSeconds} s`);
  await makeClip(clip, clipSeconds, { size: '426x240', framesPerSecond: 25 });
  await runCommand('scripts/import.ts', ['media/example/programme.json'], env);
  const portal = await serveLibrary({ dataDir });
  const sides = await serveSideBySide(portal.url);
  try {
    const slug = await firstSlug(portal.url);
    await runCommand('scripts/ingest.ts', [clip, '--talk', slug, '--wait'], env);
    const playlistUrl = await playlistOf(portal.url, slug);
    const urls: Record<Side, string> = {
      ours: `${sides.url}/talks/${slug}`,
      bare: sides.bareUrl(playlistUrl),
    };
    const found: Record<Side, Moments[]> = { ours: [], bare: [] };
    for (let i = 0; i < o.runs; i++) {
      // Who is first changes, so that neither side always finds the other's traces.
      for (const side of i % 2 === 0 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const)) {
        found[side].push(await watchOnce(browser, side, urls[side]));
      }
    }
    return [
      compare('first frame after pressing play', found, ({ firstFrameMs }) => firstFrameMs),
      compare('a place that is not buffered, until its picture', found, ({ seekMs }) => seekMs),
    ];
  } finally {
    await sides.stop();
    await portal.stop();
  }
}

async function watchOnce(browser: Browser, side: Side, url: string): Promise<Moments> {
  // A context of its own: nothing cached, nothing remembered.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  try {
    const page = await context.newPage();
    await page.addInitScript(noteMoments);
    await page.goto(url);
    // Somebody is there: our player comes at the first move.
    await page.mouse.move(200, 200);
    await page.mouse.move(210, 210);
    await page.locator(side === 'ours' ? '[data-player="ready"]' : '[data-is-ready]').waitFor();
    await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 3);
    // Both sides have buffered what they want to have before play.
    await sleep(700);
    await pressPlay(page, side);
    const first = await until(page, 'firstFrameMs');
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 1);
    await page.evaluate((seconds) => window.moments?.seek(seconds), seekSeconds);
    return { firstFrameMs: first, seekMs: await until(page, 'seekMs') };
  } finally {
    await context.close();
  }
}

async function pressPlay(page: Page, side: Side): Promise<void> {
  const target =
    side === 'ours'
      ? page.getByRole('button', { name: 'Play', exact: false }).first()
      : page.locator('video');
  const box = await target.boundingBox();
  if (box === null) throw new Error(`There is nothing to press on the page of ${side}.`);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

async function until(page: Page, name: keyof Moments): Promise<number | null> {
  const found = await page
    .waitForFunction((key) => window.moments?.[key] ?? false, name, { timeout: patienceMs, polling: 50 })
    .catch(() => null);
  return found === null ? null : Number(await found.jsonValue());
}

function compare(
  figure: string,
  found: Record<Side, readonly Moments[]>,
  read: (moments: Moments) => number | null,
): Figure {
  // A picture that never came took for ever.
  const of = (side: Side) => median(found[side].map((one) => read(one) ?? Number.POSITIVE_INFINITY));
  const [ours, bare] = [of('ours'), of('bare')];
  const share = ours / bare;
  return {
    figure: `${figure}, of a bare page (${found.ours.length} runs each)`,
    must: `at most ${mostOfBare}`,
    measured: `${share.toFixed(2)} (${ours.toFixed(0)} of ${bare.toFixed(0)} ms)`,
    holds: Number.isFinite(ours) && Number.isFinite(bare) && share <= mostOfBare,
  };
}

async function firstSlug(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/talks?limit=1&lang=en`);
  const { items } = (await answer.json()) as { items: Array<{ slug: string }> }; // our own API
  const [talk] = items;
  if (talk === undefined) throw new Error('The example programme has no talks.');
  return talk.slug;
}

async function playlistOf(url: string, slug: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/talks/${slug}?lang=en`);
  const { recording } = (await answer.json()) as { recording: { playlistUrl: string | null } | null }; // our own API
  if (!recording?.playlistUrl) throw new Error('The recording cannot be played.');
  return recording.playlistUrl;
}

import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { paths } from '#server/contract/paths.ts';
import type { Talk } from '#server/contract/wire.ts';
import { makeClip } from './support/clips.ts';
import { askApi } from './support/organizing.ts';
import { captionedTalk, longTalk, readScene, talkPath } from './support/scene.ts';
import { runScript } from './support/shell.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

/** Bytes that no decoder knows, though every frame is said to be where and as long as it was. */
function scrambleFrames(body: Buffer): void {
  for (let at = body.indexOf('mdat') + 4; at + 4 < body.length; ) {
    const length = body.readUInt32BE(at);
    body.fill(0x5a, at + 4, at + 4 + length);
    at += 4 + length;
  }
}

/** Everything after the head of the frames' box: not even their lengths are right any more. */
function scrambleAll(body: Buffer): void {
  body.fill(0x5a, body.indexOf('mdat') + 4);
}

/** Answers segments (the third one: 12 to 16 s) damaged as long as `isDamaged` says so; lists what was asked for. */
async function damage(
  page: Page,
  scramble: (body: Buffer) => void,
  isDamaged: (asked: readonly string[]) => boolean,
  segments = /\/\d+p\/seg-00003\.m4s$/,
): Promise<string[]> {
  const asked: string[] = [];
  await page.route(segments, async (route) => {
    const { pathname } = new URL(route.request().url());
    const isFresh = (await route.request().headerValue('cache-control')) === 'no-cache';
    const isBad = isDamaged(asked);
    asked.push(`${pathname.split('/').at(-2)}${isFresh ? ' anew' : ''}`);
    if (!isBad) return route.continue();
    const answer = await route.fetch();
    const body = await answer.body();
    scramble(body);
    return route.fulfill({ response: answer, body });
  });
  return asked;
}

/** Opens the talk and notes every sentence that the player says. */
async function open(page: Page, query = '') {
  const sentences = new Set<string>();
  await page.exposeFunction('noteSentence', (text: string) => sentences.add(text));
  await page.addInitScript(() => {
    const note = () => {
      const tell: unknown = Reflect.get(window, 'noteSentence');
      for (const { textContent } of document.querySelectorAll('[data-player] [role="status"]')) {
        if (textContent && typeof tell === 'function') tell(textContent);
      }
    };
    new MutationObserver(note).observe(document, { subtree: true, childList: true });
  });
  await page.goto(talkPath(longTalk, query));
  const watched = watching(page);
  await watched.ready();
  return { watched, said: () => [...sentences].join(' ') };
}

const isPaused = (page: Page) => page.locator('video').evaluate((video: HTMLVideoElement) => video.paused);

for (const [what, scramble] of [
  ['cannot be read', scrambleAll],
  ['cannot be decoded', scrambleFrames],
] as const) {
  test(`a segment that ${what} is fetched anew, and the viewer goes on where they were`, async ({ page }) => {
    const asked = await damage(page, scramble, (before) => before.length === 0);
    const { watched, said } = await open(page, '?t=11');
    await watched.play();
    await expect.poll(watched.seconds).toBeGreaterThan(13.5);
    expect(await watched.seconds()).toBeLessThan(15);
    expect(asked.length).toBe(2);
    expect(asked[1]).toBe(`${asked[0]} anew`);
    expect(said()).toContain('A part could not be decoded. Trying again…');
    expect(said()).not.toContain('skipped');
  });
}

test('a segment that stays broken is watched in another quality, and is skipped where all are broken', async ({
  page,
}) => {
  const asked = await damage(page, scrambleFrames, () => true);
  const { watched, said } = await open(page, '?t=11');
  await watched.play();
  await expect.poll(watched.seconds).toBeGreaterThan(17);
  expect(await isPaused(page)).toBe(false);
  expect(new Set(asked)).toEqual(new Set([...asked, '360p anew', '240p']));
  expect(said()).toContain('A damaged part was skipped.');
});

test('where nothing can be decoded the player says so, and tries again when it is told to', async ({
  page,
}) => {
  let isDamaged = true;
  await damage(page, scrambleFrames, () => isDamaged, /\/\d+p\/seg-000(0[3-9]|[12]\d)\.m4s$/);
  const { watched } = await open(page, '?t=11');
  await watched.play();
  const sentence = 'This recording cannot be played here. Try again, or use the download.';
  await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
  isDamaged = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await watched.advances(1);
  await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeHidden();
});

test('a page that was frozen asks for the recording before it goes on', async ({ page }) => {
  await page.goto(talkPath(longTalk));
  const watched = watching(page);
  await watched.ready();
  await page.waitForLoadState('networkidle');
  const asked = page.waitForRequest((request) =>
    new URL(request.url()).pathname.startsWith(paths.api.talk(readScene().slugs[longTalk] ?? '')),
  );
  // What browsers tell a page that they had frozen.
  await page.evaluate(() => document.dispatchEvent(new Event('resume')));
  await asked;
  await watched.play();
  await watched.advances(0.5);
});

/** Asks the portal of the tests as an organizer, with the edit that was seen. */
async function change(path: string, body: object, editNumber = 1): Promise<void> {
  const { url, token } = readScene();
  const answer = await fetch(new URL(path, url), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'if-match': `"${editNumber}"`,
    },
    body: JSON.stringify(body),
  });
  expect(`${answer.status} ${await answer.text()}`).toMatch(/^2/);
}

test('a recording that is trimmed, trimmed for privacy, and replaced while somebody watches goes on at the same moment', async ({
  page,
  trouble,
}) => {
  trouble.allow(/Failed to load resource/);
  const { folder, dataDir, slugs, url } = readScene();
  const free = Object.keys(slugs).filter((speaker) => speaker !== captionedTalk && speaker !== longTalk);
  const speaker = free.at(-5) ?? '';
  const ingest = async (name: string, seconds: number, more: readonly string[]) => {
    const file = join(folder, name);
    await makeClip(file, { seconds, size: '320x180', framesPerSecond: 10, audio: ['eng'] });
    await runScript('scripts/ingest.ts', [file, '--wait', ...more], { DATA_DIR: dataDir });
  };
  const recording = async () => {
    const talk = (await (await fetch(`${url}${paths.api.talk(slugs[speaker] ?? '')}`)).json()) as Talk; // our own API
    return talk.recording;
  };
  await ingest('trimmed.mp4', 40, ['--talk', slugs[speaker] ?? '']);
  const { id = '' } = (await recording()) ?? {};
  await page.goto(talkPath(speaker, '?t=20'));
  const watched = watching(page);
  await watched.ready();
  const length = () => watched.video.evaluate((video: HTMLVideoElement) => video.duration);
  const wake = () => page.evaluate(() => document.dispatchEvent(new Event('resume')));
  const sentence = (text: string) => expect(page.getByRole('status').filter({ hasText: text })).toBeVisible();

  await change(paths.api.trimRecording(id), { start: 4000, end: 40_000 });
  await expect.poll(async () => (await recording())?.editNumber, { timeout: 30_000 }).toBe(2);
  await wake();
  await sentence('The recording was edited. You are at the same moment of it.');
  await expect.poll(length).toBeCloseTo(36, 0);
  await expect.poll(watched.seconds).toBeCloseTo(16, 0);

  await change(paths.api.trimRecording(id), { start: 6000, end: 40_000, isPrivate: true }, 2);
  // What is asked for now is gone until the new version is there.
  await watched.video.evaluate((video: HTMLVideoElement) => {
    video.currentTime = 31;
    video.play().catch(() => undefined);
  });
  await expect.poll(length, { timeout: 30_000 }).toBeCloseTo(34, 0);
  await sentence('The recording was edited. You are at the same moment of it.');
  expect(await watched.seconds()).toBeGreaterThan(28.5);
  expect(await watched.seconds()).toBeLessThan(33);
  expect(await isPaused(page)).toBe(false);

  await ingest('another.mp4', 25, []);
  const { items } = (await (await askApi('/recordings')).json()) as {
    items: Array<{ id: string; arrivedAs: string }>;
  };
  const other = items.find(({ arrivedAs }) => arrivedAs.endsWith('another.mp4'));
  await watched.video.evaluate((video: HTMLVideoElement) => {
    video.currentTime = 10;
    return video.play();
  });
  await change(paths.api.replaceRecording(id), { withRecordingId: other?.id }, 3);
  await wake();
  await sentence('The recording was replaced by another one. It goes on at the same time.');
  await expect.poll(length).toBeCloseTo(25, 0);
  await expect.poll(watched.seconds).toBeGreaterThan(10.5);
  expect(await watched.seconds()).toBeLessThan(15);
  expect(await isPaused(page)).toBe(false);
});

import { longTalk, readScene, talkPath } from './support/scene.ts';
import { runScript } from './support/shell.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

const refusedOnPurpose = /Failed to load resource/;

test('playback goes on by itself after the network was cut', async ({ page, context, trouble }) => {
  trouble.allow(refusedOnPurpose);
  await page.goto(talkPath(longTalk));
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  await watched.advances(1);
  await context.setOffline(true);
  // Far beyond what is buffered.
  await page.keyboard.press('9');
  await expect(
    page.getByText('You are offline. It goes on by itself when the network is back.'),
  ).toBeVisible();
  const stopped = await watched.seconds();
  expect(stopped).toBeGreaterThan(100);
  await context.setOffline(false);
  await expect.poll(watched.seconds, { timeout: 30_000 }).toBeGreaterThan(stopped + 1);
  await expect(
    page.getByText('You are offline. It goes on by itself when the network is back.'),
  ).toBeHidden();
});

test('playback goes on by itself after the server did not answer', async ({ page, trouble }) => {
  trouble.allow(refusedOnPurpose);
  await page.goto(talkPath(longTalk));
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  await watched.advances(1);
  await page.route('**/hls/**', (route) => route.abort('connectionrefused'));
  await page.keyboard.press('9');
  await expect(page.getByText('Connection lost. It goes on by itself.')).toBeVisible();
  const stopped = await watched.seconds();
  await page.unroute('**/hls/**');
  await expect.poll(watched.seconds, { timeout: 30_000 }).toBeGreaterThan(stopped + 1);
});

test('when its version answers 404, the player asks for the recording again and goes on at the same second', async ({
  page,
  trouble,
}) => {
  trouble.allow(refusedOnPurpose);
  const { dataDir, slugs, url } = readScene();
  await page.goto(talkPath(longTalk));
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  await watched.advances(1);
  // Still, so that the player asks for nothing while there is nothing to have.
  await page.keyboard.press('k');
  await page.waitForLoadState('networkidle');
  const talk = `${url}/api/v1/talks/${slugs[longTalk]}`;
  const before = await recordingOf(talk);
  const env = { DATA_DIR: dataDir };
  // Taken back and published again: its versions have new, unguessable addresses.
  await runScript('scripts/recordings.ts', ['unpublish', before.id], env);
  expect((await fetch(new URL(before.playlistUrl, url))).status).toBe(404);
  await runScript('scripts/recordings.ts', ['publish', before.id], env);
  const after = await recordingOf(talk);
  expect(after.playlistUrl).not.toBe(before.playlistUrl);

  const asked = page.waitForRequest((request) => request.url().endsWith(after.playlistUrl));
  await watched.video.evaluate((element: HTMLVideoElement) => {
    element.currentTime = 100;
    void element.play();
  });
  await asked;
  await expect.poll(watched.seconds, { timeout: 20_000 }).toBeGreaterThan(101);
  expect(await watched.seconds()).toBeLessThan(112);
  await watched.advances(1);
});

test('a recording that was taken back says so, and comes back by itself when it is published again', async ({
  page,
  trouble,
}) => {
  trouble.allow(refusedOnPurpose);
  const { dataDir, slugs, url } = readScene();
  await page.goto(talkPath(longTalk));
  const watched = watching(page);
  await watched.ready();
  await watched.play();
  await watched.advances(1);
  const { id } = await recordingOf(`${url}/api/v1/talks/${slugs[longTalk]}`);
  const env = { DATA_DIR: dataDir };
  await runScript('scripts/recordings.ts', ['unpublish', id], env);
  await page.keyboard.press('9');
  await expect(page.getByText('This recording is no longer available.')).toBeVisible();
  await runScript('scripts/recordings.ts', ['publish', id], env);
  await expect(page.getByText('This recording is no longer available.')).toBeHidden();
  await page.keyboard.press('k');
  await watched.advances(1);
  expect(await watched.seconds()).toBeGreaterThan(107);
});

async function recordingOf(talk: string): Promise<{ id: string; playlistUrl: string }> {
  const { recording } = (await (await fetch(talk)).json()) as {
    recording: { id: string; playlistUrl: string };
  };
  return recording;
}

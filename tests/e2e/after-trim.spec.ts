import type { Page } from '@playwright/test';
import { longTalk, openSceneApart, type Scene } from './support/scene.ts';
import { expect, test } from './support/test.ts';
import { watching } from './support/watching.ts';

test.use({ serviceWorkers: 'allow' });

interface Playing {
  id: string;
  editNumber: number;
  status: string;
  playlistUrl: string;
}

async function playing({ url, slugs }: Scene): Promise<Playing> {
  const answer = await fetch(`${url}/api/v1/talks/${slugs[longTalk]}`);
  const { recording } = (await answer.json()) as { recording: Playing };
  return recording;
}

test('after a trim for privacy links and places made before lead to the same moment, and a kept talk is the new one', async ({
  page,
  context,
  trouble,
}) => {
  // Of the old version nothing is there any more.
  trouble.allow(/Failed to load resource/);
  const { scene, stop } = await openSceneApart();
  try {
    const talk = `${scene.url}/talks/${scene.slugs[longTalk]}`;
    const watched = watching(page);
    await page.goto(`${talk}?t=40&e=1`);
    await watched.ready();
    await watched.play();
    await watched.advances(0.5);
    await page.keyboard.press('k');
    await page.getByRole('button', { name: 'Keep for offline' }).click();
    const dialog = page.getByRole('dialog', { name: 'Watch without a connection' });
    await dialog.getByRole('radio', { name: /^Sound only/ }).check();
    await dialog.getByRole('button', { name: 'Keep', exact: true }).click();
    await expect(dialog.getByText(/is kept in this browser/)).toBeVisible({ timeout: 30_000 });
    const before = await playing(scene);
    await page.goto('about:blank');

    const answer = await fetch(`${scene.url}/api/v1/recordings/${before.id}/trim`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${scene.token}`,
        'content-type': 'application/json',
        'if-match': '"1"',
      },
      body: JSON.stringify({ start: 30_000, end: 50_000, isPrivate: true }),
    });
    expect(answer.status).toBe(200);
    await expect
      .poll(() => playing(scene), { timeout: 45_000 })
      .toMatchObject({ editNumber: 2, status: 'ready' });
    const after = await playing(scene);

    // The place where somebody stopped, a second or so after 0:40.
    await page.goto(talk);
    await watched.ready();
    await expect.poll(watched.seconds).toBeGreaterThan(10);
    expect(await watched.seconds()).toBeLessThan(13);
    // The link that was made before.
    await page.goto(`${talk}?t=40&e=1`);
    await watched.ready();
    await expect.poll(watched.seconds).toBeCloseTo(10, 0);

    // All that the browser keeps is of the version that plays now.
    const folder = ({ playlistUrl }: Playing) => playlistUrl.slice(0, playlistUrl.lastIndexOf('/') + 1);
    await expect
      .poll(() => stored(page), { timeout: 20_000 })
      .toMatchObject({ state: 'whole', folder: folder(after) });
    const { paths } = await stored(page);
    expect(paths.filter((path) => path.startsWith(folder(before)))).toEqual([]);
    expect(paths.filter((path) => path.startsWith(folder(after))).length).toBeGreaterThan(5);
  } finally {
    await context.close();
    await stop();
  }
});

/** What the browser keeps for offline, as it is stored. */
const stored = (page: Page) =>
  page.evaluate(async () => {
    const [name = ''] = (await caches.keys()).filter((key) => key.startsWith('rostrum-kept'));
    const cache = await caches.open(name);
    const record = await cache.match('/.kept/talk.json');
    const { state, folder } = ((await record?.json()) ?? {}) as { state?: string; folder?: string };
    return { state, folder, paths: (await cache.keys()).map(({ url }) => new URL(url).pathname) };
  });
